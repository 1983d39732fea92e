"""What a model may correct after the rules: slips, and nothing that it would rather have said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nibble_engine.differences import Difference, differences
from nibble_engine.proofreading.change import Change
from nibble_engine.protected import PROTECTED
from nibble_engine.writing.length import units
from nibble_engine.writing.reasons import kind_of

_MOST_WORDS = 4  # of English on either side of a slip
_MOST_HAN = 6
_MOST_SHARE = 0.34  # of the words: who changes more of a text rewrites it
_FREE = 3  # words that may change in the shortest text
_PORTION = 220  # words or characters that a model reads at a time: it misses slips in more
_PIECE = re.compile(r"[^\n。！？!?]*(?:[。！？!?]+[”’」』\"]*|\.(?=\s)|\n+|\Z)")


def portions(text: str) -> list[tuple[int, int]]:
    """Where a text is cut for a model to read it: at the ends of sentences and lines, into as few
    parts as there can be. Parts without a word are left out."""
    found: list[tuple[int, int]] = []
    start = end = size = 0
    for match in _PIECE.finditer(text):
        more = _size(match[0])
        if size and size + more > _PORTION:
            found.append((start, end))
            start, size = match.start(), 0
        end, size = match.end(), size + more
    return [*found, (start, end)] if size else found


def model_changes(text: str, made: str) -> list[Change]:
    """What makes ``made`` of ``text`` as a model's changes, each with a rule of reasons.py."""
    return [
        Change(
            one.start,
            one.end,
            text[one.start : one.end],
            one.text,
            kind_of(text, one.start, one.end, one.text),
        )
        for one in differences(text, made)
    ]


def corrections(text: str, made: str) -> list[Change] | None:
    """The small changes among them, none in an address, code, a placeholder or a tag; None where
    the model wrote another text instead of correcting this one."""
    found = differences(text, made)
    touched = sum(max(_size(text[d.start : d.end]), _size(d.text)) for d in found)
    if touched > max(_FREE, _MOST_SHARE * _size(text)):
        return None
    kept = [match.span() for match in PROTECTED.finditer(text)]
    small = [one for one in found if _is_small(text, one) and not _is_inside(one, kept)]
    return [change for change in model_changes(text, made) if _span(change) in map(_place, small)]


def _span(change: Change) -> tuple[int, int, str]:
    return change.start, change.end, change.replacement


def _place(one: Difference) -> tuple[int, int, str]:
    return one.start, one.end, one.text


def _size(text: str) -> int:
    return len(units(text))


def _is_small(text: str, one: Difference) -> bool:
    sides = (text[one.start : one.end], one.text)
    has_han = any("\u3400" <= c <= "\u9fff" for side in sides for c in side)
    return all(_size(side) <= (_MOST_HAN if has_han else _MOST_WORDS) for side in sides)


def _is_inside(one: Difference, kept: Sequence[tuple[int, int]]) -> bool:
    return any(one.start < end and start < max(one.end, one.start + 1) for start, end in kept)
