"""The formats of documents: a format is recognized by its name and its content, then opened."""

from __future__ import annotations

import importlib
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from nibble_engine.documents import archive
from nibble_engine.documents.binary import OLE, SIGNATURES
from nibble_engine.documents.problem import as_problem
from nibble_engine.documents.unit import Document
from nibble_engine.errors import (
    DamagedDocumentError,
    DocumentTooBigError,
    DocumentUnreadableError,
    EncryptedDocumentError,
    NoTextError,
    UnknownFormatError,
)

MOST_TEXT = 20_000_000
"""Characters to translate; more would take a model weeks."""
MOST_FILE_BYTES = 100_000_000
"""Of a file that is read as a whole."""
_HEAD = 4096
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


@dataclass(frozen=True)
class Format:
    """``writes`` is the suffix of what is written: for all but PDF, that of the source.
    ``inside`` is the folder or file that only this format's archives have, "" if it is none."""

    name: str
    suffixes: tuple[str, ...]
    opens: Callable[[Path], Document]
    writes: str
    inside: str = ""

    @property
    def keeps_layout(self) -> bool:
        """False where a translation is written without the look of its source."""
        return self.writes in self.suffixes


def _late(module: str) -> Callable[[Path], Document]:
    """A reader whose libraries are imported when it is needed."""

    def opens(path: Path) -> Document:
        found = importlib.import_module(f"nibble_engine.documents.{module}")
        return cast("Document", found.open_(path))

    return opens


FORMATS = (
    Format("docx", (".docx",), _late("office.docx"), ".docx", "word/"),
    Format("pptx", (".pptx",), _late("office.pptx"), ".pptx", "ppt/"),
    Format("xlsx", (".xlsx",), _late("office.xlsx"), ".xlsx", "xl/"),
    Format("epub", (".epub",), _late("epub"), ".epub", "META-INF/container.xml"),
    Format("txt", (".txt", ".text"), _late("txt"), ".txt"),
    Format("markdown", (".md", ".markdown"), _late("markdown"), ".md"),
    Format("html", (".html", ".htm", ".xhtml"), _late("html"), ".html"),
    Format("subtitles", (".srt", ".vtt"), _late("subtitles"), ".srt"),
    Format("gettext", (".po", ".pot"), _late("po"), ".po"),
    Format("xliff", (".xlf", ".xliff"), _late("xliff"), ".xlf"),
    Format("pdf", (".pdf",), _late("pdf"), ".txt"),
)


def suffix_of(path: Path) -> str:
    """The suffix that a translation of the document gets."""
    found = by_suffix(path)
    return path.suffix if found.keeps_layout else found.writes


def by_suffix(path: Path) -> Format:
    """The format that the name tells. Raises `UnknownFormatError`."""
    suffix = path.suffix.lower()
    for found in FORMATS:
        if suffix in found.suffixes:
            return found
    raise UnknownFormatError(path=str(path))


def format_of(path: Path) -> Format:
    """The format that the name tells, if the content is of it too.

    Raises a `DocumentError`.
    """
    found = by_suffix(path)
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise DocumentUnreadableError(path=str(path), reason="not a file")
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise as_problem(error, path) from error
    except ValueError as error:
        # A NUL in a name: no file can be called so.
        raise DocumentUnreadableError(path=str(path), reason="no name of a file") from error
    if found.inside:
        _check_archive(path, found, head)
    else:
        _check_text(path, found, head, info.st_size)
    return found


def opened(path: Path) -> Document:
    """The document, checked first. Raises a `DocumentError`, and nothing else.

    Untrusted files are opened with guard.py, which does this in a process that can be ended.
    """
    try:
        document = format_of(path).opens(path)
        if not document.units:
            raise NoTextError(path=str(path))
        if sum(len(unit.text) for unit in document.units) > MOST_TEXT:
            raise DocumentTooBigError(path=str(path))
    except Exception as error:
        raise as_problem(error, path) from error
    return document


def _check_archive(path: Path, found: Format, head: bytes) -> None:
    if head.startswith(OLE):
        # Office hides a document with a password in a file of its old format.
        hidden = "EncryptedPackage".encode("utf-16-le") in path.read_bytes()
        raise (EncryptedDocumentError if hidden else UnknownFormatError)(path=str(path))
    if not head.startswith(b"PK"):
        damaged = not head.strip(b"\0 \r\n\t")
        raise (DamagedDocumentError if damaged else UnknownFormatError)(path=str(path))
    names = archive.check(path, declarations=found.name == "epub")
    if any(name.startswith(found.inside) for name in names):
        return
    other = any(n.startswith(f.inside) for f in FORMATS if f.inside for n in names)
    raise (UnknownFormatError if other else DamagedDocumentError)(path=str(path))


def _check_text(path: Path, found: Format, head: bytes, size: int) -> None:
    if size > MOST_FILE_BYTES:
        raise DocumentTooBigError(path=str(path))
    if found.name == "pdf":
        if b"%PDF-" not in head[:1024]:
            raise UnknownFormatError(path=str(path))
        return
    wide = head.startswith(_WIDE_MARKS)
    if head.startswith(SIGNATURES) or (b"\0" in head and not wide):
        raise UnknownFormatError(path=str(path))
