"""Smychka: rough texts of printed works in, a digital edition out."""

__version__ = "0.1.0"
