"""A change as the editor draws it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nibble_app.modes.writing.changes.pending import PendingChange
from nibble_app.modes.writing.changes.places import Span

MarkKind = Literal["changed", "inserted", "deleted"]


@dataclass(frozen=True)
class Mark:
    """``start`` and ``end`` count characters of the document. ``current`` tells that the person
    is at it; only then ``replacement`` says what would come in its place."""

    start: int
    end: int
    kind: MarkKind
    current: bool = False
    replacement: str = ""


def mark_of(change: PendingChange, span: Span, *, current: bool) -> Mark:
    """The mark of a change that stands there."""
    kind: MarkKind = "changed" if change.replacement else "deleted"
    if not change.original:
        kind = "inserted"
    return Mark(*span, kind, current, change.replacement if current else "")
