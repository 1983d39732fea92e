"""The changes of a long text without most of what stayed."""

from __future__ import annotations

from collections.abc import Sequence

from nibble_engine.differences import Piece

AROUND = 80
"""Characters that stay before and after a change."""
LONGEST = 20_000
"""Characters shown at most: a view of more would hold up the window."""
GAP = "\n…\n"


def excerpt(changes: Sequence[Piece]) -> tuple[list[Piece], bool]:
    """The changes with what is around each, and whether that is all of them."""
    made: list[Piece] = []
    left = LONGEST
    for number, change in enumerate(changes):
        if left <= 0:
            return made, False
        text = change.text
        if change.kind == "same":
            text = _shortened(text, first=number == 0, last=number == len(changes) - 1)
        made.append(Piece(change.kind, text[:left]))
        left -= len(text)
    return made, left >= 0


def _shortened(text: str, *, first: bool, last: bool) -> str:
    head = "" if first else text[:AROUND]
    tail = "" if last else text[-AROUND:]
    if len(text) <= len(head) + len(tail) + AROUND:
        return text
    if first:
        return GAP.lstrip() + tail
    return head + GAP.rstrip() if last else head + GAP + tail
