"""Structure: a cleaned transcript becomes a document of divisions, paragraphs, quotations, tables and notes."""

from build_tools.structure.compositor import structure

__all__ = ["structure"]
