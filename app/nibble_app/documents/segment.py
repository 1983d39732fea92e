"""A piece of a document with its translation, as a reviewer sees it."""

from __future__ import annotations

from typing import Literal

import msgspec

from nibble_engine.api import Risk, TermUse

Status = Literal["waiting", "machine", "edited", "approved"]


class Segment(msgspec.Struct, kw_only=True):
    """``id`` and ``kind`` are the unit's (`nibble_engine.documents.unit`)."""

    id: int
    kind: str
    source: str
    target: str = ""
    status: Status = "waiting"
    risks: tuple[Risk, ...] = ()
    terms: tuple[TermUse, ...] = ()

    @property
    def needs_look(self) -> bool:
        """Whether something speaks against a translation that nobody has looked at."""
        return self.status == "machine" and bool(self.risks or any(not t.held for t in self.terms))
