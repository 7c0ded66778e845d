"""The figures: the data package holds to its own description."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "annotations" / "figures"


def test_the_package_is_valid_for_frictionless() -> None:
    # A process of its own: the framework changes warnings and the locale of the process that imports it.
    done = subprocess.run([sys.executable, "-m", "frictionless", "validate", "datapackage.yaml", "--json"],
                          cwd=FOLDER, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
