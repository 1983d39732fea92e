"""Workbooks: the rows of the sheets as they are shown, without what is hidden."""

from __future__ import annotations

from datetime import date, datetime, time
from itertools import groupby
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

import openpyxl

from nibble_engine.knowledge.plain.block import Block, row, visible

_MOST_COLUMNS = 512
_LEVEL = 2


def blocks(path: Path) -> list[Block]:
    """A heading for each sheet of several, and its rows; a formula shows its last value."""
    # Opened here, for openpyxl leaves a file open that it cannot read.
    with path.open("rb") as file, catch_warnings():
        simplefilter("ignore")  # of what openpyxl leaves out when it writes
        book = openpyxl.load_workbook(file, data_only=True, keep_links=False)
    sheets = [each for each in book.worksheets if each.sheet_state == "visible"]
    found: list[Block] = []
    for sheet in sheets:
        rows = _rows(sheet)
        if rows and len(sheets) > 1:
            found.append(Block("heading", visible(sheet.title), _LEVEL))
        found += rows
    return found


def _rows(sheet: Any) -> list[Block]:  # noqa: ANN401 - the stubs know nothing of its cells
    """Only cells that are there are looked at, however far apart they are."""
    hidden = {
        at
        for each in sheet.column_dimensions.values()
        if each.hidden
        for at in range(each.min or 0, min(_MOST_COLUMNS, each.max or 0) + 1)
    }
    found = []
    for at, places in groupby(sorted(sheet._cells), key=lambda place: place[0]):
        if not sheet.row_dimensions[at].hidden:
            columns = [c for _, c in places if c not in hidden and c <= _MOST_COLUMNS]
            made = {column: _shown(sheet._cells[at, column]) for column in columns}
            last = max((column for column, text in made.items() if text), default=0)
            cells = [made.get(column, "") for column in range(1, last + 1)]
            found.append(row(cells)._replace(cells=tuple(map(visible, cells))))
    return found


def _shown(cell: Any) -> str:  # noqa: ANN401
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float):
        if "%" in str(cell.number_format):
            return f"{value * 100:.10g}%"
        return f"{value:.15g}"
    return str(value).strip()
