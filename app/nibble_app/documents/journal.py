"""What was done to a document, a line a segment: a kill at any moment loses the last line at most.

One file a document and pair of languages, named by the document's content: a file that was moved
is found again, a file that was changed is another document.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from nibble_app.documents.segment import Segment


class Header(msgspec.Struct, kw_only=True):
    """The first line."""

    path: str
    source: str
    target: str
    total: int


class Journal:
    """Appends to ``file``; `read` gives the newest state of each segment."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def begin(self, header: Header) -> None:
        """Writes the header of a new journal; an old one is left as it is."""
        if not self.file.exists():
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._write([msgspec.json.encode(header)])

    def read(self) -> Iterator[Segment]:
        """Every whole line, the oldest first."""
        if self.file.exists():
            for line in self.file.read_bytes().split(b"\n")[1:]:
                try:
                    yield msgspec.json.decode(line, type=Segment)
                except msgspec.MsgspecError:
                    continue  # cut short by a crash

    def add(self, segments: Iterable[Segment]) -> None:
        """On the disk when it returns."""
        self._write([msgspec.json.encode(segment) for segment in segments])

    def _write(self, lines: list[bytes]) -> None:
        with self.file.open("ab") as out:
            # A line that a crash cut short must not spoil the next one.
            broken = out.tell() and not self._ends_whole()
            out.write((b"\n" if broken else b"") + b"".join(line + b"\n" for line in lines))
            out.flush()
            os.fsync(out.fileno())

    def _ends_whole(self) -> bool:
        with self.file.open("rb") as file:
            file.seek(-1, os.SEEK_END)
            return file.read(1) == b"\n"


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
