"""How many words and tokens a text takes, and an answer that is to hold all of it."""

from __future__ import annotations

import re

from nibble_engine.api import Action
from nibble_engine.writing.request import Request

_UNIT = re.compile(r"[\u3400-\u9fff]|[A-Za-z\u00c0-\u024f]+|\d+")
_SHORT = 200
"""Tokens of a text below which any setting that makes sense is long enough."""
_WHOLE = {
    Action.REWRITE: 1.6,
    Action.PROOFREAD: 1.3,
    Action.SIMPLIFY: 1.8,
    Action.TONE: 1.8,
    Action.LIST: 1.6,
    Action.TABLE: 2.0,
    Action.EXPAND: 3.0,
    Action.INSTRUCT: 1.6,
}


def units(text: str) -> list[str]:
    """Words and Chinese characters, in small letters."""
    return _UNIT.findall(text.lower())


def tokens(text: str) -> int:
    """Roughly: one a Chinese character, four for three words."""
    found = units(text)
    han = len([unit for unit in found if "\u3400" <= unit <= "\u9fff"])
    return han + (len(found) - han) * 4 // 3 + 1


def longest_answer(request: Request) -> int:
    """The most new tokens: what the sampling says, or what the text itself needs where it is to
    be said as a whole. A long text would end in the middle otherwise."""
    own, factor = tokens(request.text), _WHOLE.get(request.action, 0.0)
    needed = round(own * factor) if own > _SHORT else 0
    return max(request.sampling.max_new_tokens, needed)
