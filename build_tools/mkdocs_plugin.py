"""The MkDocs adapter: hands finished pages to MkDocs, which puts the skin of the theme around them."""

from __future__ import annotations

import calendar
import os
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache
from markupsafe import Markup
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from build_tools.mkdocs_navigation import contents, way
from build_tools.mkdocs_theme import STYLES, ThemeLoader, holds, skin, stylesheet
from build_tools.model.page import Anchor
from build_tools.model.page import Page as EditionPage
from build_tools.render.cite_block import ADDRESS
from build_tools.render.library import libraries
from build_tools.render.moved import moved_file
from build_tools.render.navigation import Branch, tree
from build_tools.render.pages import RenderedSite
from build_tools.render.words import Words, words

# The templates of which every page is made.
PARTS = ("header", "choices", "logo", "footer")
TEMPLATES = ("main.html", *(f"partials/{part}.html" for part in PARTS))


TABLE = re.compile(r"<table>.*?</table>", re.S)  # <table><thead>…</table>
BOXED = r'<div class="table"><div class="scroll" role="region" tabindex="0" aria-label="Table">\g<0></div></div>'


class EditionConfig(Config):  # type: ignore[no-untyped-call]
    """What `mkdocs.yml` may say of the edition; the command line says the same by its own arguments."""

    texts = config_options.ListOfItems(config_options.Type(str), default=[])
    public = config_options.Type(bool, default=False)


class FinishedPage(Page):
    """A page whose HTML is given: only the two steps that touch Markdown are replaced."""

    def __init__(self, page: EditionPage, work: str, heads: bool, file: File, config: MkDocsConfig) -> None:
        self.given = page
        self.heads = heads
        self.work = work
        # The templates of the theme write titles as they come, and escape them in attributes.
        super().__init__(_markup(page.title), file, config)

    @property
    def is_index(self) -> bool:
        """A page that stands at the head of a section is what the section's own title leads to."""
        return self.heads or super().is_index

    def read_source(self, config: MkDocsConfig) -> None:
        """Give the metadata that the templates ask for."""
        self.markdown = ""
        self.meta = {"description": escape(self.given.description)}
        if self.given.kind != "home":
            title = f"{self.given.title}, {self.work}" if self.given.kind == "text" else self.given.title
            self.meta["title"] = escape(title, quote=False)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Give the table of contents. The HTML follows in `on_page_context`, when no plugin searches it for marks of its own any more."""
        self.content = ""
        self.toc = get_toc([_token(anchor) for anchor in self.given.toc])
        self._title_from_render = _markup(self.given.title)
        self.present_anchor_ids = set()


def made_here(root: Path, options: EditionConfig) -> RenderedSite:
    """Make the pages, where MkDocs was started by itself and nobody handed them over."""
    from build_tools.pipeline import Cache, Order, Project, site

    order = Order(Project.around(root), tuple(Path(text) for text in options.texts), options.public)
    return site(order, Cache(order.project.build / "cache"))


class EditionPlugin(BasePlugin[EditionConfig]):  # type: ignore[no-untyped-call]
    """Puts the pages of the edition, its files and its search entries into a MkDocs site; nothing is written to `docs/`."""

    site: RenderedSite
    said: Words
    # Who makes the pages; `edition build` puts a function here that hands over those it has made.
    source: Callable[[Path, EditionConfig], RenderedSite] = staticmethod(made_here)
    # Who hands over the words of those pages, which may come later.
    words: Callable[[RenderedSite, Path], Words] = staticmethod(words)
    # Who is told of each page that is written; `edition build` packs and checks it meanwhile.
    written: Callable[[Path], None] = staticmethod(lambda path: None)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take over the pages; the date of the edition is the date of every file, so that two builds are the same."""
        self._last: Path | None = None
        self._furnish(config)
        self.site = self.source(Path(config.config_file_path).parent, self.config)
        date = time.strptime(self.site.date, "%Y-%m-%d")
        os.environ["SOURCE_DATE_EPOCH"] = str(calendar.timegm(date))
        config.site_name = self.site.name
        config.copyright = f"{escape(self.site.name)}, version {escape(self.site.version)}, {escape(self.site.date)}"
        return config

    def _furnish(self, config: MkDocsConfig) -> None:
        """Get the templates ready, with our navigation; somebody else may be making the pages meanwhile."""
        made = config.theme.get_env()
        made.loader = ThemeLoader(config.theme.dirs, config.extra_css)
        self._styles = stylesheet(config.extra_css, config.theme.dirs)
        config.extra_css = [STYLES]
        folder = Path(config.config_file_path).parent / "build" / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        # Compiling the templates takes a tenth of a build.
        made.bytecode_cache = FileSystemBytecodeCache(str(folder))
        made.globals.update(way=way, contents=contents, holds=holds, skin=skin(config.theme.dirs))
        # The one way in: MkDocs lists the files of the theme before it asks any plugin.
        setattr(config.theme, "get_env", lambda: made)  # noqa: B010
        for template in TEMPLATES:
            made.get_template(template)

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Add the pages as files in memory, and the navigation; pages written by hand stand at its end."""
        written = [{_title(file): file.src_uri} for file in files.documentation_pages() if "/" not in file.src_uri]
        names = {page.work: page.title for page in self.site.pages if page.kind == "work"}
        branches = tree(self.site.pages)
        for branch in _walk(branches):
            file = File.generated(config, _source(branch.page), content="")
            files.append(file)
            FinishedPage(branch.page, names.get(branch.page.work, ""), bool(branch.children), file, config)
        moved = (moved_file(move, config.site_url or "") for move in self.site.moves)
        for given in (*self.site.files, *libraries()[0], *moved):
            files.append(File.generated(config, given.path, content=given.content))
        files.append(File.generated(config, STYLES, content=self._styles))
        config.nav = [*map(_entry, branches), {"About": written}] if written else [*map(_entry, branches)]
        return files

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Set the links and citations of a page written by hand."""
        return markdown if isinstance(page, FinishedPage) else self.site.marked(markdown)

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Put the tables of a page written by hand into boxes that scroll and that the keyboard reaches, as ours are."""
        return TABLE.sub(BOXED, html)

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> None:
        """Give the pages their words, now that all else is ready."""
        self.said = self.words(self.site, Path(config.docs_dir))
        for file in files.documentation_pages():
            if isinstance(file.page, FinishedPage):
                file.page.given = replace(file.page.given, html=self.said.html[file.page.given.url])
        # MkDocs writes these files before the first page.
        for given in self.said.search:
            files.append(File.generated(config, given.path, content=given.content))

    @event_priority(-100)
    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Give a page its HTML, and tell of the page before, which is written now."""
        if isinstance(page, FinishedPage):
            # A page knows where it stands in the site; where the site will lie is known here.
            page.content = page.given.html.replace(ADDRESS, f"{ADDRESS}{escape(config.site_url or '')}")
        if self._last is not None:
            self.written(self._last)
        self._last = Path(page.file.abs_dest_path)
        return context


def _markup(text: str) -> Markup:
    return Markup(escape(text, quote=False))


def _source(page: EditionPage) -> str:
    return page.url.removesuffix(".html") + ".md"


def _walk(branches: tuple[Branch, ...]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from _walk(branch.children)


def _entry(branch: Branch) -> Any:
    own = _source(branch.page)
    return {_markup(branch.page.title): [own, *map(_entry, branch.children)]} if branch.children else own


def _title(file: File) -> str:
    """Return the heading of a page written by hand."""
    return next((line[2:].partition("{")[0].strip() for line in file.content_string.splitlines() if line.startswith("# ")), file.name)


def _token(anchor: Anchor) -> Any:
    return {"level": anchor.level, "id": anchor.id, "name": escape(anchor.title), "children": [_token(one) for one in anchor.children]}
