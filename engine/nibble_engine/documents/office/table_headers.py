"""The header cells of a workbook's tables: Excel wants each to be the name of its column, which
formulas use."""

from __future__ import annotations

import re

from nibble_engine.documents.office.elements import attribute
from nibble_engine.documents.office.scan import Scan

_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


def header_cells(scan: Scan, sheet: str) -> frozenset[str]:
    """The references of those cells on a sheet, such as "B2"."""
    found: set[str] = set()
    for part in scan.package.related(sheet, "table"):
        root = scan.root(part)
        match = _RANGE.fullmatch(attribute(root, "ref"))
        if match and attribute(root, "headerRowCount") != "0":
            columns = range(_number(match[1]), _number(match[3]) + 1)
            found |= {_letters(column) + match[2] for column in columns}
    return frozenset(found)


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
