"""The names of cells and ranges on a sheet: "B2", "A1:C9"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")


@dataclass(frozen=True)
class Range:
    """Numbers of columns and rows from 1, the last ones included."""

    left: int
    top: int
    right: int
    bottom: int


def range_of(reference: str) -> Range | None:
    """The range of a reference, which may be a single cell; None for what is none."""
    match = _RANGE.fullmatch(reference)
    if match is None:
        return None
    left, top = _number(match[1]), int(match[2])
    return Range(left, top, _number(match[3] or match[1]), int(match[4] or match[2]))


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def cell_name(column: int, row: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"
