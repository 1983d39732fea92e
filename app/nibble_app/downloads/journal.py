"""Which downloads there are, kept in a file so that they are there after a restart or a crash."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from nibble_app.downloads.item import Item, State
from nibble_engine.api import ErrorInfo
from nibble_engine.documents.saving import save
from nibble_engine.errors import DiskError

_MOST = 500


class _Row(msgspec.Struct, frozen=True):
    """What of an item is kept: it is paused, failed or done after a restart."""

    address: str
    name: str
    state: State
    done: int = 0
    total: int = 0
    folder: str = ""
    error: ErrorInfo | None = None
    place: str = ""


class Journal:
    """A JSON file; one that cannot be read is put aside, and the list begins anew."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> list[Item]:
        """What was kept. Nothing goes on by itself: what was under way is paused."""
        try:
            rows = msgspec.json.decode(self._path.read_bytes(), type=list[_Row])
        except FileNotFoundError:
            return []
        except (OSError, ValueError):
            with contextlib.suppress(OSError):
                self._path.replace(self._path.with_suffix(".damaged.json"))
            return []
        return [_item(row) for row in rows[:_MOST]]

    def write(self, items: Iterable[Item]) -> None:
        """Keeps the list. A full disk costs the list, not the downloads: they are found again when
        they are asked for."""
        rows = [
            _Row(
                one.address,
                one.name,
                one.state,
                one.done,
                one.total,
                one.folder,
                one.error,
                one.place,
            )
            for one in items
        ]
        with contextlib.suppress(OSError, DiskError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            save(self._path, msgspec.json.encode(rows))


def _item(row: _Row) -> Item:
    state = row.state if row.state in (State.FAILED, State.DONE) else State.PAUSED
    return Item(
        row.address,
        row.name,
        state,
        row.done,
        row.total,
        error=row.error,
        folder=row.folder,
        place=row.place,
    )
