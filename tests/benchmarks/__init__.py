"""Benchmarks: speed and memory as ratios to stock MkDocs with Material, in one run; `make bench`, never a part of the tests."""
