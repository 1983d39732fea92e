"""The texts of a TOML file or of a table with headings, as rows of values."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nibble_engine.errors import BadTemplateFileError, BadTermFileError, DiskError
from nibble_engine.terms.encodings import read_text
from nibble_engine.terms.records import delimiter, records

LARGEST = 4 * 2**20
Headings = Mapping[str, tuple[str, ...]]
"""By the name of a value the words that may stand over its column."""


@dataclass(frozen=True)
class BadRow:
    """A text that was left out. ``place`` is its line in a table, counted from 1, or its number
    in a TOML file; ``reason`` is "quote" (one is not closed), "empty" (no title, no text or no
    phrase), "field" or "rule" (its kind is none)."""

    place: int
    reason: str


@dataclass(frozen=True)
class Row:
    """``values`` is None where a quote is not closed."""

    place: int
    values: dict[str, Any] | None


def rows(path: Path, headings: Headings, needed: Collection[str]) -> Iterator[Row]:
    """Each table of the arrays of a .toml file, or each line of a table that has the ``needed``
    columns. Raises `BadTemplateFileError` and `DiskError`."""
    text = _text(path)
    if path.suffix.lower() == ".toml":
        return _tables(path, text)
    return _lines(path, text, headings, needed)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST:
            raise BadTemplateFileError(path=str(path), reason="size")
        return read_text(path)
    except BadTermFileError as error:
        reason = str(error.params["reason"])
        raise BadTemplateFileError(path=str(path), reason=reason) from error
    except OSError as error:
        raise DiskError(str(error), path=str(path), reason=error.strerror or "") from error


def _tables(path: Path, text: str) -> Iterator[Row]:
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadTemplateFileError(str(error), path=str(path), reason="format") from error
    lists = [value for value in document.values() if isinstance(value, list)]
    tables = [table for value in lists for table in value]
    return (Row(i, table if isinstance(table, dict) else {}) for i, table in enumerate(tables, 1))


def _lines(path: Path, text: str, headings: Headings, needed: Collection[str]) -> Iterator[Row]:
    columns: list[str] | None = None
    for record in records(text, delimiter(path, text)):
        cells = record.cells
        if cells is not None and not any(cell.strip() for cell in cells):
            continue
        if columns is None:
            columns = [_heading(cell, headings) for cell in cells or []]
            if not set(needed) <= set(columns):
                raise BadTemplateFileError(path=str(path), reason="columns")
        else:
            values = None if cells is None else dict(zip(columns, cells, strict=False))
            yield Row(record.line, values)


def _heading(cell: str, headings: Headings) -> str:
    word = cell.strip().lower()
    return next((name for name, words in headings.items() if word in words), "")
