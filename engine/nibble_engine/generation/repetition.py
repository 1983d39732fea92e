"""Whether an answer has begun to say the same again and again, told while it comes.

The text is read in units: a word, a Chinese character, a mark or a line's end. For every earlier
place of the newest unit within a window it is counted how long both have run alike, so that a unit
costs as many steps as it has been there before in that window, and the whole text linear time.
"""

from __future__ import annotations

import re
from collections import deque

_WINDOW = 240
"""Units of the longest run that is noticed."""
_UNIT = re.compile(
    r"\n|[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]"
    r"|(?:(?![\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af])\w)+|\S"
)
_LATIN_END = re.compile(r"(?:(?![\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af])\w)+\Z")
_ENDS = frozenset("。．.!?！？…”’」』)）")
_AROUND = " \n\t,;:.!?，、；：。！？…"
_FENCES = ("```", "~~~")
_STRUCTURED = re.compile(r"\s*(?:\||[-*+•·]\s|\d+[.)、．]|```|~~~)")
# How often in a row a run of so many words or characters is one too often. In tables, lists and
# code lines are alike for good reasons, and cells more so.
_OFTEN, _OFTEN_STRUCTURED = {1: 8, 2: 5, 3: 5}, {1: 24, 2: 12, 3: 12}
_TIMES, _TIMES_STRUCTURED = 3, 8


class Repetition:
    """Reads an answer piece by piece; `end` says how many of its characters are worth keeping."""

    def __init__(self) -> None:
        self._tail = ""  # what may go on with the next piece
        self._length = 0  # characters that became units
        self._units: deque[str] = deque(maxlen=4 * _WINDOW)
        self._starts: deque[int] = deque(maxlen=4 * _WINDOW)
        self._count = 0
        self._places: dict[str, deque[int]] = {}
        self._alike: dict[int, int] = {}
        self._line = _Line()
        self._kept: int | None = None
        self.run = (0, 0)
        """Where the run stands for the second time, once it was found."""

    @property
    def found(self) -> bool:
        """Whether it is time to stop."""
        return self._kept is not None

    @property
    def end(self) -> int:
        """Characters before what was said again; all that were pushed where nothing was."""
        return self._length + len(self._tail) if self._kept is None else self._kept

    def push(self, piece: str) -> bool:
        """Whether with this piece the answer runs in circles."""
        text = self._tail + piece
        unfinished = _LATIN_END.search(text)
        end = unfinished.start() if unfinished else len(text)
        return self._read(text[:end], text[end:])

    def finish(self) -> bool:
        """The same once no more will come."""
        return self._read(self._tail, "")

    def _read(self, text: str, rest: str) -> bool:
        start, self._tail = self._length, rest
        self._length += len(text)
        for match in _UNIT.finditer(text):
            if self._kept is None:
                self._take(match[0], start + match.start())
        return self.found

    def _take(self, unit: str, start: int) -> None:
        unit = self._line.took(unit)
        if self._units and unit == self._units[-1] and not unit.isalnum():
            return  # a line of dashes is one mark
        here = self._count
        self._units.append(unit)
        self._starts.append(start)
        self._count += 1
        places = self._places.setdefault(unit, deque())
        while places and here - places[0] > _WINDOW:
            places.popleft()
        most = len(self._units) - 1  # what is no longer kept cannot be cut away
        self._alike = {
            here - place: min(self._alike.get(here - place, 0) + 1, most) for place in places
        }
        places.append(here)
        self._look()

    def _look(self) -> None:
        """A run that consists of a shorter one is looked at as that one alone."""
        shorter: list[int] = []
        for length in sorted(n for n, alike in self._alike.items() if alike >= 2 * n):
            if any(length % part == 0 for part in shorter):
                continue
            shorter.append(length)
            alike = self._alike[length]
            if alike >= length * (self._allowed(length) - 1):
                first = len(self._starts) - alike
                self._kept = self._cut(first)
                self.run = (self._starts[first], self._starts[first + length])
                return

    def _cut(self, first: int) -> int:
        """The place before the unit that is said again, behind the mark that ends a sentence."""
        while first < len(self._units) and self._units[first] in _ENDS:
            first += 1
        return self._starts[first] if first < len(self._starts) else self._length

    def _allowed(self, length: int) -> int:
        run = [self._units[-place] for place in range(1, length + 1)]
        words = sum(unit[0].isalpha() for unit in run)
        if not words:
            return 1 << 30  # a line of dashes, an empty table
        structured = self._line.is_structured
        often, times = (_OFTEN_STRUCTURED, _TIMES_STRUCTURED) if structured else (_OFTEN, _TIMES)
        return often.get(words, times)


class _Line:
    """What the line is that is being written: text, or a row, an item or code."""

    def __init__(self) -> None:
        self._text = ""
        self._in_code = False
        self._before = False

    @property
    def is_structured(self) -> bool:
        """At a line's beginning, where it cannot be told yet, what the line before was."""
        if self._in_code or _STRUCTURED.match(self._text):
            return True
        return self._before and not self._text.strip("0123456789")

    def took(self, unit: str) -> str:
        """The unit as it is compared: an item's number is like that of any other."""
        if unit == "\n":
            if self._text.strip().startswith(_FENCES):
                self._in_code = not self._in_code
            self._before = self.is_structured
            self._text = ""
            return unit
        is_number = unit.isdigit() and not self._text
        if len(self._text) < 8:
            self._text += unit + (" " if unit in "-*+•·" else "")
        return "#" if is_number else unit


def without_repetition(text: str) -> str:
    """``text`` up to where it begins to say the same again; as it is where it does not."""
    return split(text)[0]


def split(text: str) -> tuple[str, str]:
    """The text up to where it begins to say the same again, and what that is; all of it and
    nothing where it does not."""
    reader = Repetition()
    if reader.push(text) or reader.finish():
        return text[: reader.end].rstrip(), text[slice(*reader.run)].strip(_AROUND)
    return text, ""
