"""Something that a model wrote and a person accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

AROUND = 80
"""Characters before and after a piece that are kept with it, to find it again."""


@dataclass(frozen=True)
class Piece:
    """``replacement`` came in place of ``original``, between ``before`` and ``after``, which are
    at most `AROUND` characters of the text. ``model`` is its name, ``level`` how it was quantized.
    """

    action: str
    model: str
    level: str
    accepted: datetime
    before: str
    original: str
    replacement: str
    after: str

    @property
    def old(self) -> str:
        """What stood there, with what is around it."""
        return self.before + self.original + self.after

    @property
    def new(self) -> str:
        """What stands there since, with what is around it."""
        return self.before + self.replacement + self.after
