"""The small change of HTML: escaping, attributes and relative links."""

from __future__ import annotations

import re

ELLIPSIS = re.compile(r"\.(?: \.){2,}")  # “the land . . . was given”, “the end. . . .”


def escape(text: str) -> str:
    """Return text as HTML character data.

    >>> escape("R&D < 1")
    'R&amp;D &lt; 1'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def set_words(text: str) -> str:
    """Return words as HTML in which no line ends between the points of an ellipsis; the characters stay those of the text.

    >>> set_words("peace & land. . . . Then")
    'peace &amp; land<span class="dots">. . . .</span> Then'
    """
    said = escape(text)
    return ELLIPSIS.sub('<span class="dots">\\g<0></span>', said) if ". ." in said else said


def quoted(text: str) -> str:
    """Return text as the inside of a double-quoted attribute.

    >>> quoted('the "bond"')
    'the &quot;bond&quot;'
    """
    return escape(text).replace('"', "&quot;")


def identity(name: str) -> str:
    """Return the attribute `id`, or nothing where there is no id.

    >>> identity("bettelheim.1.p2"), identity("")
    (' id="bettelheim.1.p2"', '')
    """
    return f' id="{quoted(name)}"' if name else ""


def relative(origin: str, target: str) -> str:
    """Return the link that leads from the page `origin` to `target`, both counted from the root of the site.

    >>> relative("bettelheim/2.1.html", "bettelheim/2.2.html#pb-50")
    '2.2.html#pb-50'
    >>> relative("bettelheim/2.1.html", "glossary.html"), relative("index.html", "marquit/index.html")
    ('../glossary.html', 'marquit/index.html')
    >>> relative("index.html", "index.html#works")
    '#works'
    """
    page, mark, fragment = target.partition("#")
    if page == origin:
        return f"{mark}{fragment}" or page.rpartition("/")[2]
    folder = origin.rpartition("/")[0]
    if folder and target.startswith(folder + "/"):
        return target[len(folder) + 1:]
    return "../" * origin.count("/") + target
