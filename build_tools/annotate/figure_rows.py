"""The values of a figure: the rows of its CSV file, each judged with its line."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

from build_tools.annotate.placed import Fault
from build_tools.model.figure import Accuracy, Datum
from build_tools.model.period import Period, period
from build_tools.read.fields import nearest

COLUMNS = (
    "period", "series", "category", "value", "lower", "upper", "accuracy", "unit", "printed", "quantity", "page", "passage", "note",
)
REQUIRED = ("category", "unit", "printed", "passage")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")  # 76.4, -5, 1234567
_PRINTED = re.compile(r"([–−+-] ?)?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")  # 1,347 · – 5 · + 1.7 · 100.0


def read(path: Path, fault: Fault, whole: bool) -> tuple[Datum, ...]:
    """Return the rows of a CSV file; `whole` says that all its numbers are integers. What is wrong is told to `fault`: F002, F003."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        fault("F002", line, f"byte {error.start} is not UTF-8", "a CSV file in UTF-8", "save it again with that encoding")
        return ()
    reader = csv.reader(io.StringIO(text, newline=""))
    head = next(reader, [])
    if tuple(head) != COLUMNS:
        fault("F002", 1, "the table has other columns", ", ".join(COLUMNS), "the first line names the columns, in this order")
        return ()
    found: list[Datum] = []
    seen: dict[tuple[str, ...], int] = {}
    for cells in reader:
        line = reader.line_num
        if len(cells) != len(COLUMNS):
            fault("F002", line, f"the row has {len(cells)} cells", f"{len(COLUMNS)} cells",
                  "put a cell that holds a comma into quotation marks")
            continue
        row = dict(zip(COLUMNS, cells))
        same = (row["period"], row["series"], row["category"], row["passage"])
        if same in seen:
            fault("F003", line, "the row names the same value as another", "a period, a series or a category that tells them apart",
                  f"the other is in line {seen[same]}")
        seen.setdefault(same, line)
        datum = _datum(row, line, fault, whole)
        if datum is not None:
            found.append(datum)
    return tuple(found)


def number(printed: str) -> Decimal | None:
    """Return what is printed as a number, `None` where it is words or more than one number.

    >>> number("– 5"), number("1,347"), number("+ 1.7"), number("2.75 times"), number("two-thirds")
    (Decimal('-5'), Decimal('1347'), Decimal('1.7'), None, None)
    """
    match = _PRINTED.fullmatch(printed)
    if match is None:
        return None
    value = Decimal(match[2].replace(",", "") + (match[3] or ""))
    return -value if (match[1] or "")[:1] in ("–", "−", "-") else value


def _datum(row: dict[str, str], line: int, fault: Fault, whole: bool) -> Datum | None:
    sound = True

    def wrong(message: str, expected: str, hint: str = "") -> None:
        nonlocal sound
        sound = False
        fault("F003", line, message, expected, hint)

    for name in REQUIRED:
        if not row[name].strip():
            wrong(f"“{name}” is empty", "a value in every row")
    for name, cell in row.items():
        if cell != cell.strip():
            wrong(f"“{name}” has a space at its edge", "the words alone")
    when: Period | None = None
    if row["period"]:
        try:
            when = period(row["period"])
        except ValueError:
            wrong(f"“{row['period']}” is no period", "1927, 1926/27, 1928-04, 1927-07-01, or from/to", "")
    numbers: dict[str, Decimal | None] = {}
    for name in ("value", "lower", "upper"):
        cell = row[name]
        numbers[name] = Decimal(cell) if _NUMBER.fullmatch(cell) else None
        if cell and (numbers[name] is None or whole and "." in cell):
            wrong(f"“{cell}” is not a number of this table", "an integer" if whole else "a number such as 76.4 or -5", "")
    value, lower, upper = numbers["value"], numbers["lower"], numbers["upper"]
    if (value is None) == (lower is None) or (lower is None) != (upper is None):
        wrong("the row needs a value, or both ends of a range", "“value”, or “lower” and “upper”", "")
    elif lower is not None and upper is not None and lower > upper:
        wrong(f"the range {lower} to {upper} runs backwards", "the lower end first", "")
    said = number(row["printed"])
    # A fall that the print gives without a sign is a negative value.
    if said is not None and value is not None and abs(said) != abs(value):
        wrong(f"the value {value} is not what is printed, “{row['printed']}”", "one number in both columns", "")
    accuracies = [one.value for one in Accuracy]
    if row["accuracy"] not in accuracies:
        wrong(f"“{row['accuracy']}” is no accuracy", "about, over, under, or nothing", nearest(row["accuracy"], accuracies))
    if not sound:
        return None
    return Datum(
        when, row["series"], row["category"], value, lower, upper, Accuracy(row["accuracy"]), row["unit"], row["printed"], row["quantity"],
        row["page"], row["passage"], row["note"], line,
    )
