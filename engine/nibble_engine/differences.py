"""What changed from one text to another, by words, and by characters where there are no spaces.

Runs of words that occur once in both texts hold the texts together (as in Bram Cohen's patience
diff); only the short stretches between them are compared word by word. So the time grows with the
length of the text and not with its square.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from rapidfuzz.distance import Indel

Kind = Literal["same", "inserted", "deleted"]
Words = Sequence[str]
_Match = tuple[int, int, int]  # where in the old words, where in the new ones, how many
_Step = tuple[str, str, str]  # deleted, inserted, the same after them

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(
    r"\d+(?:[.,:/-]\d+)+"  # a number or a date is not changed in part
    rf"|[{_CJK}]|(?:(?![{_CJK}])\w)+(?:['’](?:(?![{_CJK}])\w)+)*|\n|[^\S\n]+|."
)
_RUNS = (6, 3, 1)
"""Lengths of the runs of words that are looked for, one after the other."""
MOST = 40_000
"""Product of the lengths of two stretches, in words, that are compared word by word."""


MOST_ALIKE = 1_000_000_000
"""The same for stretches in which no word occurs once."""


@dataclass(frozen=True)
class Piece:
    """A piece that stayed, came, or went."""

    kind: Kind
    text: str


class Difference(NamedTuple):
    """The characters ``start`` to ``end`` of the old text became ``text``."""

    start: int
    end: int
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    """Both texts in order: "same" and "deleted" joined are ``before``, "same" and "inserted"
    joined are ``after``. What went stands before what came in its place."""
    made = []
    for deleted, inserted, same in _steps(before, after):
        made += [Piece("deleted", deleted), Piece("inserted", inserted), Piece("same", same)]
    return [piece for piece in made if piece.text]


def differences(old: str, new: str) -> list[Difference]:
    """What makes ``new`` of ``old``, in order, with something between any two that stays."""
    found: list[Difference] = []
    place = 0
    kept = ""
    for deleted, inserted, same in _steps(old, new):
        # " new" behind a word rather than "new " before the next.
        gap = kept[len(kept.rstrip(" ")) :]
        moved = gap and gap != kept and not deleted and inserted.endswith(gap)
        back = len(gap) if moved else 0
        if deleted or inserted:
            text = gap + inserted[: len(inserted) - back] if back else inserted
            found.append(Difference(place - back, place + len(deleted) - back, text))
        place += len(deleted) + len(same)
        kept = same
    return found


def _steps(before: str, after: str) -> list[_Step]:
    old, new = _WORD.findall(before), _WORD.findall(after)
    matches = _joined(_matches(old, new, 0, 0, _RUNS))
    return _readable(_changes(old, new, matches))


def _matches(old: Words, new: Words, a: int, b: int, runs: Sequence[int]) -> Iterator[_Match]:
    """Matches of ``old`` and ``new``, which begin at ``a`` and ``b`` of the whole texts."""
    start = _common(zip(old, new, strict=False))
    end = _common(zip(reversed(old[start:]), reversed(new[start:]), strict=False))
    if start:
        yield a, b, start
    yield from _within(
        old[start : len(old) - end], new[start : len(new) - end], a + start, b + start, runs
    )
    if end:
        yield a + len(old) - end, b + len(new) - end, end


def _within(old: Words, new: Words, a: int, b: int, runs: Sequence[int]) -> Iterator[_Match]:
    if not old or not new:
        return
    if len(old) * len(new) <= MOST:
        for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            yield a + block.a, b + block.b, block.size
        return
    if not runs:
        if len(old) * len(new) <= MOST_ALIKE:
            # Nothing occurs once: lines that repeat. Compiled, so it serves for far more words,
            # but not for any number of them.
            for step in Indel.opcodes(old, new):
                if step.tag == "equal":
                    yield a + step.src_start, b + step.dest_start, step.src_end - step.src_start
        return
    i = j = 0
    for x, y in [*_anchors(old, new, runs[0]), (len(old), len(new))]:
        if x < i or y < j:
            continue  # within a run that was found already
        yield from _matches(old[i:x], new[j:y], a + i, b + j, runs[1:])
        size = _common(zip(old[x:], new[y:], strict=False)) if x < len(old) else 0
        if size:
            yield a + x, b + y, size
        i, j = x + size, y + size


def _anchors(old: Words, new: Words, run: int) -> list[tuple[int, int]]:
    """Where runs of so many words begin that occur once in each; ascending in both."""
    there = _unique(new, run)
    pairs = [(x, there[key]) for key, x in _unique(old, run).items() if key in there]
    return _ascending(sorted(pairs))


def _unique(words: Words, run: int) -> dict[tuple[str, ...], int]:
    keys = [tuple(words[i : i + run]) for i in range(len(words) - run + 1)]
    counts = Counter(keys)
    return {key: i for i, key in enumerate(keys) if counts[key] == 1 and _solid(key)}


def _solid(key: Iterable[str]) -> bool:
    return any(word.isalnum() for word in key)


def _ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part whose second numbers ascend as the first do (patience sorting)."""
    tops: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, (_, y) in enumerate(pairs):
        pile = bisect_left(tops, y)
        before.append(at[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [y]
        at[pile : pile + 1] = [index]
    found = []
    index = at[-1] if at else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _common(pairs: Iterable[tuple[str, str]]) -> int:
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _joined(matches: Iterable[_Match]) -> list[_Match]:
    made: list[_Match] = []
    for a, b, size in matches:
        if made and (made[-1][0] + made[-1][2], made[-1][1] + made[-1][2]) == (a, b):
            made[-1] = (made[-1][0], made[-1][1], made[-1][2] + size)
        elif size:
            made.append((a, b, size))
    return made


def _changes(old: Words, new: Words, matches: Iterable[_Match]) -> list[_Step]:
    made = []
    i = j = 0
    for a, b, size in [*matches, (len(old), len(new), 0)]:
        made.append(("".join(old[i:a]), "".join(new[j:b]), "".join(old[a : a + size])))
        i, j = a + size, b + size
    return made


def _readable(steps: list[_Step]) -> list[_Step]:
    """Drops what is the same by chance: a space or a short word between two larger changes."""
    made: list[_Step] = []
    for deleted, inserted, same in steps:
        step = (deleted, inserted, same)
        if made and _by_chance(made[-1], step):
            before = made.pop()
            chance = before[2]
            step = (before[0] + chance + deleted, before[1] + chance + inserted, same)
        made.append(step)
    return made


def _by_chance(one: _Step, other: _Step) -> bool:
    same = one[2]
    around = min(max(map(len, one[:2])), max(map(len, other[:2])))
    if not around or "\n" in same:
        return False
    return not any(map(str.isalnum, same)) or 2 * len(same.strip()) <= around
