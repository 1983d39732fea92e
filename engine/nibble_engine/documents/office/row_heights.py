"""Heights of rows whose cells got more lines: LibreOffice does not measure them when it opens a
workbook, so they are estimated here."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable

from nibble_engine.documents.office.elements import Element, attribute, child
from nibble_engine.documents.office.references import Range, range_of

_WIDTH = 8.43  # what Excel gives a column, in digits
_HEIGHT = 15.0  # and a row, in points
_HIGHEST = 409.0


class RowHeights:
    """The heights of one sheet."""

    def __init__(self, sheet: Element) -> None:
        form = child(sheet, "s:sheetFormatPr")
        self._height = _figure(form, "defaultRowHeight", _HEIGHT)
        self._width = _figure(form, "defaultColWidth", _WIDTH)
        columns = child(sheet, "s:cols")
        self._columns = list(columns) if columns is not None else []
        merges = child(sheet, "s:mergeCells")
        merged = [range_of(attribute(each, "ref")) for each in merges] if merges is not None else []
        self._merged = {(each.left, each.top): each for each in merged if each}

    def fit(self, cell: Element, text: str) -> None:
        """Makes the row high enough for the text, unless somebody set its height."""
        row, place = cell.getparent(), range_of(attribute(cell, "r"))
        if row is None or attribute(row, "customHeight") in {"1", "true"}:
            return
        at = self._merged.get((place.left, place.top), place) if place else None
        width = self._across(at) if at else self._width
        lines = sum(max(1, math.ceil(_digits(line) / width)) for line in text.split("\n"))
        needed = self._height * lines / (at.bottom - at.top + 1 if at else 1)
        height = min(_HIGHEST, max(needed, _figure(row, "ht", self._height)))
        if height > self._height:
            row.set("ht", f"{height:g}")

    def _across(self, cells: Range) -> float:
        columns = range(cells.left, min(cells.right, cells.left + 100) + 1)
        return max(1.0, sum(self._width_of(column) for column in columns))

    def _width_of(self, column: int) -> float:
        for each in self._columns:
            if _figure(each, "min", 0) <= column <= _figure(each, "max", 0):
                return _figure(each, "width", self._width)
        return self._width


def _figure(element: Element | None, key: str, otherwise: float) -> float:
    """The attribute as a number that makes sense, or ``otherwise``."""
    try:
        figure = float(attribute(element, key)) if element is not None else otherwise
    except ValueError:
        return otherwise
    return figure if math.isfinite(figure) and figure > 0 else otherwise


def _digits(line: Iterable[str]) -> int:
    """The width of a line; Chinese characters are twice as wide as digits."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in line)
