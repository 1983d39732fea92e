"""The characters of a text file that somebody else wrote."""

from __future__ import annotations

import codecs
import os
import re
import stat
from pathlib import Path

from nibble_engine.documents.binary import SIGNATURES
from nibble_engine.documents.encoding import decoded
from nibble_engine.documents.problem import as_problem
from nibble_engine.errors import (
    DocumentEncodingError,
    DocumentTooBigError,
    DocumentUnreadableError,
    NoTextError,
    UnknownFormatError,
)

MOST_BYTES = 20_000_000
"""Of a text file: more is a data set and no document."""
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOKED_AT = 4096
_MOST_ZEROS = 0.01
"""Share of NUL bytes in a text that somebody damaged; more is no text."""
_LEAST_WHOLE = 0.9
_ODD = re.compile("[\0\ufffe\uffff]")


def text_of_file(path: Path) -> str:
    """The text with line ends as ``\\n`` and without a byte order mark; what is no character is
    U+FFFD. Raises a `DocumentError`."""
    data = _bytes(path)
    if data.startswith(SIGNATURES):
        raise UnknownFormatError(path=str(path))
    text = _ODD.sub("\ufffd", _decoded(data, path)).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufffd \n\t"):
        raise NoTextError(path=str(path))
    return text


def _bytes(path: Path) -> bytes:
    try:
        # What is no file may block who opens it.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _binary())
        with os.fdopen(handle, "rb") as file:
            info = os.fstat(file.fileno())
            if not stat.S_ISREG(info.st_mode):
                raise DocumentUnreadableError(path=str(path), reason="not a file")
            if info.st_size > MOST_BYTES:
                raise DocumentTooBigError(path=str(path))
            return file.read(MOST_BYTES)
    except OSError as error:
        raise as_problem(error, path) from error


def _binary() -> int:
    return int(getattr(os, "O_BINARY", 0))


def _decoded(data: bytes, path: Path) -> str:
    """Strictly if that is possible; else as UTF-8 or GB 18030 with some damage."""
    wide = _wide_without_mark(data)
    if wide:
        return data.decode(wide, "replace")
    if not data.startswith((*_WIDE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        if data.count(0) > _MOST_ZEROS * len(data):
            raise UnknownFormatError(path=str(path))
        data = data.replace(b"\0", "\ufffd".encode())
    try:
        return decoded(data, path).text
    except DocumentEncodingError:
        text = _mended(data)
        if text is None:
            raise
        return text


def _wide_without_mark(data: bytes) -> str:
    """UTF-16 without its mark: every second byte of Latin letters and digits is a zero."""
    head = data[:_LOOKED_AT]
    if head.startswith(_WIDE):
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    few, many = sorted((even, odd))
    if many * 8 <= len(head) or few * 20 > many:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _mended(data: bytes) -> str | None:
    if data.startswith(_WIDE):
        name = "utf-16-le" if data.startswith(_WIDE[0]) else "utf-16-be"
        return data[2:].decode(name, "replace")
    for name in ("utf-8", "gb18030"):
        text = data.decode(name, "replace").removeprefix("\ufeff")
        foreign = sum(character > "\x7f" for character in text)
        damaged = text.count("\ufffd")
        if foreign and 1 - damaged / foreign >= _LEAST_WHOLE:
            return text
    return None
