"""Runs a program and measures it: wall-clock time and peak memory of its process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

# Kibibytes on Linux, bytes on macOS.
RSS_UNIT = 1 if sys.platform == "darwin" else 1024


BYTECODE = Path(tempfile.gettempdir()) / "smychka-bench-bytecode"
"""Where compiled modules lie, for both sides; the first round fills it, and a median of five does not see that."""


class Measured(NamedTuple):
    """Seconds, and bytes at the peak; `said` is the standard output."""

    seconds: float
    peak: int
    said: str


def run(command: list[str], folder: Path, environment: Mapping[str, str] | None = None) -> Measured:
    """Run one program to its end; one that fails ends the benchmark, since the time of a failure means nothing.

    The peak is that of the largest of its processes. Python keeps what it has compiled, as it does for every user, in a folder of
    the benchmark: where a machine forbids that (PYTHONDONTWRITEBYTECODE), the larger program would pay for it at every start.
    """
    around = {**os.environ, "PYTHONPYCACHEPREFIX": str(BYTECODE), **(environment or {})}
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    start = time.perf_counter()
    # A reader's machine keeps compiled modules; without them the time of an import would hide what is measured.
    around.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(command, cwd=folder, env=around, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}\n{said.decode()}")
    return Measured(seconds, usage.ru_maxrss * RSS_UNIT, said.decode())
