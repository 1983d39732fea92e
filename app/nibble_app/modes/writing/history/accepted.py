"""A change that was accepted, as the history sees it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from nibble_engine.writing.piece import AROUND, Piece
from nibble_engine.writing.proposal import Proposal


class Accepted(Protocol):
    """``replacement`` stands in the document, from ``start`` on, in place of ``original``; for
    people this was ``label``."""

    @property
    def start(self) -> int: ...
    @property
    def original(self) -> str: ...
    @property
    def replacement(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def proposal(self) -> Proposal: ...


def steps(text: str, made: Sequence[Accepted]) -> list[str]:
    """What ``text`` was before all the changes, then with the first, with the second too, and so
    on: the last is ``text`` itself. Their places are those in ``text``, none overlaps another."""
    return [_without(text, made[count:]) for count in range(len(made) + 1)]


def _without(text: str, made: Iterable[Accepted]) -> str:
    for one in sorted(made, key=lambda one: one.start, reverse=True):
        text = text[: one.start] + one.original + text[one.start + len(one.replacement) :]
    return text


def piece(text: str, accepted: Accepted) -> Piece | None:
    """What a model wrote in ``text``; None where it was none, but rules."""
    model, request = accepted.proposal.model, accepted.proposal.request
    if model is None:
        return None
    start, end = accepted.start, accepted.start + len(accepted.replacement)
    return Piece(
        action="translate" if request.target else str(request.action),
        model=model.name,
        level=str(model.level),
        accepted=datetime.now(),
        before=text[max(0, start - AROUND) : start],
        original=accepted.original,
        replacement=accepted.replacement,
        after=text[end : end + AROUND],
    )
