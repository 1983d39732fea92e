"""What changed from one text to another: by words of English and single characters of Chinese."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

from rapidfuzz.distance import Indel

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = re.compile(rf"[{_CJK}]|(?:(?![{_CJK}])\w)+(?:['’](?:(?![{_CJK}])\w)+)*|\s+|.", re.DOTALL)
# Words of both texts multiplied: beyond it the middle is one change, for the time of comparing
# grows with that product.
_MOST = 100_000_000


class Difference(NamedTuple):
    """The characters ``start`` to ``end`` of the old text became ``text``."""

    start: int
    end: int
    text: str


def differences(old: str, new: str) -> list[Difference]:
    """What makes ``new`` of ``old``, in order, with at least a word between two that stays."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    places = [0, *accumulate(len(word) for word in before)]
    found: list[list[int]] = []
    for tag, a, b, c, d in _steps(before, after):
        if tag == "equal":
            continue
        if found and not "".join(before[found[-1][1] : a]).strip():
            found[-1][1], found[-1][3] = b, d
        else:
            # " new" behind a word rather than "new " before the next.
            back = int(
                a == b and a > 0 and after[d - 1].isspace() and before[a - 1] == after[d - 1]
            )
            found.append([a - back, b - back, c - back, d - back])
    return [Difference(places[a], places[b], "".join(after[c:d])) for a, b, c, d in found]


def _steps(before: list[str], after: list[str]) -> list[tuple[str, int, int, int, int]]:
    if len(before) * len(after) > _MOST:
        return [("replace", 0, len(before), 0, len(after))]
    steps = Indel.opcodes(before, after)
    return [(s.tag, s.src_start, s.src_end, s.dest_start, s.dest_end) for s in steps]
