"""The word at a place of a text; in Chinese each character is one, as it is to the engine."""

from __future__ import annotations

import re

from nibble_engine.terms.folding import UNSPACED

_WORD = re.compile(rf"[{UNSPACED}]|(?:(?![{UNSPACED}])\w)+(?:['’-](?:(?![{UNSPACED}])\w)+)*")


def word_at(text: str, position: int) -> tuple[int, int] | None:
    """Start and end of the word that holds ``position`` or ends there, in characters; None where
    there is none."""
    found: tuple[int, int] | None = None
    for match in _WORD.finditer(text):
        if match.start() > position:
            break
        if position <= match.end():
            found = match.span()
    return found
