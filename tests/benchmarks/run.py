"""Runs a program and measures it: wall-clock time, processor time, and the peak memory of its processes together."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

# Kibibytes on Linux, bytes on macOS.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024
_SHARE = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)  # Pss:  101234 kB

BYTECODE = Path(tempfile.gettempdir()) / "smychka-bench-bytecode"
"""Where compiled modules lie, for both sides; the first round fills it, and a median of five does not see that."""


PAUSE = 0.05
"""Seconds between two looks at the memory."""


class Measured(NamedTuple):
    """Seconds, seconds of all its processors, and bytes at the peak; `said` is the standard output."""

    seconds: float
    worked: float
    peak: int
    said: str


def run(command: list[str], folder: Path, environment: Mapping[str, str] | None = None) -> Measured:
    """Run one program to its end; one that fails ends the benchmark, since the time of a failure means nothing.

    The peak is that of all its processes together where the system tells what each of them holds, and shares with others (Linux); elsewhere
    that of the largest. Python keeps what it has compiled, as it does for every user, in a folder of
    the benchmark: where a machine forbids that (PYTHONDONTWRITEBYTECODE), the larger program would pay for it at every start.
    """
    around = {**os.environ, "PYTHONPYCACHEPREFIX": str(BYTECODE), **(environment or {})}
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    # A reader's machine keeps compiled modules; without them the time of an import would hide what is measured.
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(command, cwd=folder, env=around, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    assert process.stdout is not None
    held: list[int] = []
    ended = threading.Event()
    watch = threading.Thread(target=_watch, args=(process.pid, held, ended))
    watch.start()
    said = process.stdout.read()
    ended.set()
    watch.join()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}\n{said.decode()}")
    peak = max(held, default=0) or usage.ru_maxrss * RSS_UNIT
    return Measured(seconds, usage.ru_utime + usage.ru_stime, peak, said.decode())


def _watch(process: int, held: list[int], ended: threading.Event) -> None:
    """Note again and again what a process and those below it hold, until `ended` is set."""
    while not ended.wait(PAUSE):
        held.append(sum(map(_share, _below(process))))


def _below(process: int) -> Iterator[int]:
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _below(int(child))


def _share(process: int) -> int:
    """Return the bytes that a process holds, of those that it shares with others its share."""
    try:
        said = _SHARE.search(Path(f"/proc/{process}/smaps_rollup").read_text())
    except OSError:
        return 0
    return int(said[1]) * 1024 if said else 0
