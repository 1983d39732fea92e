"""What happened since the window last looked, with each job's neighbouring pieces joined."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from nibble_engine.api import AnyEvent, Progress, TextDelta
from nibble_engine.happenings import Happening


@dataclass
class _Item:
    happening: Happening
    pieces: list[str] = field(default_factory=list)

    def unfolded(self) -> Happening:
        if isinstance(self.happening, TextDelta):
            return TextDelta(job=self.happening.job, text="".join(self.pieces))
        return self.happening


class Fold:
    """One thread adds, another takes. Within a job and among notices the order is kept."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._items: list[_Item] = []
        self._last: dict[str, _Item] = {}

    def add(self, happening: Happening) -> bool:
        """True if there was nothing before: the other thread has to be told."""
        with self._lock:
            first = not self._items
            if isinstance(happening, AnyEvent) and happening.job:
                if self._joined(happening):
                    return False
                item = self._last[happening.job] = _Item(happening)
            else:
                item = _Item(happening)
            if isinstance(happening, TextDelta):
                item.pieces.append(happening.text)
            self._items.append(item)
            return first

    def take(self) -> list[Happening]:
        """Everything since the last `take`."""
        with self._lock:
            items, self._items = self._items, []
            self._last = {}
        return [item.unfolded() for item in items]

    def _joined(self, event: AnyEvent) -> bool:
        last = self._last.get(event.job)
        if last is None:
            return False
        if isinstance(event, TextDelta) and isinstance(last.happening, TextDelta):
            last.pieces.append(event.text)
            return True
        if isinstance(event, Progress) and isinstance(last.happening, Progress):
            last.happening = event
            return True
        return False
