"""What changed from one text to another, by words, and by characters where there are no spaces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORD = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]|\w+(?:['’]\w+)*|\s+|.", re.DOTALL)
_SENTENCE = re.compile(r"[^.!?。！？\n]+[.!?。！？\n]*\s*|[.!?。！？\n]+\s*")
MOST = 4_000_000
"""Product of the two lengths in pieces above which sentences are compared instead of words."""


@dataclass(frozen=True)
class Change:
    """A piece that stayed, came, or went."""

    kind: Literal["same", "inserted", "deleted"]
    text: str


def diff(before: str, after: str) -> list[Change]:
    """The changes in order: "same" and "deleted" joined are ``before``, "same" and "inserted"
    joined are ``after``."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) * len(new) > MOST:
        old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    changes: list[Change] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(Change("same", "".join(old[a:b])))
            continue
        changes += _piece("deleted", old[a:b]) + _piece("inserted", new[c:d])
    return changes


def _piece(kind: Literal["inserted", "deleted"], parts: Sequence[str]) -> list[Change]:
    text = "".join(parts)
    return [Change(kind, text)] if text else []
