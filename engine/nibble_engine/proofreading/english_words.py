"""Words of English that are often misspelt, and those that lost their apostrophe."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import Line
from nibble_engine.proofreading.patterns import apostrophes_like
from nibble_engine.proofreading.words import pairs

_WORD = re.compile(r"(?<![\w'’.@/\\-])[A-Za-z]{3,}(?![\w'’@/\\]|\.\w)")


def spelling(line: Line) -> Iterator[Edit]:
    """Misspellings of the table."""
    return _replaced(line, pairs("english.toml", "misspellings"))


def apostrophes(line: Line) -> Iterator[Edit]:
    """dont, theyre and others that are no words without it."""
    table = pairs("english.toml", "contractions")
    for edit in _replaced(line, table):
        yield Edit(edit.start, edit.end, apostrophes_like(line.text, edit.text))


def _replaced(line: Line, table: dict[str, str]) -> Iterator[Edit]:
    for match in _WORD.finditer(line.text):
        right = table.get(match[0].lower())
        # allReady is a name of something.
        if right is None or not (match[0][1:].islower() or match[0].isupper()):
            continue
        if match[0][1:].isupper():
            right = right.upper()
        elif match[0][0].isupper():
            right = right[0].upper() + right[1:]
        yield Edit(match.start(), match.end(), right)
