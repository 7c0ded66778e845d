"""The sheet on which an element is set: all that its HTML depends on besides the element itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from build_tools.model.finding import EditionError, Finding
from build_tools.model.tree import Element, Node
from build_tools.render.markup import escape, quoted, relative, set_words

Setter = Callable[[Element, "Sheet"], str]


class Setters(dict[str, Setter]):
    """A table of functions that set elements: a constant of a module, which is named, not copied, where it is written down."""

    def __init__(self, module: str, name: str, setters: Mapping[str, Setter]) -> None:
        super().__init__(setters)
        self.__module__, self.name = module, name

    def __reduce__(self) -> str:
        """Return the name by which the module has it."""
        return self.name


def nowhere(cited: str) -> str:
    """Return the address of what `@cRef` cites, where a page knows of no other works: none."""
    return ""


def unshown(figure: str, sheet: Sheet) -> str:
    """Return a figure in place, where a page knows of no figures: nothing."""
    return ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of the site while it is being set.

    `elements` names the function that sets each TEI element. `places` leads from an id of the work to the page of the site that
    holds it, `labels` to the words that cite it (“p. 347, ¶ 4”). `calls` leads from a note to its calls (page, id); `called` counts the
    calls that this page has set so far, since the second call of a note needs an id of its own. `entries` leads from the id of an
    entry of a register (`person-bukharin`) to the page that holds it. `cite` gives the address in the site of what a citation
    (`@cRef`) names. `bibliography` leads from the key of a work cited to the words by which a reader knows it. `referred` leads from a
    page or a note of the work to the passages that refer to it. `linked` says that a link is being set: no other may stand in it. `figure`
    gives the HTML of a figure of ours, chart and table, for a page; `tables` leads from a table of the print to the figure that was read
    from it.
    """

    url: str
    elements: Mapping[str, Setter]
    places: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    calls: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    entries: Mapping[str, str] = field(default_factory=dict)
    works: frozenset[str] = frozenset()
    cite: Callable[[str], str] = nowhere
    bibliography: Mapping[str, str] = field(default_factory=dict)
    referred: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    figure: Callable[[str, Sheet], str] = unshown
    tables: Mapping[str, str] = field(default_factory=dict)
    level: int = 1
    linked: bool = False
    called: dict[str, int] = field(default_factory=dict)

    def deeper(self) -> Sheet:
        """Return the sheet for a division inside the present one."""
        return replace(self, level=self.level + 1)

    def link(self, name: str) -> str:
        """Return the link to an id of the work, or `""` where no page holds it."""
        place = self.places.get(name)
        return "" if place is None else relative(self.url, f"{place}#{name}")

    def entry(self, name: str) -> str:
        """Return the link to an entry of a register, or `""` where there is none of this id."""
        page = self.entries.get(name)
        return "" if page is None else relative(self.url, f"{page}#{name}")

    def site(self, target: str) -> str:
        """Return the link to a page of the site."""
        return relative(self.url, target)

    def permalink(self, name: str) -> str:
        """Return the pilcrow that gives a passage its address; its name is the label by which the passage is cited."""
        if not name:
            return ""
        label = self.labels.get(name, "this passage")
        return f'<a class="permalink" href="#{quoted(name)}" aria-label="Link to {quoted(label)}">¶</a>'

    def referred_from(self, name: str) -> str:
        """Return the links to the passages of the work that refer to a page or a note, or `""`."""
        links = [(self.labels.get(one, one), self.link(one)) for one in self.referred.get(name, ())]
        rows = ", ".join(f'<a href="{quoted(link)}">{escape(label)}</a>' for label, link in links if link)
        return f' <span class="referred">[referred to from {rows}]</span>' if rows else ""

    def set(self, element: Element) -> str:
        """Return the HTML of an element; one that the table does not know stops the build, for it would be lost in silence."""
        setter = self.elements.get(element.name)
        if setter is None:
            raise EditionError(Finding(
                "P101", f"the renderer does not know the element <{element.name}>", self.url, element.line or None,
                expected="an element of the table in build_tools/render/elements",
                hint=f'add a function for "{element.name}" to the table, with a case in tests/cases/render',
            ))
        return setter(element, self)

    def inside(self, element: Element) -> str:
        """Return the HTML of all that an element holds."""
        return self.run(element.children)

    def run(self, nodes: tuple[Node, ...] | list[Node]) -> str:
        """Return the HTML of nodes in reading order."""
        return "".join([set_words(node) if isinstance(node, str) else self.set(node) for node in nodes])
