"""The browser, the two places from which the site is opened, and a page that forgives nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.browser import chromium
from tests.browser.server import on_disk, served
from tests.working_copy import ROOT, working_copy

HERE = Path(__file__).parent
PLACES = ("http", "file")

FLAGS = [
    "--no-sandbox",  # root in a container has no sandbox
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all that stands in this folder, and keep it in one worker: one browser is enough."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")
            item.add_marker(pytest.mark.xdist_group("browser"))
            place = item.callspec.params.get("start") if isinstance(item, pytest.Function) and hasattr(item, "callspec") else None
            if place not in (None, default_place(item)):
                item.add_marker("slow")


def default_place(item: pytest.Item) -> str:
    """Return the place from which a test opens the site in the default run: half of the tests from each; the slow run does the rest."""
    return PLACES[crc32(getattr(item, "originalname", item.name).encode()) % 2]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Chromium; without one the test fails with a sentence, or is skipped where EDITION_NO_BROWSER says so."""
    if os.environ.get("EDITION_NO_BROWSER"):
        pytest.skip("EDITION_NO_BROWSER is set")
    found = chromium.find()
    if found is None:
        pytest.fail(chromium.MISSING, pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(found), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def over_http(site: Path) -> Iterator[str]:
    """Return the address of the site on a server of this machine."""
    with served(site) as address:
        yield address


@pytest.fixture(params=PLACES)
def start(request: pytest.FixtureRequest, site: Path) -> str:
    """Return the address below which the site lies: once over http, once from the disk."""
    if request.param == "http":
        address: str = request.getfixturevalue("over_http")
        return address
    return on_disk(site)


class Watch:
    """What a page must not do: ask another host, miss a file, or complain."""

    def __init__(self, context: BrowserContext, start: str) -> None:
        """Watch every page of `context`; what lies below `start` is ours."""
        self.start = start
        self.faults: list[str] = []
        context.on("request", self._asked)
        context.on("requestfailed", self._failed)
        context.on("response", lambda response: self._note(response.status >= 400, f"{response.status}: {response.url}"))
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"error: {error.error}"))

    def _asked(self, request: Request) -> None:
        ours = request.url.startswith((self.start, "data:", "blob:", "about:"))
        self._note(not ours, f"a request leaves for {request.url}")

    def _failed(self, request: Request) -> None:
        # A page that is left while it still loads aborts what it was loading.
        self._note("ERR_ABORTED" not in (request.failure or ""), f"failed: {request.url}: {request.failure}")

    def _said(self, message: ConsoleMessage) -> None:
        self._note(message.type in ("error", "warning"), f"console: {message.text}")

    def _note(self, wrong: bool, what: str) -> None:
        if wrong:
            self.faults.append(what)


def opened(browser: Browser, start: str, *, width: int, scripts: bool) -> Iterator[Page]:
    """Yield a page of a width, and fail the test afterwards for all that its watch has seen."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, java_script_enabled=scripts, base_url=start, reduced_motion="reduce"
    )
    context.set_default_timeout(10_000)
    watch = Watch(context, start)
    yield context.new_page()
    context.close()
    assert not watch.faults, "\n".join(watch.faults)


@pytest.fixture
def page(browser: Browser, start: str) -> Iterator[Page]:
    """Return a wide page; addresses are relative to the site."""
    yield from opened(browser, start, width=1280, scripts=True)


@pytest.fixture
def phone(browser: Browser, start: str) -> Iterator[Page]:
    """Return a page of 360 pixels, the narrowest phone in use."""
    yield from opened(browser, start, width=360, scripts=True)


@pytest.fixture
def bare(browser: Browser, start: str) -> Iterator[Page]:
    """Return a wide page without JavaScript."""
    yield from opened(browser, start, width=1280, scripts=False)


@pytest.fixture(scope="session")
def full_start(readings: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address on the disk of the site with the readings, built once."""
    folder = tmp_path_factory.mktemp("full")
    project, site = working_copy(folder / "project"), folder / "site"
    command = [sys.executable, "-m", "build_tools", "build", "--quiet", "--project", str(project), "--site", str(site)]
    subprocess.run(command, cwd=ROOT, env=os.environ | {"EDITION_TEXTS": str(readings)}, check=True, timeout=600)
    return on_disk(site)


@pytest.fixture
def full_page(browser: Browser, full_start: str) -> Iterator[Page]:
    """Return a page of the site with the readings, opened from the disk."""
    yield from opened(browser, full_start, width=1280, scripts=True)
