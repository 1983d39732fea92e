"""The knowledge base of a folder, for the commands that are given one."""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from nibble_app.console import CommandFailed
from nibble_app.error_text import describe
from nibble_app.folders import chosen_data_folder
from nibble_app.settings import Settings
from nibble_engine.api import ErrorInfo
from nibble_engine.errors import BaseInUseError, NibbleError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.document import Entry
from nibble_engine.knowledge.importing import refresh


@contextmanager
def failing() -> Iterator[None]:
    """An error of the engine's library as that of a command."""
    try:
        yield
    except NibbleError as error:
        raise CommandFailed(error.info()) from error


@contextmanager
def folder_base(folder: Path, settings: Settings) -> Iterator[KnowledgeBase]:
    """The base of a folder's documents as they are now. It is kept, so that the next command reads
    only what changed; where another command has it, a passing one is made."""
    absolute = folder.resolve()
    name = hashlib.sha256(str(absolute).encode("utf-8", "surrogateescape")).hexdigest()[:32]
    path = chosen_data_folder(settings) / "knowledge" / "folders" / f"{name}.db"
    with tempfile.TemporaryDirectory(prefix="nibble-") as passing:
        try:
            base = KnowledgeBase(path)
        except BaseInUseError:
            base = KnowledgeBase(Path(passing) / "base.db")
        try:
            base.add_source(absolute)
            _tell_failures(refresh(base).failed)
            yield base
        finally:
            base.close()


def _tell_failures(failed: Iterable[Entry]) -> None:
    for entry in failed:
        told = describe(ErrorInfo(code=entry.error, params=entry.error_params or {}))
        sys.stderr.write(f"nibble: {entry.name}: {told.title}. {told.detail}\n")
