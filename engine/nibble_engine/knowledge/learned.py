"""Approved questions and answers as a document of the base: a CSV file beside the base's own."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from nibble_engine.errors import BadTermFileError, DiskError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.terms.encodings import read_text
from nibble_engine.terms.records import records
from nibble_engine.terms.replacing import written

NAME = "faq-learned.csv"
_HEADINGS = ("question", "answer")
Row = tuple[str, str]
"""A question and its answer."""


def learn(base: KnowledgeBase, rows: Iterable[Row]) -> Path:
    """Adds rows to the base's own file, which becomes a source of it; it is read with the next
    import. A question that is there already gets the new answer. Raises `DiskError`."""
    folder = base.path.with_suffix("")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DiskError(path=str(folder), reason=reason) from error
    path = folder / NAME
    write_rows(path, {**dict(read_rows(path)), **dict(rows)}.items())
    base.add_source(path)
    return path


def read_rows(path: Path) -> list[Row]:
    """The rows of such a file; none where there is no file. Raises `DiskError`."""
    if not path.exists():
        return []
    try:
        text = read_text(path)
    except BadTermFileError as error:
        raise DiskError(error.detail, path=str(path), reason="encoding") from error
    lines = [record.cells for record in records(text, ",") if record.cells]
    return [(cells[0], cells[1]) for cells in lines[1:] if len(cells) > 1]


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Writes a table of questions and answers, as import reads it. Texts stay as they are, whatever
    they begin with: they are shown to customers, not calculated. Raises `DiskError`."""
    with written(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADINGS)
        writer.writerows(rows)
