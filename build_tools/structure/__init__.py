"""Structure: a cleaned transcript becomes a document of divisions, paragraphs, quotations, tables and notes."""

from build_tools.clean import Cleaned
from build_tools.model.document import Document
from build_tools.model.source import Source
from build_tools.structure import compositor, laid_out

__all__ = ["structure"]


def structure(cleaned: Cleaned, source: Source) -> Document:
    """Return the document of a cleaned transcript, read as its manner asks: by its layout, or in spite of it."""
    return laid_out.structure(cleaned, source) if cleaned.manner.laid_out else compositor.structure(cleaned, source)
