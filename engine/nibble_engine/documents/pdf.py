"""PDF: its text can be read, but a translation is written as plain text without the layout."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from nibble_engine.documents.encoding import Text
from nibble_engine.documents.splice import SpliceDocument
from nibble_engine.documents.txt import of_text
from nibble_engine.errors import DamagedDocumentError, EncryptedDocumentError, NoTextError

SUFFIXES = (".pdf",)
WRITES = ".txt"
_ENDS = re.compile(r"[.!?:;。！？：；…][\"'”’」』)）]*$")
_CJK = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")
_SURROGATE = re.compile("[\ud800-\udfff\0]")


def open_(path: Path) -> SpliceDocument:
    """The text of a PDF file, paragraph by paragraph.

    Raises `EncryptedDocumentError`, `NoTextError` (for scanned pages), `DamagedDocumentError`.
    """
    text = "\n\n".join(part for page in pages(path) for part in paragraphs(page))
    if not text:
        raise NoTextError(path=str(path))
    return of_text(Text(_SURROGATE.sub("", text) + "\n"))


def pages(path: Path) -> list[str]:
    """The text of each page. Raises `EncryptedDocumentError`, `DamagedDocumentError`."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedDocumentError(path=str(path))
        return [page.extract_text() for page in reader.pages]
    except DependencyError as error:
        raise EncryptedDocumentError(str(error), path=str(path)) from error
    except PyPdfError as error:
        raise DamagedDocumentError(str(error), path=str(path)) from error


def paragraphs(page: str) -> list[str]:
    """A page's lines joined to paragraphs: one ends with a blank line, or with a sentence that
    leaves its line short."""
    lines = [" ".join(line.split()) for line in page.splitlines()]
    width = max(map(len, lines), default=0)
    found, begun = [""], False
    for line in lines:
        if not line:
            begun = False
            continue
        found[-1:] = [_joined(found[-1], line)] if begun else [found[-1], line]
        begun = not (_ENDS.search(line) and len(line) < 0.85 * width)
    return [part for part in found if part]


def _joined(before: str, after: str) -> str:
    if _CJK.match(before[-1]) and _CJK.match(after):
        return before + after
    if before.endswith("-") and before[-2:-1].isalpha() and after[0].islower():
        return before[:-1] + after
    return f"{before} {after}"
