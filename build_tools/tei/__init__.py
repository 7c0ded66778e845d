"""TEI P5: documents to files and back, and the gate that a file must pass."""
