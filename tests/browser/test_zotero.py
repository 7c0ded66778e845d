"""Zotero itself takes the pages: its translation code and its translators, run in the browser on pages of each item type.

Both are under the AGPL and not here. `EDITION_ZOTERO` names a folder with clones of zotero/translate, zotero/utilities,
zotero/translators and zotero/zotero-schema; without it these tests are skipped.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from build_tools.model.record import Kind, Name, Record, Rights
from build_tools.read.source import load
from build_tools.render.cite_head import head
from tests.working_copy import ROOT

FOLDER = Path(os.environ.get("EDITION_ZOTERO") or "/nowhere")
pytestmark = pytest.mark.skipif(not (FOLDER / "translate").is_dir(), reason="EDITION_ZOTERO names no folder with the code of Zotero")
ASKED = ("Embedded Metadata", "RDF", "COinS", "DOI", "unAPI", "BibTeX", "RIS")
"""The translators that look at any page, and those that they ask."""
SCRIPT = re.compile(r'<script src="([^"]+)">')
META = re.compile(r"\A\s*(\{.*?^\})", re.S | re.M)

RUN = """async ([given, schema, dates]) => {
  Zotero.Debug.init(0)
  Zotero.Repo.getAllTranslatorMetadata = async () => given.map(one => one.meta)
  Zotero.Repo.getTranslatorCode = async id => given.find(one => one.meta.translatorID === id).code
  Zotero.Schema.init(schema)
  Zotero.Date.init(dates)
  await Zotero.Translators.init()
  const translate = new Zotero.Translate.Web()
  translate.setDocument(document)
  const failed = []
  translate.setHandler("error", (one, error) => failed.push(String(error)))
  const translators = await translate.getTranslators()
  if (!translators.length) return { failed: ["no translator takes the page"] }
  translate.setTranslator(translators[0])
  const items = await translate.translate()
  return { by: translators[0].label, items: JSON.parse(JSON.stringify(items)), failed }
}"""


def taken(browser: Browser, address: str, page_html: str = "") -> dict[str, Any]:
    """Return the one item that Zotero makes of a page: of a site that is served, or of HTML that is said to lie at the address."""
    context = browser.new_context(bypass_csp=True)
    context.set_default_timeout(30_000)
    page = context.new_page()
    try:
        if page_html:
            page.route("**/*", lambda route: route.fulfill(body=page_html, content_type="text/html; charset=utf-8"))
        page.goto(address)
        order = (FOLDER / "translate/example/index.html").read_text(encoding="utf-8")
        for script in SCRIPT.findall(order):
            if not script.endswith("index.js"):
                name = script.replace("../modules/utilities/", "../../utilities/")
                page.add_script_tag(path=FOLDER / "translate/example" / name)
        given = []
        for name in ASKED:
            code = (FOLDER / "translators" / f"{name}.js").read_text(encoding="utf-8")
            found = META.match(code)
            assert found is not None
            given.append({"meta": json.loads(found[1]), "code": code})
        schema = json.loads((FOLDER / "zotero-schema/schema.json").read_text(encoding="utf-8"))
        dates = json.loads((FOLDER / "utilities/resource/dateFormats.json").read_text(encoding="utf-8"))
        answer = page.evaluate(RUN, [given, schema, dates])
    finally:
        context.close()
    assert not answer["failed"], answer
    (item,) = answer["items"]
    return dict(item)


def differing(item: Mapping[str, Any], record: Record, kind: str, container: str) -> dict[str, tuple[Any, Any]]:
    """Return the fields of an item that are not those of the record, with what they should be."""
    roles = (("author", record.authors), ("translator", record.translators), ("editor", record.editors))
    wanted = {
        "itemType": kind, "title": record.title, "date": record.date, "publisher": record.publisher, "place": record.place,
        "language": record.language, "volume": record.volume, "issue": record.issue, "pages": record.pages.replace("–", "-"),
        container: record.container,
        "creators": [(role, name.family, name.given) for role, names in roles for name in names],
    }
    if kind in ("journalArticle", "webpage"):
        del wanted["publisher"], wanted["place"]  # Zotero has no such field there
    # Zotero keeps a title of a container under the name of the item type when it saves.
    said = {name: item.get(name) or item.get("publicationTitle" if name == "bookTitle" else name) or "" for name in wanted}
    said["creators"] = [(one["creatorType"], one.get("lastName", ""), one.get("firstName", "")) for one in item["creators"]]
    said["date"] = str(said["date"]).replace("/", "-")
    return {name: (said[name], value) for name, value in wanted.items() if said[name] != value}


@pytest.mark.parametrize(("page", "kind", "container"), [
    ("bettelheim/index.html", "book", "series"), ("bettelheim/2.1.html", "book", "series"),
    ("marquit/index.html", "journalArticle", "publicationTitle"), ("grain-crisis/index.html", "encyclopediaArticle", "encyclopediaTitle"),
    ("end-of-nep/index.html", "webpage", "websiteTitle"),
])
def test_zotero_takes_a_page_of_the_site(browser: Browser, over_http: str, page: str, kind: str, container: str) -> None:
    record = load(ROOT / "sources" / page.partition("/")[0]).record
    item = taken(browser, over_http + page)
    assert differing(item, record, kind, container) == {}
    assert item["url"] == over_http + page


@pytest.mark.parametrize(("kind", "item_type", "container"), [
    (Kind.BOOK, "book", "series"), (Kind.CHAPTER, "bookSection", "bookTitle"),
    (Kind.ARTICLE_JOURNAL, "journalArticle", "publicationTitle"), (Kind.ENTRY_ENCYCLOPEDIA, "encyclopediaArticle", "encyclopediaTitle"),
    (Kind.WEBPAGE, "webpage", "websiteTitle"), (Kind.PAMPHLET, "book", "series"),
])
def test_zotero_takes_every_kind(browser: Browser, kind: Kind, item_type: str, container: str) -> None:
    in_print = kind is not Kind.WEBPAGE
    record = Record(
        "w", kind, "The bond: a title", Rights("", True, ""), authors=(Name("Writer", "Anna"), Name("Co", "Bo")),
        translators=(Name("Turner", "T. T."),) if in_print else (), container="The container", date="1928",
        publisher="Press", place="Moscow", pages="12–34" if kind not in (Kind.BOOK, Kind.PAMPHLET, Kind.WEBPAGE) else "",
        volume="3" if kind is Kind.ARTICLE_JOURNAL else "", issue="4" if kind is Kind.ARTICLE_JOURNAL else "",
    )
    tags = head(record, "w/1.html", files=False)
    html = f"<!doctype html><html lang=en><head><meta charset=utf-8><title>T</title>{tags}</head><body><p>Words.</p></body></html>"
    item = taken(browser, "http://example.test/w/1.html", html)
    assert differing(item, record, item_type, container) == {}
