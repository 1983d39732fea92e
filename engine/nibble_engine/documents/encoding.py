"""The characters of a text file: which encoding its bytes are in, and the way back."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from nibble_engine.errors import DocumentEncodingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LEAST_COMMON = 0.3
"""Share of GB 2312's characters among a text's own. Western letters read as GB 18030 have none."""
_NEWLINE = re.compile(r"\r\n?|\n")


@dataclass(frozen=True)
class Text:
    """A file's text with its line ends as they are; ``mark`` is the byte order mark before it."""

    text: str
    encoding: str = "utf-8"
    mark: bytes = b""

    @property
    def newline(self) -> str:
        """The first line end, which is the one the file's others are like."""
        found = _NEWLINE.search(self.text)
        return found[0] if found else "\n"

    def encoded(self, text: str, errors: str = "strict") -> bytes:
        """``text`` in this file's encoding; ``errors`` for what the encoding does not have."""
        return self.mark + text.encode(self.encoding, errors)


def read(path: Path, declared: re.Pattern[bytes] | None = None) -> Text:
    """The text of a file. The first group of ``declared`` finds an encoding's name in its head.

    Raises `DocumentEncodingError` for bytes that are text in no known encoding.
    """
    return decoded(path.read_bytes(), path, declared)


def decoded(data: bytes, path: Path, declared: re.Pattern[bytes] | None = None) -> Text:
    """The text of ``data``, which was read from ``path``; otherwise as `read`."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            found = _strict(data[len(mark) :], name)
            if found is None:
                raise DocumentEncodingError(path=str(path))
            return Text(found, name, mark)
    named = declared.search(data[:4096]) if declared else None
    for name in [*([_known(named[1])] if named else []), "utf-8"]:
        found = _strict(data, name) if name else None
        if found is not None:
            return Text(found, name)
    found = _strict(data, "gb18030")
    if found is None or not _looks_chinese(found):
        raise DocumentEncodingError(path=str(path))
    return Text(found, "gb18030")


def _known(name: bytes) -> str:
    """Python's name of an encoding of bytes as text that keeps ASCII; else nothing."""
    try:
        found = codecs.lookup(name.decode("ascii", "replace").strip())
        ascii_kept = "<a>".encode(found.name) == b"<a>"
    except (LookupError, UnicodeError, ValueError):
        return ""
    return found.name if ascii_kept else ""


def _strict(data: bytes, name: str) -> str | None:
    """The text, if every byte of it comes back from it."""
    try:
        text = data.decode(name)
        return text if "\0" not in text and text.encode(name) == data else None
    except (UnicodeError, ValueError):
        return None


def _looks_chinese(text: str) -> bool:
    foreign = [character for character in text[:100_000] if character > "\x7f"]
    common = sum(1 for character in foreign if _in_gb2312(character))
    return not foreign or common / len(foreign) >= _LEAST_COMMON


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeError:
        return False
    return True
