"""Rules that are rows of a table: what to find, and what to put there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import Line
from nibble_engine.resources import toml_resource


def finder(rule: str) -> Callable[[Line], Iterator[Edit]]:
    """The finder of all rows of a rule."""

    def found(line: Line) -> Iterator[Edit]:
        for pattern, put in _rows().get(rule, ()):
            for match in pattern.finditer(line.text):
                span = match.span("at" if "at" in pattern.groupindex else 0)
                yield Edit(*span, apostrophes_like(line.text, match.expand(put)))

    return found


def apostrophes_like(text: str, put: str) -> str:
    """``put`` with the apostrophe that the text has."""
    curly = "’" in text and "'" not in text
    return put.replace("'", "’") if curly else put


@cache
def _rows() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    table = toml_resource("proofreading", "patterns.toml")
    rows: dict[str, list[tuple[re.Pattern[str], str]]] = {}
    for row in table["pattern"]:
        find = row["find"]
        for name, words in table["words"].items():
            find = find.replace(f"<{name}>", "(?:" + "|".join(words.split()) + ")")
        rows.setdefault(row["rule"], []).append((re.compile(find), row["put"]))
    return rows
