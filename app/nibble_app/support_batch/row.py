"""A row of the table as it is answered."""

from __future__ import annotations

from typing import Literal

import msgspec

from nibble_engine.api import ErrorInfo

Status = Literal["waiting", "done", "failed"]


class Cited(msgspec.Struct, frozen=True):
    """A quote of a reply: where it is, in characters of the document's text, and its words."""

    document: str
    start: int
    end: int
    quote: str


class Answer(msgspec.Struct, kw_only=True, frozen=True):
    """What was found out about a message, and the suggested reply; in ``draft`` personal data of
    the message is masked. Confidences are 0 to 1."""

    intent: str
    intent_confidence: float
    urgency: str
    mood: str
    language: str
    draft: str
    mode: str
    citations: tuple[Cited, ...]
    confidence: float
    hand_over: bool


class Row(msgspec.Struct, kw_only=True):
    """``number`` is its place in the table from 0 on; a row that failed has an ``error``."""

    number: int
    status: Status = "waiting"
    answer: Answer | None = None
    error: ErrorInfo | None = None
