"""The register of passages of a work against its conversion, and against what has been published before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_tools.model.document import Document
from build_tools.model.finding import EditionError, Finding, Severity
from build_tools.model.passage import Register
from build_tools.pipeline.project import Project
from build_tools.pipeline.published import git, references
from build_tools.read import passages
from build_tools.tei.fingerprint import likeness
from build_tools.tei.register import Naming, naming

STRANGE = 0.2
"""Below this likeness two fingerprints are those of other words; corrections leave more than half."""

TELLING = 8
"""Numbers that a fingerprint needs before its likeness says anything."""

_HINT = "look at the passage; then “edition register {}” writes down what became of it"


def path_of(project: Project, work: str) -> Path:
    """Return where the register of a work stands."""
    return project.sources / work / passages.NAME


def name_of(work: str) -> str:
    """Return how findings call the register of a work."""
    return f"sources/{work}/{passages.NAME}"


def load(project: Project, work: str) -> Register:
    """Return the register of a work, empty where there is none; raises `EditionError` with every fault of it."""
    return passages.load(path_of(project, work), name_of(work))


def against_conversion(document: Document, register: Register) -> tuple[Naming, list[Finding]]:
    """Match a conversion to the register: what it would say now, and the ids that a reader would no longer be led by."""
    work = document.record.id
    now = naming(document.text, register, work)
    lines = {row.id: number for number, row in enumerate(register.passages, start=2)}
    findings = [
        Finding("R025", f"the words of {one} are in no passage of this conversion", name_of(work), lines[one],
                page=register.by_id[one].page or None, expected="a passage with its words",
                hint=f"the conversion lost them; or nobody wrote them: then give the row the state “moved” and an id as its target ({one})")
        for one in now.lost
    ]
    for row in register.passages:
        new = now.register.by_id[row.id]
        if new.retired and not row.retired:
            findings.append(Finding("R026", f"{row.id} has no passage of its own any more; its words are in {', '.join(new.targets)}",
                                    name_of(work), lines[row.id], page=row.page or None, expected="a row that leads there",
                                    hint=_HINT.format(work)))
        elif row.kind == "pb" and _estranged(row.sketch, new.sketch):
            findings.append(Finding("R028", f"page {row.page} has other words than it had", name_of(work), lines[row.id], page=row.page,
                                    expected="the words that were published under this number", hint=_HINT.format(work)))
    unknown = [row.id for row in now.register.passages if row.id not in register.by_id]
    if unknown:
        some = ", ".join(unknown[:3]) + (" …" if len(unknown) > 3 else "")
        findings.append(Finding("R027", f"{len(unknown)} passages are not in the register: {some}", name_of(work),
                                expected="every passage registered before it is published", hint=f"“edition register {work}”",
                                severity=Severity.NOTE))
    return now, findings


def against_published(project: Project) -> Iterator[Finding]:
    """Yield every id that an earlier state of the registers had and the present one has not, or has for other words.

    The earlier states are the last commit and the last release; where there is no git there is nothing to compare with.
    """
    said: set[tuple[str, str]] = set()
    for reference in references(project.root):
        listed = git(project.root, "ls-tree", "-r", "--name-only", reference, "sources/")
        for name in [one for one in listed.splitlines() if one.endswith(f"/{passages.NAME}")]:
            work = Path(name).parent.name
            try:
                before = passages.read(git(project.root, "show", f"{reference}:./{name}"), name)
                now = load(project, work)
            except EditionError:
                continue  # the present one is a finding of its own; an earlier one cannot be mended
            lines = {row.id: number for number, row in enumerate(now.passages, start=2)}
            for row in before.passages:
                present = now.by_id.get(row.id)
                if present is None and ("R024", row.id) not in said:
                    said.add(("R024", row.id))
                    yield Finding("R024", f"{row.id} has been published and is not in the register", name,
                                  page=row.page or None, expected="every id that ever was published",
                                  hint=f"take the row back from git ({reference}); where its words went elsewhere, let it lead there")
                elif (present is not None and not row.retired and not present.retired and row.kind not in ("div", "list")
                      and _estranged(row.sketch, present.sketch) and ("R028", row.id) not in said):
                    said.add(("R028", row.id))
                    yield Finding("R028", f"{row.id} has other words than were published under it", name, lines[row.id],
                                  page=row.page or None, expected="the same words, but for corrections",
                                  hint="an id is never given again; the new passage needs one of its own")


def _estranged(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return min(len(one), len(other)) >= TELLING and likeness(one, other) < STRANGE
