"""Which ranges of a partial file are on the disk, kept beside it so that a crash loses little.

A line for each piece that was written, with its CRC-32, and a line ``S`` with a number whenever
so many of the lines above it were synced to the disk. After the death of the program all pieces
are there; after a loss of power the others may not be, and are read and compared before they are
trusted.
"""

from __future__ import annotations

import os
import re
import zlib
from pathlib import Path
from typing import BinaryIO

from nibble_engine.download.ranges import Ranges

_PIECE = re.compile(rb"W (\d{1,15}) (\d{1,15}) ([0-9a-f]{8})")
_SYNCED = re.compile(rb"S (\d{1,15})")


class Journal:
    """The journal of one file; ``head`` says of which content."""

    def __init__(self, path: Path, head: str) -> None:
        self.path = path
        self._head = head.encode()
        self._file: BinaryIO | None = None
        self.lines = 0

    def read(self, data: BinaryIO, size: int) -> Ranges:
        """The ranges that are in ``data``; none where the journal is of other content."""
        found = Ranges()
        try:
            lines = self.path.read_bytes().split(b"\n")
        except FileNotFoundError:
            return found
        if not lines or lines[0] != self._head:
            return found
        marks = [match for line in lines[:-1] if (match := _SYNCED.fullmatch(line))]
        synced = int(marks[-1][1]) if marks else 0
        size = min(size, data.seek(0, os.SEEK_END))
        # The last one has no end: it may be the half of a line.
        for at, line in enumerate(lines[1:-1]):
            if piece := _PIECE.fullmatch(line):
                start, length = int(piece[1]), int(piece[2])
                is_there = start + length <= size and (
                    at < synced or _crc(data, start, length) == piece[3]
                )
                if is_there:
                    found.add(start, start + length)
        return found

    def open(self) -> None:
        """Begins to write; a line that was torn is ended, and a journal of other content is
        replaced. Raises `OSError`."""
        known = self.path.read_bytes() if self.path.exists() else b""
        is_ours = known.split(b"\n", 1)[0] == self._head
        self._file = self.path.open("ab" if is_ours else "wb", buffering=0)
        if not is_ours:
            self._file.write(self._head + b"\n")
            self.lines = 0
            return
        if not known.endswith(b"\n"):
            self._file.write(b"\n")
        self.lines = known.rstrip(b"\n").count(b"\n")

    def wrote(self, start: int, data: bytes) -> None:
        """Notes a piece after it was written. Raises `OSError`."""
        assert self._file is not None
        self._file.write(b"W %d %d %08x\n" % (start, len(data), zlib.crc32(data)))
        self.lines += 1

    def synced(self, lines: int) -> None:
        """Notes that the pieces of the first ``lines`` lines were synced. Raises `OSError`."""
        assert self._file is not None
        self._file.write(b"S %d\n" % lines)
        self.lines += 1

    def close(self) -> None:
        """Ends writing."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def forget(self) -> None:
        """Nothing is there any more. Raises `OSError`."""
        self.close()
        self.path.unlink(missing_ok=True)


def _crc(data: BinaryIO, start: int, length: int) -> bytes:
    """Of nothing where not all of it is there: the sum of no bytes is that of a line of zeros."""
    data.seek(start)
    read = data.read(length)
    return b"%08x" % zlib.crc32(read) if len(read) == length else b""
