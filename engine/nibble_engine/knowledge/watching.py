"""Whether the files of a source changed: a look from time to time, without help of the system."""

from __future__ import annotations

from collections.abc import Callable

from nibble_engine.interrupt import Interrupted
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.document import Source
from nibble_engine.knowledge.files import find
from nibble_engine.knowledge.reading import printable

_Look = dict[str, tuple[int, int]]


def _never() -> bool:
    return False


class Changes:
    """Compares each look with the one before, the first one with what the base has. A look at
    5,000 files takes some hundredths of a second: it is for a thread beside the window's."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._seen: dict[int, _Look] = {}

    def changed(self, source: Source, cancelled: Callable[[], bool] = _never) -> bool:
        """Whether a file came, went or has another size or time since the last look. False while
        the source or a folder in it is out of reach, and where ``cancelled`` ends the look."""
        try:
            found = find(source, cancelled)
        except Interrupted:
            return False
        if found.unseen:
            return False
        look = {printable(str(f.path)): (f.size, f.modified) for f in found.files}
        before = self._seen.get(source.id)
        self._seen[source.id] = look
        return look != (self._of_base(source) if before is None else before)

    def _of_base(self, source: Source) -> _Look:
        return {
            entry.path: (entry.stamp.size, entry.stamp.modified)
            for entry in self._base.entries(source.id)
        }
