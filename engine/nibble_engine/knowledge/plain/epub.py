"""E-books: the pages of the spine one after the other."""

from __future__ import annotations

import zipfile
from pathlib import Path

from nibble_engine.documents.encoding import decoded
from nibble_engine.documents.epub import text_names
from nibble_engine.documents.html import DECLARED
from nibble_engine.knowledge.plain.block import Block
from nibble_engine.knowledge.plain.html import of_text


def blocks(path: Path) -> list[Block]:
    """The blocks of the pages; the titles of single pages are left out, since their headings say
    the same. Raises `DamagedDocumentError`, `EncryptedDocumentError` for locked books."""
    with zipfile.ZipFile(path) as archive:
        found: list[Block] = []
        for name in text_names(archive, path):
            if not name.endswith(".ncx"):
                found += of_text(decoded(archive.read(name), path, DECLARED).text)
    return [block for block in found if block.kind != "title"]
