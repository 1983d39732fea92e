"""The lines of a table of text: CSV and TSV."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n?|\n")


class Record(NamedTuple):
    """A line of cells; ``cells`` is None where a quote is not closed."""

    line: int
    cells: list[str] | None


def is_tabbed(path: Path) -> bool:
    """Whether its name says that tabs are between the cells."""
    return path.suffix.lower() in (".tsv", ".txt", ".tab")


def delimiter(path: Path, text: str) -> str:
    """What is between the cells: where commas are decimal points, spreadsheets write CSV with
    semicolons."""
    if is_tabbed(path):
        return "\t"
    first = _LINE_END.split(text.lstrip(), maxsplit=1)[0]
    return max(",;\t", key=first.count)


def records(text: str, mark: str) -> Iterator[Record]:
    """RFC 4180, but a quote that is never closed costs its own line only, where csv's reader would
    take the rest of the file into the cell."""
    cell = re.compile(
        rf'"([^"]*(?:""[^"]*)*)"(?=[{mark}\r\n]|\Z)|((?!")[^{mark}\r\n]*)(?=[{mark}\r\n]|\Z)'
    )
    position, line = 0, 1
    while position < len(text):
        start, cells = position, []
        while match := cell.match(text, position):
            cells.append(match[2] if match[1] is None else match[1].replace('""', '"'))
            position = match.end()
            if text[position : position + 1] != mark:
                break
            position += 1
        broken = match is None
        end = _LINE_END.search(text, start if broken else position)
        position = end.end() if end else len(text)
        yield Record(line, None if broken else cells)
        line += len(_LINE_END.findall(text, start, position))
