"""Writes the answered table: CSV, a workbook or JSON lines, by the ending of the name."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nibble_app.support_batch.columns import Cell, headings, lines, text_of
from nibble_app.support_batch.work import BatchWork
from nibble_engine.errors import BadTableError
from nibble_engine.terms.replacing import written
from nibble_engine.terms.xml import carried

SUFFIXES = (".csv", ".tsv", ".xlsx", ".jsonl")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 32_767


def check(path: Path) -> None:
    """Raises `BadTableError` where nothing can be written under that name."""
    if path.suffix.lower() not in SUFFIXES:
        raise BadTableError(path=str(path), reason="format")


def write(work: BatchWork, path: Path, *, personal: bool = False) -> None:
    """Writes the table with the answers so far; ``path`` is whole or untouched. Personal data is
    masked unless ``personal``. Blocks. Raises `BadTableError` or `DiskError`."""
    check(path)
    rows = lines(work, personal=personal)
    with written(path) as part:
        if path.suffix.lower() == ".xlsx":
            _write_workbook(part, headings(work), rows)
        elif path.suffix.lower() == ".jsonl":
            _write_objects(part, headings(work), rows)
        else:
            _write_cells(part, headings(work), rows, "\t" if path.suffix.lower() == ".tsv" else ",")


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _write_cells(
    path: Path, names: tuple[str, ...], rows: Iterator[tuple[Cell, ...]], delimiter: str
) -> None:
    """The mark at the beginning tells spreadsheets that it is UTF-8."""
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        writer = csv.writer(file, delimiter=delimiter)
        writer.writerow([harmless(name) for name in names])
        writer.writerows([harmless(text_of(cell)) for cell in row] for row in rows)


def _write_objects(path: Path, names: tuple[str, ...], rows: Iterator[tuple[Cell, ...]]) -> None:
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        for row in rows:
            line = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
            file.write(line + "\n")


def _write_workbook(path: Path, names: tuple[str, ...], rows: Iterator[tuple[Cell, ...]]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("messages")
    sheet.append([_as_text(sheet, name) for name in names])
    for row in rows:
        sheet.append([_as_text(sheet, cell) for cell in row])
    book.save(path)


def _as_text(sheet: Any, cell: Cell) -> Any:  # noqa: ANN401 - openpyxl's cells
    """Numbers stay numbers; a text is a text, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    if cell is None or (isinstance(cell, float) and not isinstance(cell, bool)):
        return cell
    made = WriteOnlyCell(sheet, carried(text_of(cell))[:_LONGEST_CELL])
    made.data_type = "s"
    return made
