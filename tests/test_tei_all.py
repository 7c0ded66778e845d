"""Everything that the edition's schema allows is valid TEI P5: asked of `tei_all`, which takes seconds to load."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_tools.tei.serialize import DECLARATION, serialize, write
from build_tools.tei.validate import validate_full
from tests.test_tei_documents import Maker, tei
from tests.test_tei_header import document

ROOT = Path(__file__).resolve().parent.parent
FILES = 300


@pytest.fixture(scope="module")
def tei_all() -> Path:
    """Return the schema of all TEI; skip where it is not at hand."""
    for path in (os.environ.get("EDITION_TEI_ALL"), ROOT.parent / "shared" / "schema" / "tei_all.rng"):
        if path and Path(path).is_file():
            return Path(path)
    pytest.skip("tei_all.rng is not at hand (EDITION_TEI_ALL names it)")


@pytest.mark.slow
@pytest.mark.readings
def test_what_our_schema_allows_is_tei(tei_all: Path) -> None:
    used: set[str] = set()
    for seed in range(FILES):
        maker = Maker(seed)
        maker.make("TEI")
        used |= maker.used
        findings = validate_full((DECLARATION + serialize(tei(seed))).encode(), tei_all, f"seed {seed}")
        assert findings == []
    assert "note" in used and "date" in used


@pytest.mark.slow
@pytest.mark.readings
def test_what_we_write_is_tei(tei_all: Path) -> None:
    assert validate_full(write(document()), tei_all) == []


@pytest.mark.slow
@pytest.mark.readings
def test_what_is_not_tei_is_told_with_its_line(tei_all: Path) -> None:
    data = write(document()).replace(b"<bibl>", b"<bible>").replace(b"</bibl>", b"</bible>")
    line = data[: data.index(b"<bible>")].count(b"\n") + 1
    findings = validate_full(data, tei_all, "w.xml")
    assert {finding.code for finding in findings} == {"T040"}
    assert any(finding.line is not None and abs(finding.line - line) <= 1 for finding in findings)
