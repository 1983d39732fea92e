"""PDF: the paragraphs of the pages. Nothing in the file tells which of them are headings."""

from __future__ import annotations

from pathlib import Path

from nibble_engine.documents.pdf import pages, paragraphs
from nibble_engine.knowledge.plain.block import Block, line


def blocks(path: Path) -> list[Block]:
    """Raises `EncryptedDocumentError`, `DamagedDocumentError`."""
    return [Block("paragraph", line(each)) for page in pages(path) for each in paragraphs(page)]
