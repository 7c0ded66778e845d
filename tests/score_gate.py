"""Compares the report of score.py with thresholds.toml: a figure that is missing or too low stops CI."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

THRESHOLDS = Path(__file__).with_name("thresholds.toml")


def shortfalls(report: Mapping[str, object], thresholds: Mapping[str, float]) -> list[str]:
    """Return a line for each figure that is not reached; `report` is the JSON of `score.py --json`."""
    found = []
    for name, least in thresholds.items():
        value = report.get(name)
        if not isinstance(value, (int, float)):
            found.append(f"{name}: nothing was measured, at least {least:.2f} is wanted")
        elif value < least:
            found.append(f"{name}: {value:.4f}, at least {least:.2f} is wanted")
    return found


def main(arguments: list[str]) -> int:
    """Print the figures of one report beside their thresholds; return the exit status."""
    if len(arguments) != 1:
        print("usage: python -m tests.score_gate REPORT.json", file=sys.stderr)
        return 2
    report = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    thresholds = tomllib.loads(THRESHOLDS.read_text(encoding="utf-8"))
    for name, least in thresholds.items():
        print(f"{name:26} {report.get(name)!s:>7}  wanted {least:.2f}")
    found = shortfalls(report, thresholds)
    for line in found:
        print(f"too low: {line}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
