"""Which entries a person may mean who typed some words, in English, Chinese or pinyin."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Protocol, TypeVar

from rapidfuzz import fuzz

_LEAST_ALIKE = 75.0
"""Of 100: one slip in a word of five letters is 80."""
_LEAST_LETTERS = 4
_STEP = re.compile(r"[a-z0-9]+|[^\sa-z0-9]+")


class Named(Protocol):
    """What can be found."""

    @property
    def key(self) -> str:
        """Its own for each."""

    @property
    def title(self) -> str:
        """What a person reads."""

    @property
    def hint(self) -> str:
        """What it does, in more words."""

    @property
    def words(self) -> tuple[str, ...]:
        """Others by which it is found."""


_Named = TypeVar("_Named", bound=Named)


def found(entries: Sequence[_Named], query: str, recent: Sequence[str]) -> list[_Named]:
    """The entries that fit, best first; ``recent`` keys, newest first, go before their equals.
    Where nothing is typed, all: the recent ones, then the others as they come."""
    place = {key: number for number, key in enumerate(recent)}
    typed = plain(query).split()
    ranked = [(_worth(entry, typed), entry) for entry in entries]
    fitting = [(worth, entry) for worth, entry in ranked if worth > 0]
    fitting.sort(key=lambda one: (-one[0], place.get(one[1].key, len(place))))
    return [entry for _, entry in fitting]


def plain(text: str) -> str:
    """Without what makes no difference to who types."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _worth(entry: Named, typed: Sequence[str]) -> float:
    """0 for what does not fit, else up to 100."""
    if not typed:
        return 1.0
    title, others = plain(entry.title), [plain(word) for word in entry.words]
    whole = " ".join(typed)
    if whole in {title, *others}:
        return 100.0
    if title.startswith(whole):
        return 95.0
    starts = _STEP.findall(title)
    if all(any(start.startswith(word) for start in starts) for word in typed):
        return 90.0
    if any(other.startswith(whole) for other in others):
        return 85.0
    names = " ".join([title, *others])
    if all(word in names for word in typed):
        return 80.0
    if all(word in f"{names} {plain(entry.hint)}" for word in typed):
        return 60.0
    return _alike(typed, names.split())


def _alike(typed: Sequence[str], words: Sequence[str]) -> float:
    """For slips: how like its words are to the likest ones, if each is like one."""
    likest = [
        max((fuzz.ratio(word, other[: len(word) + 1]) for other in words), default=0.0)
        if len(word) >= _LEAST_LETTERS
        else 100.0 * any(other.startswith(word) for other in words)
        for word in typed
    ]
    return min(likest) / 2 if min(likest) >= _LEAST_ALIKE else 0.0
