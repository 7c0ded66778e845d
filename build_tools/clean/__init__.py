"""Cleaning: a transcript as received becomes one as a careful typist would hand it over, and every change is a row of the ledger."""

from build_tools.clean.press_room import Cleaned, clean

__all__ = ["Cleaned", "clean"]
