"""The press: prints a book that is known exactly as a rough extraction of the 1970s arrives, and proof-reads what the converter makes."""

from tests.press.printer import Print, press
from tests.press.proof import FIGURES, Count, Proof, read_proof
from tests.press.reader import convert, witness
from tests.press.witness import Witness

__all__ = ["FIGURES", "Count", "Print", "Proof", "Witness", "convert", "press", "prove", "read_proof", "witness"]


def prove(print_: Print) -> Proof:
    """Convert a print and compare what comes back with what went in."""
    return read_proof(print_.truth, witness(convert(print_)))
