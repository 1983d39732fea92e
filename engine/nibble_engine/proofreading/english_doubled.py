"""Words of English that stand twice by mistake."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import Line
from nibble_engine.proofreading.words import words

_TWICE = re.compile(r"(?<![\w'’.-])([A-Za-z][a-z]*)( +)([a-z]+)(?![\w'’-]|\.\w)")


def found(line: Line) -> Iterator[Edit]:
    """The second of two, unless both may be meant or a third follows."""
    place = 0
    while match := _TWICE.search(line.text, place):
        place = match.end(1)
        word = match[3]
        if match[1].lower() != word or word in words("english.toml", "doubled_on_purpose"):
            continue
        if len(word) == 1 and word != "a":
            continue
        place = match.end()
        more = re.compile(rf" +{word}\b").match(line.text, place)
        before = re.compile(rf"\b{word} +$").search(
            line.text, max(0, match.start() - 40), match.start()
        )
        if not more and not before:
            yield Edit(match.end(1), match.end(), "")
