"""The part of a document that an action works on, and its pieces where it is long."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nibble_engine.api import Action

Span = tuple[int, int]

BEFORE = 4000
"""Characters before the part that a model is shown."""
PIECE = 1500
"""Characters of a long part that are asked about at a time: a page or so, which models of a few
billion parameters still rewrite without leaving things out."""
_GAP = re.compile(r"\n\s*\n|\n")


def worked_on(action: Action, text: str, span: Span) -> Span | None:
    """The span without white space around it; None where it has no words. Continuing goes on from
    the end of the span."""
    start, end = span
    if action is Action.CONTINUE:
        start = max(0, end - BEFORE)
        return (start, end) if text[start:end].strip() else None
    return _trimmed(text, start, end)


def pieces(text: str, span: Span, most: int = PIECE) -> list[Span]:
    """The span in parts of at most ``most`` characters that end with a paragraph; a paragraph
    that is longer than that stays whole."""
    start, end = span
    if end - start <= most:
        return [span]
    made: list[Span] = []
    first = last = start
    for gap in [*(found.span() for found in _GAP.finditer(text, start, end)), (end, end)]:
        if gap[0] - first > most and last > first:
            made.append((first, last))
            first = last
        last = gap[1]
    made.append((first, end))
    trimmed = (_trimmed(text, *one) for one in made)
    return [one for one in trimmed if one]


def outside(text: str, span: Span, locked: Iterable[Span]) -> list[Span]:
    """The parts of the span that are in none of ``locked``, without white space around them."""
    made, start = [], span[0]
    for first, last in sorted(locked):
        if start < span[1] and last > start:
            made.append((start, min(max(first, start), span[1])))
            start = last
    made.append((start, span[1]))
    trimmed = (_trimmed(text, *one) for one in made if one[0] < one[1])
    return [one for one in trimmed if one]


def _trimmed(text: str, start: int, end: int) -> Span | None:
    part = text[start:end]
    if not part.strip():
        return None
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
