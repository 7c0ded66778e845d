"""Annotation: registers and stand-off notes are anchored to passages and woven into the text."""
