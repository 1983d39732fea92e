"""The threshold under which a question is handed over, chosen on a person's own questions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

USUAL = 0.5
"""Until a person chose one: `Search.answerable` below it is handed over."""


class Judged(NamedTuple):
    """A question's ``probability``, whether the base should answer it, and whether what would be
    shown is right; an answer to a question that should not be answered never is."""

    probability: float
    should_answer: bool
    right: bool


class Point(NamedTuple):
    """What a threshold does: ``coverage`` is the share of the questions that should be answered
    and are; ``error`` the share of the answers given that are wrong, 0 where none is given."""

    threshold: float
    coverage: float
    error: float
    answered: int
    wrong: int


def curve(judged: Sequence[Judged]) -> list[Point]:
    """A point for each threshold at which something changes, from the lowest; the last one answers
    nothing."""
    levels = sorted({one.probability for one in judged})
    return [_point(judged, level) for level in [*levels, 1.0 + 1e-9]]


def smallest(judged: Sequence[Judged], most_error: float) -> Point:
    """The lowest threshold whose error is at most ``most_error``; the one that answers nothing
    where no other will do."""
    return next(point for point in curve(judged) if point.error <= most_error)


def _point(judged: Sequence[Judged], threshold: float) -> Point:
    shown = [one for one in judged if one.probability >= threshold]
    wanted = sum(one.should_answer for one in judged)
    wrong = sum(not (one.should_answer and one.right) for one in shown)
    served = sum(one.should_answer for one in shown)
    return Point(
        threshold,
        served / wanted if wanted else 0.0,
        wrong / len(shown) if shown else 0.0,
        len(shown),
        wrong,
    )
