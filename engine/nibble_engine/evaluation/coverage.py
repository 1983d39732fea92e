"""Coverage against error: how many questions are answered, and how many of those wrongly, by the
confidence from which on answers are given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Point(NamedTuple):
    """With answers from ``threshold`` on: the share of questions that are answered, and the share
    of those answers that are wrong."""

    threshold: float
    coverage: float
    error: float


def curve(confidences: Sequence[float], right: Sequence[bool], total: int) -> list[Point]:
    """A point for each confidence of the answers that were given to ``total`` questions, the surest
    first (El-Yaniv & Wiener 2010). An answer to what cannot be answered is never ``right``."""
    ordered = sorted(zip(confidences, right, strict=True), key=lambda pair: -pair[0])
    points: list[Point] = []
    wrong = 0
    for count, (confidence, is_right) in enumerate(ordered, 1):
        wrong += not is_right
        if count == len(ordered) or ordered[count][0] < confidence:
            points.append(Point(round(confidence, 4), count / total, wrong / count))
    return points
