"""Phrases with ``*`` for any words within a sentence, and where they stand in a text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from nibble_engine.support.folded import folded

GAP = 60
"""So many characters a ``*`` may stand for."""
_ENDS = r"[^.!?;。！？；\n]"
_LETTER = "[a-z0-9]"


class Match(NamedTuple):
    """Where a phrase stands in a folded text, and the place in it where each of its parts
    begins."""

    start: int
    end: int
    parts: tuple[int, ...]


def find(phrase: str, text: str) -> list[Match]:
    """Each place of the phrase in a text that is folded already. Words are whole ones, unless a
    ``*`` touches them: "guarantee*" is "guaranteed" too."""
    pattern = _compiled(phrase)
    if pattern is None:
        return []
    return [
        Match(*match.span(), tuple(match.start(i + 1) for i in range(pattern.groups)))
        for match in pattern.finditer(text)
    ]


def is_usable(phrase: str) -> bool:
    """Whether it has anything but wildcards and spaces."""
    return bool(phrase.replace("*", "").strip())


@lru_cache(maxsize=4096)
def _compiled(phrase: str) -> re.Pattern[str] | None:
    parts = [part for part in folded(phrase).text.strip(" *").split("*") if part.strip()]
    if not parts:
        return None
    pieces = [_part(part) for part in parts]
    # Each gap is atomic: the nearest next part is taken, so no text takes quadratic time.
    rest = "".join(f"(?>{_ENDS}{{0,{GAP}}}?{piece})" for piece in pieces[1:])
    begin = "" if phrase.strip().startswith("*") else _edge(parts[0].strip()[0], "(?<!")
    end = "" if phrase.strip().endswith("*") else _edge(parts[-1].strip()[-1], "(?!")
    return re.compile(begin + pieces[0] + rest + end)


def _part(part: str) -> str:
    """The words of a part; a space beside the ``*`` keeps the word there whole."""
    before = _edge(part.lstrip()[0], "(?<!") if part[0].isspace() else ""
    after = _edge(part.rstrip()[-1], "(?!") if part[-1].isspace() else ""
    words = r"\s+".join(re.escape(word) for word in part.split())
    return f"{before}({words}){after}"


def _edge(character: str, look: str) -> str:
    return f"{look}{_LETTER})" if character.isascii() and character.isalnum() else ""
