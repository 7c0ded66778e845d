"""A gallery of every type of page: wide, on a phone, dark and in print, so that a change can be looked at before it lands.

    python -m tests.gallery SITE [FOLDER]

writes pictures and an `index.html` that shows them side by side.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import chromium
from tests.browser.conftest import FLAGS
from tests.browser.server import on_disk
from tests.page_types import examples

WAYS = (
    ("wide", 1440, "light", "screen"),
    ("phone", 390, "light", "screen"),
    ("dark", 1440, "dark", "screen"),
    ("print", 794, "light", "print"),
)
HEIGHT = 1000


def main(site: Path, folder: Path) -> int:
    """Take the pictures; return the exit status."""
    found = chromium.find()
    if found is None:
        print(chromium.MISSING, file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    pages = examples(site)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(found), args=FLAGS)
        for way, width, scheme, media in WAYS:
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHT}, color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
            )
            page = context.new_page()
            page.emulate_media(media="print" if media == "print" else "screen")
            for name, address in pages.items():
                page.goto(on_disk(site) + address)
                page.wait_for_timeout(200)
                page.screenshot(path=folder / f"{name.replace(' ', '-')}.{way}.png")
            context.close()
        browser.close()
    def shown(name: str) -> str:
        files = [f"{name.replace(' ', '-')}.{way}.png" for way, *_ in WAYS]
        return "".join(f'<a href="{file}"><img src="{file}" alt="" height="420"></a> ' for file in files)

    rows = "".join(f"<h2>{escape(name)} <small>{escape(address)}</small></h2><p>{shown(name)}</p>" for name, address in pages.items())
    (folder / "index.html").write_text(f"<!doctype html><meta charset=utf-8><title>Gallery</title>{rows}", encoding="utf-8")
    print(f"{len(pages)} types of pages, {len(WAYS)} pictures each: {folder / 'index.html'}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "site"), Path(sys.argv[2] if len(sys.argv) > 2 else "build/gallery")))
