"""A file of JSON lines to which work is appended: a kill at any moment loses the last line at
most."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

Record = TypeVar("Record", bound=msgspec.Struct)


class LineJournal(Generic[Record]):
    """The first line is a header, each one after it a record of ``kind``."""

    def __init__(self, file: Path, kind: type[Record]) -> None:
        self.file = file
        self._kind = kind

    def begin(self, header: msgspec.Struct) -> None:
        """Writes the header of a new journal; an old one is left as it is."""
        if not self.file.exists():
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._write([msgspec.json.encode(header)])

    def read(self) -> Iterator[Record]:
        """Every whole line, the oldest first."""
        if self.file.exists():
            for line in self.file.read_bytes().split(b"\n")[1:]:
                try:
                    yield msgspec.json.decode(line, type=self._kind)
                except msgspec.MsgspecError:
                    continue  # cut short by a crash

    def add(self, records: Iterable[Record]) -> None:
        """On the disk when it returns."""
        self._write([msgspec.json.encode(record) for record in records])

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
