"""The documents that lie on the desk: where each is on its way, and whose turn it is."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from nibble_app.documents.work import DocumentWork
from nibble_app.modes.translation.documents.pace import Pace
from nibble_engine.api import ErrorInfo
from nibble_engine.errors import LanguageError
from nibble_engine.languages import is_chinese

AUTO = "auto"


class Phase(StrEnum):
    """Where a document is."""

    READING = "reading"  # in line to be read, or being read
    WAITING = "waiting"
    TRANSLATING = "translating"
    PAUSED = "paused"
    DONE = "done"
    FAILED = "failed"


@dataclass
class Item:
    """A document in the list; ``work`` is there once it was read. ``left`` is in characters that
    wait; ``error`` says why it failed; ``held`` is how far it was at the last death of the
    engine."""

    key: str
    path: Path
    source: str
    target: str
    phase: Phase = Phase.READING
    work: DocumentWork | None = None
    error: ErrorInfo | None = None
    left: int = 0
    done: int = 0
    held: int = -1
    saved: Path | None = None
    bilingual: bool = False
    pace: Pace = field(default_factory=Pace)

    @property
    def total(self) -> int:
        """How many segments; 0 before it was read."""
        return self.work.total if self.work else 0

    def count(self) -> None:
        """Looks through all segments for what is done and what is left."""
        segments = self.work.segments if self.work else []
        waiting = [len(segment.source) for segment in segments if segment.status == "waiting"]
        self.left, self.done = sum(waiting), len(segments) - len(waiting)

    def opened(self, work: DocumentWork) -> None:
        """It was read: its turn comes, unless all was done before."""
        self.work, self.source, self.target = work, work.source, work.target
        self.error = None
        self.count()
        self.phase = Phase.WAITING if self.left else Phase.DONE

    def failed(self, error: ErrorInfo) -> None:
        """It cannot go on by itself."""
        self.error, self.phase = error, Phase.FAILED

    def pause(self) -> bool:
        """Whether it could be paused."""
        can = self.phase in (Phase.WAITING, Phase.TRANSLATING)
        if can:
            self.phase = Phase.PAUSED
        return can

    def resume(self) -> bool:
        """Goes on, or tries again after a failure; whether there was something to do."""
        can = self.phase in (Phase.PAUSED, Phase.FAILED)
        if can:
            self.error = None
            self.phase = Phase.WAITING if self.work else Phase.READING
        return can


class Desk:
    """Documents in the order they came."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self._numbers = itertools.count(1)

    def add(self, path: Path, source: str, target: str) -> Item:
        """A new item, or the one that is this document in these languages already."""
        for item in self.items:
            if item.path == path and item.target == target and source in (AUTO, item.source):
                return item
        item = Item(str(next(self._numbers)), path, source, target)
        self.items.append(item)
        return item

    def find(self, key: str) -> Item | None:
        """The item with this key."""
        return next((item for item in self.items if item.key == key), None)

    def remove(self, key: str) -> tuple[int, Item] | None:
        """Takes an item off; its place is told, for `put_back`."""
        item = self.find(key)
        if item is None:
            return None
        row = self.items.index(item)
        del self.items[row]
        return row, item

    def put_back(self, row: int, item: Item) -> None:
        """Undoes a `remove`."""
        self.items.insert(row, item)

    def first(self, phase: Phase) -> Item | None:
        """Whose turn it is among those of a phase."""
        return next((item for item in self.items if item.phase is phase), None)


def open_work(item: Item, folder: Path, cancelled: Callable[[], bool]) -> DocumentWork:
    """Reads the item's document. Where its language was left to detection and is the target, it is
    translated into the other one, as a typed text is. Blocks; raises as `DocumentWork.open`."""
    try:
        return DocumentWork.open(item.path, item.source, item.target, folder, cancelled)
    except LanguageError as error:
        if item.source != AUTO or error.params.get("source") == AUTO:
            raise
        other = "en" if is_chinese(item.target) else "zh"
        return DocumentWork.open(item.path, AUTO, other, folder, cancelled)
