"""What was done to a document, a line a segment: a kill at any moment loses the last line at most.

One file a document and pair of languages, named by the document's content: a file that was moved
is found again, a file that was changed is another document.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from nibble_app.documents.segment import Segment
from nibble_app.line_journal import LineJournal


class Header(msgspec.Struct, kw_only=True):
    """The first line."""

    path: str
    source: str
    target: str
    total: int


class Journal(LineJournal[Segment]):
    """Appends to ``file``; `read` gives the newest state of each segment."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, Segment)


def journal_of(path: Path, source: str, target: str, folder: Path) -> Journal:
    """The journal of a document in ``folder``."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:24]
    return Journal(folder / f"{digest}-{source}-{target}.jsonl")


def unfinished(folder: Path) -> list[Header]:
    """The documents of which a part is still waiting, the last one touched first."""
    found = []
    for file in sorted(folder.glob("*.jsonl"), key=lambda f: f.stat().st_mtime, reverse=True):
        try:
            header = msgspec.json.decode(file.read_bytes().split(b"\n")[0], type=Header)
        except (OSError, msgspec.MsgspecError):
            continue
        done = {segment.id for segment in Journal(file).read()}
        if len(done) < header.total and Path(header.path).exists():
            found.append(header)
    return found
