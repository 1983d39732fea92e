"""What was answered of a table, a line a row: a kill at any moment loses the last row at most.

One file a table, column and way of answering, named by the table's content: a file that was moved
is found again, a file or a base that was changed is other work. No message is in it.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import msgspec

from nibble_app.line_journal import LineJournal
from nibble_app.support_batch.row import Row

_KEPT_SECONDS = 90 * 24 * 3600


class Header(msgspec.Struct, kw_only=True):
    """The first line."""

    path: str
    column: str
    way: str
    total: int


class Journal(LineJournal[Row]):
    """The newest line about a row holds."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, Row)


def journal_of(path: Path, column: str, way: str, folder: Path) -> Journal:
    """The journal of a table in ``folder``; ``way`` names everything else that answers depend on.
    Raises `OSError`."""
    digest = hashlib.sha256(path.read_bytes())
    digest.update(f"\0{column}\0{way}".encode("utf-8", "surrogateescape"))
    return Journal(folder / f"{digest.hexdigest()[:24]}.jsonl")


def forget_old(folder: Path) -> None:
    """Removes the journals that nobody has gone on with for ninety days. Raises `OSError`."""
    oldest = time.time() - _KEPT_SECONDS
    for file in folder.glob("*.jsonl"):
        if file.stat().st_mtime < oldest:
            file.unlink(missing_ok=True)
