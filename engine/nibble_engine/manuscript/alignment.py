"""Which block of an older text a block of a newer one is."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel

LEAST = 0.35
"""Two texts with less in common than this share are not one that was changed."""
_MOST = 40_000
"""Pairs that are compared with each other; beyond it, neighbours are paired in order."""
_LONGEST = 2_000
_MOST_COMPARED = 16_000_000

Pair = tuple[int | None, int | None]


def aligned(
    old: Sequence[Hashable], new: Sequence[Hashable], texts: tuple[Sequence[str], Sequence[str]]
) -> list[Pair]:
    """Pairs of places in ``old`` and ``new``, in order; None where there is no other.

    What is equal is paired first; between that, what has most in common by ``texts``.
    """
    # Most of a text is as it was before and behind of one place: only that is looked at closely,
    # for the matcher takes long where many are the same.
    most = min(len(old), len(new))
    head = next((i for i in range(most) if old[i] != new[i]), most)
    tail = next((i for i in range(most - head) if old[-1 - i] != new[-1 - i]), most - head)
    made: list[Pair] = [(at, at) for at in range(head)]
    middle = old[head : len(old) - tail], new[head : len(new) - tail]
    for tag, a, b, c, d in _steps(*middle):
        spans = range(a + head, b + head), range(c + head, d + head)
        if tag == "equal":
            made += zip(*spans, strict=True)
        else:
            one, other = (
                each[span.start : span.stop] for each, span in zip(texts, spans, strict=True)
            )
            made += _similar(one, other, spans[0].start, spans[1].start)
    return made + [(len(old) - at, len(new) - at) for at in range(tail, 0, -1)]


def _steps(
    old: Sequence[Hashable], new: Sequence[Hashable]
) -> Sequence[tuple[str, int, int, int, int]]:
    if len(old) * len(new) > _MOST_COMPARED:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _similar(old: Sequence[str], new: Sequence[str], a: int, c: int) -> list[Pair]:
    """By the greatest sum of what pairs have in common (Needleman and Wunsch 1970, without a
    price for gaps)."""
    rows, columns = len(old), len(new)
    if rows * columns > _MOST:
        return _in_order(rows, columns, a, c)
    score = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    common = [[_common(one, other) for other in new] for one in old]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            paired = common[i][j] + score[i + 1][j + 1] if common[i][j] >= LEAST else -1.0
            score[i][j] = max(paired, score[i + 1][j], score[i][j + 1])
    made: list[Pair] = []
    i = j = 0
    while i < rows or j < columns:
        here = i < rows and j < columns and common[i][j] >= LEAST
        if here and score[i][j] == common[i][j] + score[i + 1][j + 1]:
            made.append((a + i, c + j))
            i, j = i + 1, j + 1
        elif i < rows and (j == columns or score[i][j] == score[i + 1][j]):
            made.append((a + i, None))
            i += 1
        else:
            made.append((None, c + j))
            j += 1
    return made


def _common(one: str, other: str) -> float:
    if not one and not other:
        return 1.0
    return Indel.normalized_similarity(one[:_LONGEST], other[:_LONGEST])


def _in_order(rows: int, columns: int, a: int, c: int) -> list[Pair]:
    pairs: list[Pair] = [(a + i, c + i) for i in range(min(rows, columns))]
    pairs += [(a + i, None) for i in range(columns, rows)]
    return pairs + [(None, c + j) for j in range(rows, columns)]
