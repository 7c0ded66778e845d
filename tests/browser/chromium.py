"""Finds a Chromium for the browser tests, or installs one where the system allows it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
MISSING = "The browser tests need Chromium: install it, name one in CHROMIUM, or set EDITION_NO_BROWSER=1 to go without these tests."


def find() -> Path | None:
    """Return the browser that `CHROMIUM` names, else one of the system, else the one that Playwright installed."""
    if named := os.environ.get("CHROMIUM"):
        return Path(named) if os.access(named, os.X_OK) else None
    for command in COMMANDS:
        if found := shutil.which(command):
            return Path(found)
    for application in (*APPLICATIONS, *(str(Path.home()) + one for one in APPLICATIONS)):
        if os.access(application, os.X_OK):
            return Path(application)
    return _of_playwright()


def install() -> Path | None:
    """Install Chromium from Debian's packages, which only root may, or else by Playwright; return it if that worked."""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        # The list of packages may be missing or old; one retry, since mirrors fail now and then.
        for _ in range(2):
            if _run("apt-get", "update", "-qq") and _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"):
                break
        if found := find():
            return found
    _run(sys.executable, "-m", "playwright", "install", "chromium")
    return find()


def _run(*command: str) -> bool:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment, timeout=900, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _of_playwright() -> Path | None:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.is_file() else None


def main(arguments: list[str]) -> int:
    """Print where the browser is; with `--install`, get one first if there is none. Never fails: the tests say what is missing."""
    if os.environ.get("EDITION_NO_BROWSER"):
        return 0
    found = find()
    if found is None and arguments == ["--install"] and not os.environ.get("CHROMIUM"):
        print("Installing Chromium for the browser tests (once)")
        found = install()
    if found is None:
        print(MISSING, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
