"""Bytes to text: what is not UTF-8, or nothing at all, is one finding."""

from __future__ import annotations

from build_tools.model.finding import EditionError, Finding

MARK = "\ufeff"
"""The byte order mark, which some programs set before a text; of our own files it is no part."""


def decoded(data: bytes, name: str) -> str:
    """Return the text of a file as it is, a byte order mark included.

    Raises `EditionError` with R010 for bytes that are not UTF-8, and with R011 for a text without a word.
    """
    text = written(data, name, keep=True)
    if not text.strip(f"{MARK} \t\r\n\f"):
        raise EditionError(
            Finding("R011", "the text is empty", name, expected="at least one word", hint="look at what the extraction gave")
        )
    return text


def written(data: bytes, name: str, *, keep: bool = False) -> str:
    """Return what is written in a file of ours, which may be empty; its byte order mark is left out, unless it is to `keep`.

    Raises `EditionError` with R010.
    """
    try:
        return data.decode("utf-8" if keep else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise EditionError(not_utf8(data, error, name)) from None


def not_utf8(data: bytes, error: UnicodeDecodeError, file: str) -> Finding:
    """Return the finding for bytes that are not UTF-8, with the first byte that is wrong and its line."""
    line = data.count(b"\n", 0, error.start) + 1
    message = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8"
    hint = "save the file again as UTF-8; an old text is often in Windows-1252"
    return Finding("R010", message, file, line, expected="a text in UTF-8", hint=hint)
