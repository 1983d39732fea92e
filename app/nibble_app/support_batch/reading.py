"""Reads tables of messages: CSV and TSV, workbooks, JSON and JSON lines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

from nibble_app.support_batch.table import MOST_COLUMNS, Table, made
from nibble_engine.documents import archive
from nibble_engine.errors import BadTableError, BadTermFileError, DiskError, DocumentError
from nibble_engine.interrupt import Interrupted
from nibble_engine.terms.encodings import read_text
from nibble_engine.terms.records import delimiter, records

Cancelled = Callable[[], bool]
SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".jsonl", ".ndjson", ".json")
_LINE_END = re.compile(r"\r\n?|\n")


def read(path: Path, cancelled: Cancelled = lambda: False) -> Table:
    """The table of a file, by the ending of its name.

    Raises `BadTableError`, `DiskError`, or `Interrupted` soon after ``cancelled`` says so.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise BadTableError(path=str(path), reason="format")
    try:
        if suffix in (".xlsx", ".xlsm"):
            return made(path, _until(cancelled, _sheet(path)))
        text = read_text(path)
    except BadTermFileError as error:
        raise BadTableError(path=str(path), reason="encoding") from error
    except DocumentError as error:
        raise BadTableError(error.detail, path=str(path), reason="damaged") from error
    if suffix in (".csv", ".tsv", ".txt"):
        return made(path, _until(cancelled, _cells(path, text)))
    return made(path, _until(cancelled, _objects(path, text)))


def _until(cancelled: Cancelled, lines: Iterator[Sequence[str]]) -> Iterator[Sequence[str]]:
    for line in lines:
        if cancelled():
            raise Interrupted
        yield line


def _cells(path: Path, text: str) -> Iterator[list[str]]:
    """A line with a quote that is not closed is one cell, so that none is lost."""
    if path.suffix.lower() == ".txt" and "\t" not in text.lstrip("\n").split("\n", 1)[0]:
        yield from ([line] for line in text.splitlines())
        return
    lines = _LINE_END.split(text)
    for record in records(text, delimiter(path, text)):
        yield [lines[record.line - 1]] if record.cells is None else record.cells


def _sheet(path: Path) -> Iterator[list[str]]:
    """The rows of the first sheet that is shown; of a formula its last value."""
    import openpyxl

    try:
        archive.check(path, declarations=False)
        # Opened here, for openpyxl leaves a file open that it cannot read.
        with path.open("rb") as file, catch_warnings():
            simplefilter("ignore")  # of what openpyxl would leave out when it writes
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            try:
                sheets = [each for each in book.worksheets if each.sheet_state == "visible"]
                for sheet in sheets[:1]:
                    sheet.reset_dimensions()
                    for row in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
                        yield _trimmed([_shown(value) for value in row])
            finally:
                book.close()
    except OSError as error:
        raise DiskError(path=str(path), reason=error.strerror or type(error).__name__) from error
    except (DocumentError, BadTableError, Interrupted, GeneratorExit):
        raise
    except Exception as error:  # whatever the library says of a bad file
        raise BadTableError(repr(error)[:500], path=str(path), reason="damaged") from error


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def _objects(path: Path, text: str) -> Iterator[list[str]]:
    """Objects as lines, the headings those of all of them in the order in which they come."""
    values = _values(path, text)
    headings = list(dict.fromkeys(key for value in values for key in value))
    yield headings
    for value in values:
        yield [_plain(value.get(key)) for key in headings]


def _values(path: Path, text: str) -> list[dict[str, Any]]:
    """A JSON list, or an object a line; a text alone is a message."""
    try:
        whole = path.suffix.lower() == ".json"
        found = json.loads(text) if whole else [json.loads(line) for line in _lines(text)]
    except (ValueError, RecursionError) as error:
        raise BadTableError(str(error), path=str(path), reason="damaged") from error
    if not isinstance(found, list):
        raise BadTableError(path=str(path), reason="format")
    found = [{"text": value} if isinstance(value, str) else value for value in found]
    if not all(isinstance(value, dict) for value in found):
        raise BadTableError(path=str(path), reason="format")
    return found


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _plain(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)
