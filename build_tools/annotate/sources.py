"""Sources: where a statement of ours rests, as a list of `sources` names it: `bettelheim p. 88`, a passage, a work that is only cited."""

from __future__ import annotations

from build_tools.annotate.catalogue import Catalogue
from build_tools.annotate.placed import Fault
from build_tools.read.cites import Cite


def cite(said: str) -> Cite:
    """Return a source as a citation.

    >>> cite("bettelheim pp. 88–89"), cite("carr-davies-foundations, vol. 1, p. 3")
    (Cite(key='bettelheim', locator='pp. 88–89'), Cite(key='carr-davies-foundations', locator='vol. 1, p. 3'))
    """
    key, _, locator = said.partition(" ")
    return Cite(key.rstrip(","), locator)


def judge(said: str, line: int, catalogue: Catalogue | None, fault: Fault) -> None:
    """Tell what is wrong with a source, as with any citation (A031 to A033); without a catalogue all exists."""
    wrong = catalogue.fault(cite(said)) if said and catalogue is not None else None
    if wrong is not None:
        fault(wrong.code, line, wrong.message, wrong.expected, wrong.hint)
