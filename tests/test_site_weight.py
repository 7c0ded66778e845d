"""What a page of text and the first search cost a reader; CI weighs the full edition (`site_gate`)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from build_tools.render.search_index import TEXTS
from tests.site_weight import MOST, MOST_FOR_SEARCH, OF_A_WORK, SEARCH, assets, overweight, pages, weight


def test_a_page_of_text_is_light(site: Path) -> None:
    works = pages(site)
    assert len(works) > 20
    assert len(assets(max(works, key=weight))) > 8, "styles and scripts are counted"
    assert list(overweight(site)) == []
    assert all((site / name).is_file() for name in SEARCH[:2])


def test_what_weighs_too_much_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    (tmp_path / "heavy.js").write_bytes(os.urandom(MOST))
    page = tmp_path / "w/page.html"
    page.write_text(f'<p>Text</p><script defer src="../heavy.js?1"></script>{OF_A_WORK}"">')
    assert weight(page) > MOST
    (tmp_path / TEXTS).parent.mkdir()
    (tmp_path / TEXTS).write_bytes(os.urandom(MOST_FOR_SEARCH))
    assert [line.partition(":")[0] for line in overweight(tmp_path)] == ["w/page.html", "search"]
    page.write_text('<script src="https://elsewhere.test/a.js"></script>')
    with pytest.raises(AssertionError, match="another host"):
        weight(page)
