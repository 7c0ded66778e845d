"""Where the site will lie, and who answers for it: what `mkdocs.yml` says of both, where it says anything."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from build_tools.model.edition import Harvest
from build_tools.model.finding import EditionError, Finding, Severity
from build_tools.pipeline.project import Project
from build_tools.pipeline.settings import table
from build_tools.read.fields import nearest

CONFIG = "mkdocs.yml"
ADDRESS = re.compile(r"https?://[^/\s?#]+[^\s?#]*")  # https://example.org/nep/
CONTACT = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")  # editors@example.org


@dataclass(frozen=True, slots=True)
class Site:
    """`address` ends in a slash, or is empty; `harvest` is empty where nobody has arranged for a gateway.

    `works` are ids in the order in which works are shown; those that it does not name follow.
    """

    address: str = ""
    harvest: Harvest = Harvest()
    works: tuple[str, ...] = ()

    def place(self, work: str) -> int:
        """Return the place of a work among the others."""
        return self.works.index(work) if work in self.works else len(self.works)


def site_of(project: Project) -> Site:
    """Return what `mkdocs.yml` says: `site_url`, and below `extra` the fields `contact`, `oai_gateway` and `works`; raises P020.

    MkDocs reads the file too, and says more of what is wrong with it; a plain build and `edition cite` do without MkDocs.
    """
    fields = table(project.root / CONFIG, _finding) or {}
    extra = fields.get("extra")
    said = {"site_url": fields.get("site_url"), **{
        name: extra.get(name) if isinstance(extra, dict) else None for name in ("contact", "oai_gateway")
    }}
    faults = []
    values: dict[str, str] = {}
    for name, form in (("site_url", ADDRESS), ("contact", CONTACT), ("oai_gateway", ADDRESS)):
        values[name] = str(said[name] or "").strip()
        if values[name] and not form.fullmatch(values[name]):
            faults.append(_finding(f"{name}: “{values[name]}” is no {'e-mail address' if form is CONTACT else 'address of a site'}", None))
    works = extra.get("works") if isinstance(extra, dict) else None
    if works is not None and not (isinstance(works, list) and all(isinstance(one, str) for one in works)):
        faults.append(_finding("works: not a list of the ids of works", None))
    if faults:
        raise EditionError(*faults)
    address = values["site_url"]
    return Site(f"{address.rstrip('/')}/" if address else "", Harvest(values["contact"], values["oai_gateway"]), tuple(works or ()))


def astray(site: Site, works: Collection[str]) -> Iterator[Finding]:
    """Yield a note (P020) for each name in the order of the works that is no work: the one that was meant comes last."""
    for one in site.works:
        if one not in works:
            yield replace(_finding(f"works: there is no work “{one}”", None), expected=f"ids of works: {', '.join(works)}",
                          hint=nearest(one, works), severity=Severity.NOTE)


def _finding(said: str, line: int | None) -> Finding:
    return Finding("P020", said, CONFIG, line, expected="site_url: https://example.org/nep/, or no such line",
                   hint="edition explain P020 shows an example")
