"""Documents that are no text files, as the blocks of text that a reader sees of them."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import cast

from nibble_engine.documents.formats import format_of
from nibble_engine.errors import NoTextError
from nibble_engine.knowledge.plain.block import Block

_READERS = {"docx": "docx", "pptx": "pptx", "xlsx": "xlsx", "epub": "epub", "html": "html"}
_READERS["pdf"] = "pdf"
SUFFIXES = (".html", ".htm", ".xhtml", ".docx", ".pptx", ".xlsx", ".epub", ".pdf")


def blocks(path: Path) -> list[Block]:
    """What a person would read, in order. Raises a `DocumentError`, and what a library raises for
    a damaged file: it is called in the process that `Reader` watches."""
    found = format_of(path)
    module = importlib.import_module(f"nibble_engine.knowledge.plain.{_READERS[found.name]}")
    read = cast("Callable[[Path], list[Block]]", module.blocks)
    seen = [block for block in read(path) if block.text]
    if not seen:
        raise NoTextError(path=str(path))
    return seen
