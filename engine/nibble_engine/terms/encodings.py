"""Text files as people's programs write them: UTF-8, UTF-16 or GB18030, with a mark or without."""

from __future__ import annotations

import codecs
from pathlib import Path

from nibble_engine.errors import BadTermFileError, DiskError

LARGEST = 256 * 2**20
UNREADABLE = "\ufffd"
"""Stands where bytes were no text."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 4096


def read_text(path: Path) -> str:
    """The text of a file. Raises `BadTermFileError` if it is no text or larger than a table can
    be, `DiskError` if it cannot be read."""
    try:
        if path.stat().st_size > LARGEST:
            raise BadTermFileError(path=str(path), reason="size")
        data = path.read_bytes()
    except OSError as error:
        raise DiskError(str(error), path=str(path), reason=error.strerror or "") from error
    text = _decoded(data)
    if "\0" in text:
        raise BadTermFileError(path=str(path), reason="encoding")
    return text


def _decoded(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    zeros = [data[:_LOOKED_AT][start::2].count(0) for start in (0, 1)]
    if sum(zeros) * 8 > len(data[:_LOOKED_AT]):
        # Every second byte of Latin letters and digits is a zero.
        return data.decode("utf-16-be" if zeros[0] > zeros[1] else "utf-16-le", "replace")
    return data.decode("utf-8" if _is_utf8(data) else "gb18030", "replace")


def _is_utf8(data: bytes) -> bool:
    """Whether most lines that are not ASCII are UTF-8: one damaged line changes nothing."""
    lines = [line for line in data.split(b"\n") if not line.isascii()]
    return 2 * sum(map(_is_whole, lines)) >= len(lines)


def _is_whole(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
