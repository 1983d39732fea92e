"""A change that was accepted, as the history sees it."""

from __future__ import annotations

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


def before(text: str, accepted: Accepted) -> str:
    """What ``text`` was before the change."""
    end = accepted.start + len(accepted.replacement)
    return text[: accepted.start] + accepted.original + text[end:]


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
