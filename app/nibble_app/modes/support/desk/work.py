"""What is known of a case while the program runs: it is not stored, or not as it is shown."""

from __future__ import annotations

from dataclasses import dataclass, field

from nibble_app.modes.support.desk.pieces import Piece
from nibble_engine.support.analysis import Analysis
from nibble_engine.support.personal_data import Masking
from nibble_engine.support.reply import Reply
from nibble_engine.support.replying import Draft


@dataclass(frozen=True)
class Outgoing:
    """The reply in the customer's language: what it was made of, what was made of it, and that
    translated back."""

    source: str
    text: str
    back: str = ""


@dataclass
class Work:
    """``masking`` knows what the marks of the case stand for. ``draft`` is what was found and
    ``reply`` what was made of it, with marks. ``edited`` is what the agent made of it, as it
    is shown, None as long as nothing was changed. ``draft_id`` is that of the store."""

    masking: Masking
    analysis: Analysis | None = None
    draft: Draft | None = None
    reply: Reply | None = None
    edited: list[Piece] | None = None
    draft_id: int | None = None
    canned: bool = False
    translations: dict[str, str] = field(default_factory=dict)
    outgoing: Outgoing | None = None
