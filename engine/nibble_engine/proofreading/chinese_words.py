"""Words that are often written with a wrong character."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import Line
from nibble_engine.proofreading.words import pairs


def found(line: Line) -> Iterator[Edit]:
    """Wrong words of the table; the rest of an idiom makes sure that it is meant."""
    if line.form == "zh-Hant":
        return
    text, table = line.text, pairs("chinese.toml", "typos")
    for place in range(len(text) - 1):
        for length in _lengths().get(text[place : place + 2], ()):
            wrong = text[place : place + length]
            if wrong in table:
                yield Edit(place, place + length, table[wrong])


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """The lengths of the words that begin with two characters, the longest first."""
    found: dict[str, set[int]] = {}
    for wrong in pairs("chinese.toml", "typos"):
        found.setdefault(wrong[:2], set()).add(len(wrong))
    return {begin: tuple(sorted(lengths, reverse=True)) for begin, lengths in found.items()}
