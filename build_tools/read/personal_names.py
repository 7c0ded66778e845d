"""A person's name as a title page prints it, parted into family name and given names."""

from __future__ import annotations

import re

from build_tools.model.record import Name

_PARTICLES = frozenset(
    "af auf da das de degli dei del della delle den der des di dos du el ibn la las le les lo los ten ter 't te van vander vom von zu zum "
    "zur".split()
)
"""Words that stand before a family name and belong to it: “Du” in W. E. B. Du Bois, “van den” in Joost van den Vondel."""

_ALONE = frozenset({"de", "du", "la", "le"})
"""Those of them that are no given name either: La Fontaine, but Della Reed and Van Morrison."""

_DEGREE = re.compile(r",? (?:Esq|M\. ?[AD]|B\. ?A|Ph\. ?D|LL\. ?D|D\. ?D|F\. ?R\. ?S|S\. ?J)\.?$")  # “, Ph.D.”: no part of the name
_GENERATION = re.compile(r",? ((?:Jr|Sr)\.?|I{2,3}|IV)$")  # “, Jr.” of Oliver Wendell Holmes, Jr.


def person(written: str) -> Name:
    """Return a name from how it is printed. Degrees are left out; “Jr.” stays with the family name.

    >>> person("W. E. B. Du Bois")
    Name(family='Du Bois', given='W. E. B.')
    >>> person("Holmes, Oliver Wendell"), person("Aristotle")
    (Name(family='Holmes', given='Oliver Wendell'), Name(family='Aristotle', given=''))
    >>> str(person("Oliver Wendell Holmes, Sr., M.D."))
    'Oliver Wendell Holmes Sr.'
    >>> person("La Fontaine"), person("Della Reed")
    (Name(family='La Fontaine', given=''), Name(family='Reed', given='Della'))
    """
    name, generation = _DEGREE.sub("", " ".join(written.split())), ""
    if found := _GENERATION.search(name):
        name, generation = name[: found.start()], f" {found[1]}"
    family, comma, given = name.partition(", ")
    if not comma:
        words = name.split(" ")
        at = len(words) - 1
        while at > 1 and words[at - 1].lower() in _PARTICLES:
            at -= 1
        if at == 1 and words[0].lower() in _ALONE:
            at = 0
        given, family = " ".join(words[:at]), " ".join(words[at:])
    return Name(family + generation, given)
