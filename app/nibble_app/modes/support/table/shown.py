"""Which rows of a table a person wants to see."""

from __future__ import annotations

from enum import StrEnum

from nibble_app.support_batch.row import Row

SURE = 0.75


class Shown(StrEnum):
    """The choices of the filter."""

    ALL = "all"
    HANDED_OVER = "handed_over"
    UNSURE = "unsure"
    FAILED = "failed"
    WAITING = "waiting"


def matches(row: Row, shown: Shown, intent: str = "") -> bool:
    """Whether a row is one of those; ``intent`` "" is any. Unsure are answers below `SURE` that
    were not handed over."""
    answer = row.answer
    if intent and (answer is None or answer.intent != intent):
        return False
    if shown is Shown.ALL:
        return True
    if shown in (Shown.FAILED, Shown.WAITING):
        return row.status == shown.value
    if answer is None:
        return False
    handed = answer.hand_over
    return handed if shown is Shown.HANDED_OVER else not handed and answer.confidence < SURE
