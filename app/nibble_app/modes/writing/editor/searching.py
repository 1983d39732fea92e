"""Finding and replacing in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import regex

MOST = 10_000
"""Places; where there are more, only so many are found."""
PATIENCE = 1.0
"""Seconds of the processor that one search may take. There are patterns that take years."""
_LONGEST = 2_000
# Between Chinese characters there is nothing that ends a word.
_BEFORE, _AFTER = r"(?<![\p{Latin}\p{N}_])", r"(?![\p{Latin}\p{N}_])"


@dataclass(frozen=True)
class Query:
    """What is looked for; ``whole_words`` concerns words in Latin letters and numbers."""

    text: str
    match_case: bool = False
    whole_words: bool = False
    pattern: bool = False


class SearchError(Exception):
    """A search that cannot be done: ``kind`` "pattern" (``place``, from 1, says where it is
    wrong), "slow", "long" or "replacement"."""

    def __init__(self, kind: str, place: int = 0) -> None:
        super().__init__(kind)
        self.kind, self.place = kind, place


class Found(NamedTuple):
    """Start and end of each place, in order; ``more`` if there would be more than `MOST`."""

    places: list[tuple[int, int]]
    more: bool


class Replacement(NamedTuple):
    """``text`` instead of the characters ``start`` to ``end``."""

    start: int
    end: int
    text: str


def find(text: str, query: Query) -> Found:
    """All places of ``query``, without overlap and without empty ones. Raises `SearchError`."""
    places: list[tuple[int, int]] = []
    for found in _matches(text, query):
        if len(places) == MOST:
            return Found(places, True)
        places.append(found.span())
    return Found(places, False)


def replacements(text: str, query: Query, by: str) -> list[Replacement]:
    """What replaces each place. In a pattern's replacement "\\1" is its first group. Raises
    `SearchError`."""
    made: list[Replacement] = []
    for found in _matches(text, query):
        if len(made) == MOST:
            break
        made.append(Replacement(found.start(), found.end(), _expanded(found, query, by)))
    return made


def _expanded(found: Any, query: Query, by: str) -> str:  # noqa: ANN401 - regex has no types
    if not query.pattern:
        return by
    try:
        return str(found.expand(by))
    except (regex.error, IndexError):
        raise SearchError("replacement") from None


def _matches(text: str, query: Query) -> Any:  # noqa: ANN401 - as above
    """An iterator over regex's matches. The search runs without Python's lock, so that the
    window lives while it does."""
    if not query.text:
        return
    if len(query.text) > _LONGEST:
        raise SearchError("long")
    source = query.text if query.pattern else regex.escape(query.text)
    if query.whole_words:
        source = f"{_BEFORE}(?:{source}){_AFTER}"
    flags = regex.MULTILINE | (0 if query.match_case else regex.IGNORECASE)
    try:
        compiled = regex.compile(source, flags)
    except (regex.error, RecursionError, OverflowError) as error:
        shift = len(_BEFORE) + 3 if query.whole_words else 0
        place = (getattr(error, "pos", None) or 0) - shift
        raise SearchError("pattern", min(max(place, 0) + 1, len(query.text))) from None
    try:
        for found in compiled.finditer(text, timeout=PATIENCE, concurrent=True):
            if found.end() > found.start():
                yield found
    except (TimeoutError, MemoryError):
        raise SearchError("slow") from None
