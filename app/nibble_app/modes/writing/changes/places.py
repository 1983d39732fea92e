"""Where changes stand in a document, and where they stand after some were made."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

Span = tuple[int, int]
Places = Mapping[int, Span]
"""By the changes' keys: start and end, in characters of the document."""
Replacement = tuple[int, int, str]
"""The characters from start to end become the text."""


def moved(places: Places, made: Sequence[Replacement]) -> dict[int, Span]:
    """The places after replacements that are in order and overlap none of them. What stands at a
    place where something is put in comes behind it."""
    ends = [end for _, end, _ in made]
    shifts = [0, *accumulate(len(text) - (end - start) for start, end, text in made)]

    def shift(span: Span) -> int:
        row = bisect_right(ends, span[0])
        # A change that only puts something in there, too, comes first.
        if row and span[0] == span[1] == made[row - 1][0] == made[row - 1][1]:
            row -= 1
        return shifts[row]

    return {key: (s + shift((s, e)), e + shift((s, e))) for key, (s, e) in places.items()}


def merged(text: str, made: Sequence[Replacement]) -> Replacement:
    """Replacements of ``text`` in order as one, of the smallest span that has them all."""
    start, end = made[0][0], made[-1][1]
    pieces, at = [], start
    for first, last, new in made:
        pieces += [text[at:first], new]
        at = last
    return start, end, "".join(pieces)


def touches(span: Span, others: Iterable[Span]) -> bool:
    """Whether a span overlaps one of ``others`` or stands right beside it."""
    return any(start <= span[1] and span[0] <= end for start, end in others)
