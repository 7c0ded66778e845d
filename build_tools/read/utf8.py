"""Bytes to text: what is not UTF-8, or nothing at all, is one finding."""

from __future__ import annotations

from build_tools.model.finding import EditionError, Finding


def decoded(data: bytes, name: str) -> str:
    """Return the text of a file as it is, a byte order mark included.

    Raises `EditionError` with R010 for bytes that are not UTF-8, and with R011 for a text without a word.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EditionError(
            Finding(
                "R010",
                f"byte {data[error.start]:#04x} at offset {error.start} is not UTF-8",
                name,
                data.count(b"\n", 0, error.start) + 1,
                expected="a text in UTF-8",
                hint="save the text again as UTF-8; an old text is often in Windows-1252",
            )
        ) from None
    if not text.strip("\ufeff \t\r\n\f"):
        raise EditionError(
            Finding("R011", "the text is empty", name, expected="at least one word", hint="look at what the extraction gave")
        )
    return text
