"""The live preview: what is watched, what is patched, and that an edit shows within a second while a broken one changes nothing."""

from __future__ import annotations

import dataclasses
import socket
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from build_tools.command import main
from build_tools.command.preview import HOST, State, patch, renew, server
from build_tools.command.report import Report
from build_tools.command.serve import Workshop, follow
from build_tools.command.watch import snapshot
from build_tools.model.page import File, Page
from build_tools.pipeline import Order, Project
from build_tools.render.pages import RenderedSite
from tests.test_command_build import project

__all__ = ["project"]


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return str(answer.read().decode())


def test_a_change_of_any_file_is_seen(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    file = tmp_path / "a" / "b" / "c.yaml"
    file.write_text("one")
    single = tmp_path / "mkdocs.yml"
    single.write_text("x")
    places = (tmp_path / "a", single, tmp_path / "missing")
    first = snapshot(places)
    assert set(first) == {str(file), str(single)}
    (tmp_path / "a" / ".c.yaml.swp").write_text("what an editor keeps for itself")
    assert snapshot(places) == first
    file.write_text("other")
    assert snapshot(places) != first
    file.unlink()
    assert set(snapshot(places)) == {str(single)}


PAGE = Page("a/1.html", "One", "<p>old words</p>")
SITE = RenderedSite("T", "1", "2026-11-21", (PAGE, Page("b.html", "B", "<p>b</p>")), (File("downloads/a.xml", b"<a/>"),))


def skin(folder: Path) -> Path:
    for page in SITE.pages:
        (folder / page.url).parent.mkdir(parents=True, exist_ok=True)
        (folder / page.url).write_text(f"<body><nav>One</nav>{page.html}</body>")
    return folder


def test_a_page_with_new_words_keeps_its_skin(tmp_path: Path) -> None:
    folder = skin(tmp_path)
    new = dataclasses.replace(SITE, pages=(dataclasses.replace(PAGE, html="<p>new words</p>"), SITE.pages[1]))
    assert patch(folder, SITE, new)
    assert (folder / "a/1.html").read_text() == "<body><nav>One</nav><p>new words</p></body>"
    assert (folder / "b.html").read_text() == "<body><nav>One</nav><p>b</p></body>"
    assert patch(folder, new, dataclasses.replace(new, files=(File("downloads/a.xml", b"<b/>"),)))
    assert (folder / "downloads/a.xml").read_bytes() == b"<b/>"


@pytest.mark.parametrize("pages", [(PAGE,), (dataclasses.replace(PAGE, title="Two"), SITE.pages[1]), (SITE.pages[1], PAGE)],
                         ids=["gone", "renamed", "moved"])
def test_what_other_pages_show_of_a_page_is_not_patched(tmp_path: Path, pages: tuple[Page, ...]) -> None:
    assert not patch(skin(tmp_path), SITE, dataclasses.replace(SITE, pages=pages))


def test_a_page_that_the_skin_has_changed_is_not_patched(tmp_path: Path) -> None:
    folder = skin(tmp_path)
    (folder / "a/1.html").write_text("<p>other words</p>")
    new = dataclasses.replace(SITE, pages=(dataclasses.replace(PAGE, html="<p>new</p>"), SITE.pages[1]))
    assert not patch(folder, SITE, new)


def test_a_new_state_replaces_the_old_one(tmp_path: Path) -> None:
    folder = tmp_path / "preview"
    for number in range(2):
        new = tmp_path / "new"
        new.mkdir()
        (new / f"{number}.html").write_text("x")
        renew(new, folder)
    assert [path.name for path in folder.iterdir()] == ["1.html"] and [path.name for path in tmp_path.iterdir()] == ["preview"]


def test_open_pages_are_told_of_a_new_state(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<body><p>words</p></body>")
    (tmp_path / "a.css").write_text("p{}")
    state = State()
    served = server(tmp_path, state, 0)
    threading.Thread(target=served.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{served.server_address[1]}"
    try:
        for page in ("/", "/index.html", "/index.html?q=1"):
            assert "<p>words</p><script>" in get(root + page)
        assert get(root + "/a.css") == "p{}"
        assert get(root + "/.version?0") == "1"
        threading.Timer(0.2, state.advance).start()
        start = time.monotonic()
        assert get(root + "/.version?1") == "2"
        assert 0.1 < time.monotonic() - start < 5
        with pytest.raises(urllib.error.HTTPError):
            get(root + "/missing.html")
    finally:
        served.shutdown()
        served.server_close()


def test_an_edit_shows_and_a_broken_one_changes_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workshop = Workshop(Order(Project(project)), Report(quiet=False))
    seen = snapshot(workshop.places())
    assert workshop.make(whole=True)
    version = workshop.state.version
    page, glossary = workshop.folder / "glossary.html", project / "annotations" / "glossary.yaml"
    assert "A rich peasant" in page.read_text("utf-8")
    ended = threading.Event()
    thread = threading.Thread(target=follow, args=(workshop, seen, ended))
    thread.start()
    try:
        text = glossary.read_text("utf-8")
        start = time.monotonic()
        glossary.write_text(text.replace("A rich peasant", "A wealthy peasant"), "utf-8")
        while workshop.state.version == version and time.monotonic() - start < 10:
            time.sleep(0.02)
        # A second is the promise on an idle machine; the tests run beside others.
        assert time.monotonic() - start < 3
        assert "A wealthy peasant" in page.read_text("utf-8")
        assert workshop.stale, "search still has the old words"
        glossary.write_text(text.replace("forms: [", "forms: "), "utf-8")
        start = time.monotonic()
        said = ""
        while "A0" not in said and time.monotonic() - start < 10:
            time.sleep(0.05)
            said += capsys.readouterr().err
        assert "annotations/glossary.yaml:" in said
        assert "A wealthy peasant" in page.read_text("utf-8")
    finally:
        ended.set()
        thread.join()


def test_a_file_that_an_editor_takes_away_for_a_moment_ends_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop = Workshop(Order(Project(project)), Report(quiet=True))

    def away(*arguments: object) -> RenderedSite:
        raise FileNotFoundError(2, "No such file or directory", str(project / "annotations" / "glossary.yaml"))

    with monkeypatch.context() as moment:
        moment.setattr("build_tools.pipeline.site", away)
        assert not workshop.make(whole=True)
    assert "P006 annotations/glossary.yaml" in capsys.readouterr().err
    assert workshop.make(whole=True)


def test_a_whole_build_that_fails_is_tried_once_for_each_change(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("build_tools.command.serve.QUIET", 0.0)
    monkeypatch.setattr("build_tools.command.serve.PAUSE", 0.001)
    workshop = Workshop(Order(Project(project)), Report(quiet=True))
    workshop.stale = True
    ended, calls, looks = threading.Event(), [], []

    def fails(*, whole: bool) -> bool:
        calls.append(whole)
        return False

    def look(places: object) -> dict[str, tuple[int, int]]:
        looks.append(places)
        if len(looks) == 20:
            ended.set()
        return {"a": (1, 1)} if len(looks) < 10 else {"a": (2, 1)}

    monkeypatch.setattr(workshop, "make", fails)
    monkeypatch.setattr("build_tools.command.serve.snapshot", look)
    follow(workshop, {"a": (1, 1)}, ended)
    assert calls == [True, True, True], "once before the change, the change itself (a file beyond the sources), once behind it"


def test_a_port_that_is_taken_is_told_before_anything_is_made(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("build_tools.command.preview.TRIES", 1)
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit) as ended:
            main(["serve", "--project", str(project), "--port", str(port)])
    assert ended.value.code == 2 and f"--port: {port} is taken" in capsys.readouterr().err
    assert not (project / "build" / "preview").exists()


def test_what_is_stale_is_made_whole_when_it_is_quiet(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("build_tools.command.serve.QUIET", 0.1)
    workshop = Workshop(Order(Project(project)), Report(quiet=True))
    assert workshop.make(whole=True)
    glossary = project / "annotations" / "glossary.yaml"
    glossary.write_text(glossary.read_text("utf-8").replace("A rich peasant", "A wealthy peasant"), "utf-8")
    assert workshop.make(whole=False) and workshop.stale
    ended = threading.Event()
    thread = threading.Thread(target=follow, args=(workshop, snapshot(workshop.places()), ended))
    thread.start()
    start = time.monotonic()
    while workshop.stale and time.monotonic() - start < 10:
        time.sleep(0.02)
    ended.set()
    thread.join()
    assert not workshop.stale
    assert "wealthy" in (workshop.folder / "search" / "texts.js").read_text("utf-8")
