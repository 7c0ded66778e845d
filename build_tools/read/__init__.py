"""Reading: bytes of a source become a transcript or a document."""
