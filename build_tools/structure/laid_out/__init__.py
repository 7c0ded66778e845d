"""Structure of a text whose layout is kept: blank lines, indentation and columns are read as a person reads them."""

from build_tools.structure.laid_out.setter import structure

__all__ = ["structure"]
