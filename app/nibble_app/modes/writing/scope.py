"""Which part of a document an action works on."""

from __future__ import annotations

import re
from typing import Literal

from nibble_engine.api import Action

Scope = Literal["auto", "selection", "paragraph", "document"]
Span = tuple[int, int]

BEFORE = 4000
"""Characters before the part that a model is shown."""
PIECE = 1500
"""Characters of a long document that are asked about at a time: a page or so, which models of a few
billion parameters still rewrite without leaving things out."""
_WHOLE = frozenset({Action.PROOFREAD, Action.SUMMARISE})
_GAP = re.compile(r"\n\s*\n|\n")


def chosen(
    scope: Scope, action: Action, text: str, selection: Span, paragraph: Span
) -> Span | None:
    """The part without white space around it; None where it has no words. With "auto" it is what
    is selected, else the paragraph, or the whole document for what is usually asked of one.
    Continuing goes on from the end of what is selected, or from the cursor."""
    start, end = selection
    if action is Action.CONTINUE:
        return _continued(text, end)
    if scope == "document" or (scope == "auto" and start == end and action in _WHOLE):
        start, end = 0, len(text)
    elif scope == "paragraph" or (scope == "auto" and start == end):
        start, end = paragraph
    return _trimmed(text, start, end)


def pieces(text: str, span: Span, most: int = PIECE) -> list[Span]:
    """The span in parts of at most ``most`` characters that end with a paragraph; a paragraph
    that is longer than that stays whole."""
    start, end = span
    if end - start <= most:
        return [span]
    made: list[Span] = []
    first = last = start
    for gap in [*(m.span() for m in _GAP.finditer(text, start, end)), (end, end)]:
        if gap[0] - first > most and last > first:
            made.append((first, last))
            first = last
        last = gap[1]
    made.append((first, end))
    trimmed = (_trimmed(text, *one) for one in made)
    return [one for one in trimmed if one]


def _continued(text: str, end: int) -> Span | None:
    end = end or len(text)
    start = max(0, end - BEFORE)
    return (start, end) if text[start:end].strip() else None


def _trimmed(text: str, start: int, end: int) -> Span | None:
    part = text[start:end]
    if not part.strip():
        return None
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
