"""The history as a file for a spreadsheet. Free of Qt."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from nibble_app.store import Translation
from nibble_engine.terms.replacing import written

_HEAD = ("time", "source language", "target language", "source", "target", "model", "favourite")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_history(path: Path, translations: Iterable[Translation]) -> int:
    """Writes UTF-8 with a mark, tabs between the columns; returns how many. Raises `DiskError`."""
    count = 0
    with written(path) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, dialect="excel-tab")
        table.writerow(_HEAD)
        for one in translations:
            count += 1
            cells = (one.source_language, one.target_language, one.source, one.target, one.model)
            made = one.created.isoformat(" ", "seconds")
            table.writerow((made, *map(_harmless, cells), "yes" if one.favourite else ""))
    return count


def _harmless(text: str) -> str:
    """A spreadsheet would compute a cell that begins like a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
