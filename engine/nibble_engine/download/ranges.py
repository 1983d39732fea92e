"""Which stretches of a file are there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator


class Ranges:
    """Half-open ranges of bytes, kept apart and in order."""

    def __init__(self) -> None:
        self._kept: list[tuple[int, int]] = []

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(self._kept)

    @property
    def size(self) -> int:
        """Bytes in all of them."""
        return sum(end - start for start, end in self._kept)

    def add(self, start: int, end: int) -> None:
        """Adds a range; those that it touches become one with it."""
        if start >= end:
            return
        first = bisect_left(self._kept, start, key=lambda kept: kept[1])
        last = first
        while last < len(self._kept) and self._kept[last][0] <= end:
            start, end = min(start, self._kept[last][0]), max(end, self._kept[last][1])
            last += 1
        self._kept[first:last] = [(start, end)]

    def gaps(self, end: int) -> Iterator[tuple[int, int]]:
        """What lies between them, up to ``end``."""
        at = 0
        for first, last in self._kept:
            if at < min(first, end):
                yield at, min(first, end)
            at = last
        if at < end:
            yield at, end
