"""A file on its way: written in pieces, in any order, by several threads."""

from __future__ import annotations

import hashlib
import os
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from nibble_engine.download.journal import Journal
from nibble_engine.download.manifest import RemoteFile
from nibble_engine.download.ranges import Ranges


@dataclass(eq=False)
class Claim:
    """A stretch of a file that one thread fetches; ``at`` is where it is."""

    file: PartFile
    at: int
    end: int


class PartFile:
    """The bytes that are there of a file, and who fetches the rest.

    Each method may raise `OSError`. ``sync_every`` is in bytes.
    """

    def __init__(self, file: RemoteFile, parts: Path, target: Path, sync_every: int) -> None:
        self.file = file
        self.target = target
        self.givers: set[str] = set()
        key = hashlib.sha256(f"{file.name}\0{file.digest}".encode()).hexdigest()[:32]
        self._path = parts / f"{key}.part"
        self._journal = Journal(parts / f"{key}.journal", f"nibble-part 1 {file.digest}")
        self._sync_every = sync_every
        self._unsynced = 0
        self._is_syncing = False
        self._lock = threading.Lock()
        self._claims: list[Claim] = []
        self._open()

    def _open(self) -> None:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
        self._data: BinaryIO = os.fdopen(os.open(self._path, flags, 0o644), "r+b", buffering=0)
        try:
            self._there: Ranges = self._journal.read(self._data, self.file.size)
            self._journal.open()
        except BaseException:
            self._data.close()
            raise

    @property
    def there(self) -> int:
        """Bytes that are on the disk."""
        with self._lock:
            return self._there.size

    @property
    def is_whole(self) -> bool:
        """Whether every byte is there, right or wrong, and nobody is at it any more."""
        with self._lock:
            return not self._claims and self._there.size == self.file.size

    def claim(self, length: int) -> Claim | None:
        """The first ``length`` bytes that are missing and that nobody fetches."""
        with self._lock:
            taken = Ranges()
            for start, end in self._there:
                taken.add(start, end)
            for claim in self._claims:
                taken.add(claim.at, claim.end)
            for start, end in taken.gaps(self.file.size):
                found = Claim(self, start, min(end, start + length))
                self._claims.append(found)
                return found
        return None

    def release(self, claim: Claim) -> None:
        """What is still missing of a claim can be claimed again."""
        with self._lock:
            self._claims.remove(claim)

    def write(self, claim: Claim, data: bytes, giver: str) -> None:
        """Puts a piece where the claim is, and moves the claim behind it."""
        with self._lock:
            self._data.seek(claim.at)
            view = memoryview(data)
            while view:
                view = view[self._data.write(view) :]
            self._journal.wrote(claim.at, data)
            self._there.add(claim.at, claim.at + len(data))
            self.givers.add(giver)
            claim.at += len(data)
            self._unsynced += len(data)
            is_due = self._unsynced >= self._sync_every and not self._is_syncing
            self._is_syncing |= is_due
        if is_due:
            self._sync()

    def _sync(self) -> None:
        """Others write on meanwhile: a disk that takes its time must not fill their buffers."""
        with self._lock:
            lines = self._journal.lines
            self._unsynced = 0
        os.fsync(self._data.fileno())
        with self._lock:
            self._journal.synced(lines)
            self._is_syncing = False

    def is_right(self) -> bool:
        """Whether the whole content has the hash that the repository gives."""
        return self.file.is_in(self._path)

    def finish(self) -> None:
        """Moves the file into its place, synced."""
        with self._lock:
            os.fsync(self._data.fileno())
            self._data.close()
            self._path.replace(self.target)
            self._journal.forget()

    def start_again(self) -> None:
        """Forgets what is there."""
        with self._lock:
            self._journal.forget()
            self._data.truncate(0)
            self._unsynced = 0
            self._there = Ranges()
            self.givers.clear()
            self._journal.open()

    def close(self) -> None:
        """Syncs what is there, as far as the disk lets us, and lets go."""
        if self._data.closed:
            return
        try:
            if self._unsynced:
                self._sync()
        finally:
            self._data.close()
            self._journal.close()
