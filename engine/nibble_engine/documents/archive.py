"""The zip files that documents are: looked at before anything in them is unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

from nibble_engine.errors import (
    DamagedDocumentError,
    DocumentTooBigError,
    EncryptedDocumentError,
)

MOST_ENTRIES = 20_000
MOST_BYTES = 500_000_000
MOST_PART_BYTES = 150_000_000
"""Of one part that is XML and so is read as a whole."""
MOST_RATIO = 250
_SMALL = 5_000_000
"""Bytes of a part that may be packed however well."""
_ENCRYPTED = 0x1
_XML = (".xml", ".rels", ".xhtml", ".html", ".htm", ".opf", ".ncx", ".vml")
_HEAD = 4096


def check(path: Path, *, declarations: bool) -> list[str]:
    """The names in the archive, if it is safe to read.

    Without ``declarations`` its XML may have no document type, as Office's formats demand. Raises
    `DamagedDocumentError`, `DocumentTooBigError` or `EncryptedDocumentError`.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            _check_sizes(path, entries)
            if not declarations:
                for entry in entries:
                    _check_head(path, archive, entry)
            return [entry.filename for entry in entries]
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError) as error:
        raise DamagedDocumentError(str(error), path=str(path)) from error


def _check_sizes(path: Path, entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise EncryptedDocumentError(path=str(path))
    big = len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_BYTES
    if big or any(_is_bomb(entry) for entry in entries):
        raise DocumentTooBigError(path=str(path))


def _is_bomb(entry: zipfile.ZipInfo) -> bool:
    if _is_xml(entry) and entry.file_size > MOST_PART_BYTES:
        return True
    ratio = entry.file_size / max(1, entry.compress_size)
    return entry.file_size > _SMALL and ratio > MOST_RATIO


def _check_head(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Refuses a document type: nothing but entities could be declared in it."""
    if not _is_xml(entry):
        return
    with archive.open(entry) as file:
        head = file.read(_HEAD).replace(b"\0", b"")
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise DamagedDocumentError("declares a document type", path=str(path))


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith(_XML)
