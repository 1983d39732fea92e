"""Half-width marks in Chinese text made full-width, and only those that belong to the Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from nibble_engine.protected import PROTECTED

_FULL = {",": "，", "?": "？", "!": "！", ":": "：", ";": "；", ".": "。"}
_ENDS = ".?!。？！"
_HAN = re.compile("[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_CHINESE_MARKS = frozenset("，。？！：；、…—·《》〈〉【】")
# Kept whole: smileys, the numbers of a list, full stops of English abbreviations and of the names
# of files, apostrophes.
_KEPT = re.compile(
    r"[:;]-?\)(?!\w)|^[ \t]*\d+\.(?=\s|[^\d\s])|\b(?:Inc|Ltd|Co|Corp|etc|vs|No|Mr|Mrs|Ms|Dr|St)\."
    r"|\b(?:[A-Za-z]\.){2,}|\.(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])['’](?=[A-Za-z])",
    re.ASCII,
)
_PARTNER = {"(": ")", "（": "）", "“": "”", "‘": "’", "「": "」", "『": "』"}
_CURLY = {'"': "“”", "'": "‘’", "「": "“”", "『": "‘’"}
_CORNER = {'"': "「」", "'": "『』", "“": "「」", "‘": "『』"}
_PAIRED = re.compile("[()（）“”‘’「」『』\"']")
_OPENINGS, _CLOSINGS = tuple("（“‘「『"), tuple("）”’」』")
_DOTS = re.compile(r"\.{3,}|…+")
_GAP = re.compile(r" +(?=\S)")
_LINE = re.compile(r"[^\n]+|\n")


def full_width(text: str, *, corner_quotes: bool) -> str:
    """``text`` with Chinese marks where it is Chinese; quotation marks 「」 with ``corner_quotes``,
    else “”."""
    quotes = _CORNER if corner_quotes else _CURLY
    return "".join(_line(line, quotes) for line in _LINE.findall(text))


def full_width_edits(line: str, *, corner_quotes: bool) -> Iterator[tuple[int, int, str]]:
    """Start, end and new text of each mark of one line that `full_width` would change first, in
    order, with the spaces that go with it."""
    quotes = _CORNER if corner_quotes else _CURLY
    return _Line(line, quotes).edits() if _HAN.search(line) else iter(())


def _line(line: str, quotes: dict[str, str]) -> str:
    # A mark made full-width can make its neighbour one of Chinese text: until nothing changes.
    while _HAN.search(line) and (made := _Line(line, quotes).made()) != line:
        line = made
    return line


class _Line:
    """One line, and what is known of each of its characters."""

    def __init__(self, line: str, quotes: dict[str, str]) -> None:
        self._line, self._quotes = line, quotes
        self._kept = [""] * len(line)
        for match in _KEPT.finditer(line):
            self._keep(match, "kept")
        for match in PROTECTED.finditer(line):
            self._keep(match, "tag" if match["tag"] else "code")
        self._is_han = bytearray(len(line))
        for match in _HAN.finditer(line):
            self._is_han[slice(*match.span())] = b"\1" * len(match[0])
        # How many Chinese characters stand before each place.
        self._han = [0, *accumulate(self._is_han)]
        self._pairs: dict[int, str] = {}
        for start, end in self._matching():
            if self._is_chinese_pair(start, end):
                both = self._pair(line[start])
                self._pairs |= {start: both[0], end: both[1]}

    def made(self) -> str:
        """The line with its marks changed."""
        made: list[str] = []
        place = 0
        for start, end, mark in self.edits():
            made += [self._line[place:start], mark]
            place = end
        return "".join([*made, self._line[place:]])

    def edits(self) -> Iterator[tuple[int, int, str]]:
        """The changes of marks, with the spaces that go with them."""
        place = 0
        for start, end, mark in self._changes():
            left, right = start, end
            if mark not in _OPENINGS or self._chinese(self._before(start)):
                part = self._line[place:start]
                # The indent of a line stays.
                if place or part.strip():
                    left = place + len(part.rstrip(" "))
            if mark not in _CLOSINGS or self._chinese(self._after(end - 1)):
                gap = _GAP.match(self._line, end)
                right = gap.end() if gap else end
            yield left, right, mark
            place = right

    def _keep(self, match: re.Match[str], why: str) -> None:
        for place in range(*match.span()):
            self._kept[place] = why

    # --- neighbours: places in the line, -1 where there is none ---

    def _before(self, place: int) -> int:
        place -= 1
        while place >= 0 and self._invisible(place):
            place -= 1
        return place

    def _after(self, place: int) -> int:
        place += 1
        while place < len(self._line) and self._invisible(place):
            place += 1
        return place if place < len(self._line) else -1

    def _invisible(self, place: int) -> bool:
        return self._kept[place] == "tag" or self._line[place] in " \t"

    def _chinese(self, place: int) -> bool:
        """Whether a Chinese character or a mark of Chinese text stands there."""
        if place < 0 or self._kept[place]:
            return False
        one = self._line[place]
        return place in self._pairs or one in _CHINESE_MARKS or bool(self._is_han[place])

    # --- brackets and quotation marks ---

    def _matching(self) -> list[tuple[int, int]]:
        """Openings with their closings, the inner ones first."""
        found: list[tuple[int, int]] = []
        open_: list[int] = []
        for match in _PAIRED.finditer(self._line):
            place, one = match.start(), match[0]
            if self._kept[place]:
                continue
            if open_ and self._closes(self._line[open_[-1]], place):
                found.append((open_.pop(), place))
            elif one in _PARTNER or (one in "\"'" and self._opens(place)):
                open_.append(place)
        return found

    def _closes(self, opening: str, place: int) -> bool:
        one = self._line[place]
        if opening in "(（":
            return one in ")）"
        return one == _PARTNER.get(opening, opening)

    def _opens(self, place: int) -> bool:
        """A straight quotation mark after a digit is one of inches or minutes."""
        previous = self._line[place - 1 : place]
        return not (previous.isascii() and previous.isdigit())

    def _is_chinese_pair(self, start: int, end: int) -> bool:
        mixed = self._line[start] in "(（" and self._line[start] + self._line[end] not in ("()",)
        if self._han[end] > self._han[start + 1] or mixed:
            return True
        before = self._before(start)
        while before >= 0 and self._line[before] in _FULL and not self._kept[before]:
            before = self._before(before)
        if self._chinese(before):
            return True
        after = self._after(end)
        bracket = self._line[start] in "(（"
        return self._chinese(after) and (before < 0 or not bracket)

    def _pair(self, opening: str) -> str:
        if opening in "(（":
            return "（）"
        return self._quotes.get(opening, opening + _PARTNER.get(opening, opening))

    # --- marks ---

    def _changes(self) -> Iterator[tuple[int, int, str]]:
        """Start, end and new mark of each change, in order."""
        dots = {match.start(): match.end() for match in _DOTS.finditer(self._line)}
        sentence_is_chinese, skip = False, 0
        for place in self._telling():
            if place < skip or self._kept[place]:
                continue
            one = self._line[place]
            if place in dots:
                skip = dots[place]
                if self._line[place:skip] != "……" and self._is_chinese_dots(place, skip):
                    yield place, skip, "……"
            elif self._pairs.get(place, one) != one:
                yield place, place + 1, self._pairs[place]
            elif one in _FULL and self._is_chinese_mark(place, sentence_is_chinese):
                yield place, place + 1, _FULL[one]
            sentence_is_chinese = self._goes_on(place, sentence_is_chinese)

    def _telling(self) -> Iterator[int]:
        """Every place but those of Chinese characters after the first of a run: they tell nothing
        new."""
        is_han, kept = self._is_han, self._kept
        for place in range(len(is_han)):
            if not is_han[place] or not place or not is_han[place - 1] or kept[place - 1]:
                yield place

    def _goes_on(self, place: int, so_far: bool) -> bool:
        """Whether the sentence is Chinese up to and with this place; a quotation begins anew."""
        one = self._line[place]
        if one in _ENDS or self._pairs.get(place, "") in _OPENINGS:
            return False
        return so_far or place in self._pairs or bool(self._is_han[place])

    def _is_chinese_dots(self, start: int, end: int) -> bool:
        return self._chinese(self._before(start)) or self._chinese(self._after(end - 1))

    def _is_chinese_mark(self, place: int, sentence_is_chinese: bool) -> bool:
        """Whether the half-width mark belongs to Chinese text: after it, before it, or at the end
        of a sentence that has some."""
        around = self._line[place - 1 : place] + self._line[place + 1 : place + 2]
        if len(around) == 2 and around.isascii() and around.isdigit():
            return False
        if self._line.startswith("//", place + 1) or self._is_dot_of_two(place):
            return False
        before, after = self._before(place), self._after(place)
        if before < 0:
            return False
        if self._chinese(before):
            return True
        ends = after < 0 or (after in self._pairs and self._pairs[after] in _CLOSINGS)
        if self._line[place] in _ENDS:
            return sentence_is_chinese and (ends or self._chinese(after))
        return self._chinese(after) or (ends and sentence_is_chinese)

    def _is_dot_of_two(self, place: int) -> bool:
        return ".." in self._line[max(place - 1, 0) : place + 2]
