"""`make bench`: builds the edition and the yardstick in turn, and prints their ratios beside what is wanted."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from build_tools.pipeline import Cache, Order, Project, conversion
from build_tools.pipeline.project import stock
from tests.benchmarks import stock as yardstick
from tests.benchmarks.run import Measured, run
from tests.working_copy import ROOT, working_copy

ROUNDS = 5
COPIES = 10
PYTHON = sys.executable

# Times are ratios to the yardstick in the same run; absolute times drift from day to day.
MOST = {"TEI to site": 0.55, "Texts to site, cold": 2.0, "Rebuild, one annotation": 0.5}
LEAST_MB_A_SECOND = 1.0
MOST_MEMORY = 400e6
MOST_SECONDS_TO_SEE = 1.0
MOST_A_COPY = 1.3
"""Time of ten copies divided by ten times the time of one: a little more than 1, since the navigation grows too."""


def texts() -> Path | None:
    """Return the folder of the readings, or `None` where only the specimen can be measured."""
    folders = (os.environ.get("EDITION_TEXTS"), ROOT.parent / "shared" / "readings")
    return next((Path(one).resolve() for one in folders if one and Path(one).is_dir()), None)


def multiply(project: Path, readings: Path) -> None:
    """Set nine copies beside every work at hand, with their texts in the project; annotations go on naming the first."""
    taken = stock(Order(Project(project), (readings,)))
    for source in taken.sources:
        text = taken.texts.get(source.record.id)
        if text is None:
            continue
        folder = Path(source.folder)
        record = (folder / "source.toml").read_text(encoding="utf-8")
        lines = [line for line in record.splitlines() if not line.startswith(("file =", "sha256 ="))]
        lines.insert(lines.index("[input]") + 1, 'file = "extraction.txt"')
        for copy in (folder, *(folder.with_name(f"{folder.name}-{number}") for number in range(1, COPIES))):
            copy.mkdir(exist_ok=True)
            (copy / "source.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
            (copy / "extraction.txt").write_bytes(text.data)


def main() -> int:
    """Print the table; return 1 where something that is wanted is not reached."""
    readings = texts()
    console = Console()
    with tempfile.TemporaryDirectory(prefix="smychka-bench-") as name:
        rows = measure(Path(name), readings or Path(name), console)
    title = "All four readings" if readings else "The specimen only: too small to judge by"
    table = Table("what", "measured", "ratio", "wanted", "", title=title)
    missed = False
    for what, measured, ratio, wanted, good in rows:
        table.add_row(what, measured, ratio, wanted, "" if good is None else "yes" if good else "no")
        missed = missed or good is False
    console.print(table)
    return 1 if missed and readings else 0


Row = tuple[str, str, str, str, bool | None]


def measure(folder: Path, readings: Path, console: Console) -> list[Row]:
    """Return the rows of the table."""
    project = working_copy(folder / "project")
    order = Order(Project(project), (readings,))
    taken = stock(order)
    cache = Cache(None)
    at_hand = [source for source in taken.sources if source.record.id in taken.texts]
    documents = [conversion.document(source, taken.texts[source.record.id], order.project, cache) for source in at_hand]
    size = yardstick.write(documents, folder / "stock")
    edition = [PYTHON, "-m", "build_tools", "build", "--quiet", "--project"]
    build = [*edition, str(project), "--texts", str(readings), "--site", str(folder / "site")]
    times: dict[str, list[Measured]] = {"Yardstick": [], **{what: [] for what in MOST}}
    for turn in range(ROUNDS):
        console.print(f"Round {turn + 1} of {ROUNDS}")
        mkdocs = [PYTHON, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder / "stock-site")]
        times["Yardstick"].append(run(mkdocs, folder / "stock", {"NO_MKDOCS_2_WARNING": "1"}))
        shutil.rmtree(project / "build", ignore_errors=True)
        times["Texts to site, cold"].append(run(build, ROOT))
        times["TEI to site"].append(run(build, ROOT))
        again = run([PYTHON, "-m", "tests.benchmarks.inside", "rebuild", str(project), str(readings), str(folder / "site")], ROOT)
        took, worked = map(float, again.said.split())
        times["Rebuild, one annotation"].append(again._replace(seconds=took, worked=worked))
    seconds = {what: median(one.seconds for one in measured) for what, measured in times.items()}
    yard = seconds["Yardstick"]
    rows: list[Row] = [(f"Yardstick: stock MkDocs, {size / 1e6:.2f} MB of Markdown", f"{yard:.2f} s", "1.00", "", None)]
    for what, most in MOST.items():
        ratio = seconds[what] / yard
        # Beside the time, that of both processors: on a machine that has something else to do only this one says much.
        worked = median(one.worked for one in times[what])
        rows.append((what, f"{seconds[what]:.2f} s ({worked:.1f} s of work)", f"{ratio:.2f}", f"at most {most}", ratio <= most))
    peak = max(one.peak for one in times["Texts to site, cold"])
    rows.append(("Peak memory, cold", f"{peak / 1e6:.0f} MB", "", f"at most {MOST_MEMORY / 1e6:.0f} MB", peak <= MOST_MEMORY))
    inside = [PYTHON, "-m", "tests.benchmarks.inside"]
    seen = median(float(run([*inside, "preview", str(project), str(readings)], ROOT).said.split()[0]) for _ in range(3))
    rows.append(("Preview, one annotation", f"{seen:.2f} s", "", f"at most {MOST_SECONDS_TO_SEE} s", seen <= MOST_SECONDS_TO_SEE))
    rates = [[*map(float, run([*inside, "convert", str(project), str(readings)], ROOT).said.split())] for _ in range(3)]
    rate, of_markdown = (median(of) for of in zip(*rates))
    rows.append(("Texts to TEI, one core", f"{rate:.2f} MB/s", "", f"at least {LEAST_MB_A_SECOND}", rate >= LEAST_MB_A_SECOND))
    rows.append(("Markdown to TEI, one core", f"{of_markdown:.2f} MB/s", "", "", None))
    console.print(f"{COPIES} copies")
    many = working_copy(folder / "many")
    multiply(many, readings)
    ten = run([*edition, str(many), "--site", str(folder / "many-site")], ROOT, {"EDITION_TEXTS": ""})
    share = ten.seconds / COPIES / seconds["Texts to site, cold"]
    rows += [
        (f"{COPIES} copies, a copy", f"{ten.seconds:.1f} s in all", f"{share:.2f} of one", f"at most {MOST_A_COPY}", share <= MOST_A_COPY),
        (f"{COPIES} copies, peak memory", f"{ten.peak / 1e6:.0f} MB", f"{ten.peak / peak:.1f} of one", "", None),
    ]
    return rows


if __name__ == "__main__":
    sys.exit(main())
