"""What a TEI file looks like: its namespaces, and where white space is only layout."""

from __future__ import annotations

NAMESPACE = "http://www.tei-c.org/ns/1.0"
PREFIX = f"{{{NAMESPACE}}}"
XML_PREFIX = "{http://www.w3.org/XML/1998/namespace}"

XML_SPACE = " \t\r\n"

LINES: frozenset[str] = frozenset(
    "TEI teiHeader fileDesc titleStmt respStmt publicationStmt availability sourceDesc biblStruct analytic monogr imprint "
    "encodingDesc editorialDecl normalization hyphenation correction segmentation refsDecl citeStructure "
    "profileDesc langUsage revisionDesc "
    "text front body back div cit list table row figure lg sp".split()
)
"""Elements whose children stand on lines of their own in a file."""

ELEMENT_ONLY: frozenset[str] = LINES | {"author", "editor", "choice"}
"""Elements in which white space means nothing; those of them that are not in LINES are written without a break."""
