"""The knowledge bases of this computer: one file each in a folder, opened once, shared by all."""

from __future__ import annotations

import secrets
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from nibble_engine.api import ErrorInfo
from nibble_engine.errors import KnowledgeError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.resources import resource

_TRASH = "trash"
_KEPT_SECONDS = 30 * 24 * 3600
_WAIT_SECONDS = 0.1
_NAME, _SAMPLE, _DELETED = "name", "sample", "deleted"


@dataclass(frozen=True)
class BaseEntry:
    """A base of the list; ``error`` says why it cannot be opened. ``key`` is its file's name
    without the ending and stays when it is renamed."""

    key: str
    name: str
    error: ErrorInfo | None = None


class KnowledgeLibrary:
    """Bases live in ``folder``, deleted ones for thirty days in a folder of it. Of one thread; the
    bases that it gives may be used from any, until `close`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: dict[str, KnowledgeBase] = {}
        self._deleted: set[str] = set()
        self._empty_trash()

    def bases(self) -> list[BaseEntry]:
        """All that are not deleted, by name; those that cannot be opened too."""
        found = [entry for key in self._keys() if (entry := self._entry(key))]
        return sorted(found, key=lambda entry: (entry.name.casefold(), entry.key))

    def base(self, key: str) -> KnowledgeBase:
        """The opened base. Raises a `KnowledgeError` where it cannot be opened or is not there."""
        if key not in self._open:
            path = self._path(key)
            if not path.is_file():
                raise KnowledgeError(path=str(path))
            self._open[key] = KnowledgeBase(path, wait=_WAIT_SECONDS)
        return self._open[key]

    def opened(self) -> dict[str, KnowledgeBase]:
        """Those that were opened and are not deleted, by their keys; asks no file, so that it
        never waits for a base that is being written."""
        return {key: base for key, base in self._open.items() if key not in self._deleted}

    def create(self, name: str) -> str:
        """A new, empty base; its key. Raises a `KnowledgeError` where the disk refuses."""
        key = secrets.token_hex(6)
        base = KnowledgeBase(self._path(key))
        self._open[key] = base
        base.set_fact(_NAME, _one_line(name))
        return key

    def add_sample(self, name: str) -> str:
        """A base of the documents that come with the program; the one that is there already if
        it is. Its documents are not imported yet."""
        for entry in self.bases():
            if entry.error is None and self.base(entry.key).fact(_SAMPLE):
                return entry.key
        key = self.create(name)
        base = self.base(key)
        base.set_fact(_SAMPLE, "1")
        base.add_source(resource("knowledge", "sample"))
        return key

    def rename(self, key: str, name: str) -> None:
        """Another name; one of blanks changes nothing."""
        if _one_line(name):
            self.base(key).set_fact(_NAME, _one_line(name))

    def delete(self, key: str) -> None:
        """Takes a base off the list. Its file goes to the trash with `close`: until then somebody
        may still be reading it. One that cannot be opened goes at once."""
        try:
            self.base(key).set_fact(_DELETED, "1")
            self._deleted.add(key)
        except KnowledgeError:
            self._to_trash(key)

    def restore(self, key: str) -> None:
        """Undoes `delete`."""
        for path in self._files(self.folder / _TRASH, key):
            path.replace(self.folder / path.name)
        self._deleted.discard(key)
        if key in self._open:
            self._open[key].set_fact(_DELETED, "")

    def close(self) -> None:
        """Closes every base, and puts the deleted ones into the trash."""
        deleted = [key for key, base in self._open.items() if base.fact(_DELETED)]
        for base in self._open.values():
            base.close()
        self._open.clear()
        for key in deleted:
            self._to_trash(key)

    def _entry(self, key: str) -> BaseEntry | None:
        try:
            base = self.base(key)
        except KnowledgeError as error:
            return BaseEntry(key, key, error.info())
        return None if base.fact(_DELETED) else BaseEntry(key, base.name or key)

    def _keys(self) -> list[str]:
        return sorted(path.stem for path in self.folder.glob("*.db"))

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.db"

    def _files(self, folder: Path, key: str) -> Iterator[Path]:
        """The base's file and those that SQLite keeps beside it."""
        for ending in (".db", ".db-wal", ".db-shm"):
            path = folder / f"{key}{ending}"
            if path.exists():
                yield path

    def _to_trash(self, key: str) -> None:
        trash = self.folder / _TRASH
        trash.mkdir(parents=True, exist_ok=True)
        for path in self._files(self.folder, key):
            shutil.move(path, trash / path.name)
            (trash / path.name).touch()

    def _empty_trash(self) -> None:
        oldest = time.time() - _KEPT_SECONDS
        for path in (self.folder / _TRASH).glob("*.db*"):
            if path.stat().st_mtime < oldest:
                path.unlink()


def _one_line(name: str) -> str:
    return " ".join(name.split())
