"""Figures on the site: charts, tables, a page for each, an index, the conflicts, and the guided set."""
