"""Tables as text files (CSV, TSV): each row's place in the file, and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from nibble_engine.knowledge.answers import Answer
from nibble_engine.knowledge.columns import Columns, columns_of
from nibble_engine.knowledge.cutting import cut
from nibble_engine.knowledge.part import Part
from nibble_engine.knowledge.passage import Cut

_LOOKED_AT = 50
_LONGEST_CELL = 200_000
_MOST_NAMED = 300
"""Characters of the names of columns that are kept with a passage."""


class _Cell(NamedTuple):
    """``start`` and ``end`` are those of its text within the quotes."""

    text: str
    start: int
    end: int


class _Record(NamedTuple):
    cells: list[_Cell]
    start: int
    end: int


def table_cuts(text: str, delimiter: str = "") -> tuple[Cut, ...]:
    """A passage for each row of questions and answers: its answer as it stands in the file, or the
    whole row where other columns say more. Rows of other tables are put together as paragraphs
    are, under the names of their columns. Without ``delimiter`` the first line tells it."""
    records = list(_records(text, delimiter or _delimiter(text)))
    columns = columns_of([_texts(record) for record in records[:_LOOKED_AT]])
    rows = records[columns.first_row :]
    if columns.is_faq:
        answers = (_answer(record, columns) for record in rows)
        return tuple(each for answer in answers for each in answer.cuts(text))
    names = " | ".join(name for name in columns.names if name)[:_MOST_NAMED]
    heading = [Part("heading", records[0].start, records[0].end, 1, names)] if names else []
    parts = [Part("row", record.start, record.end) for record in rows]
    return cut(text, [*heading, *parts])


def _answer(record: _Record, columns: Columns) -> Answer:
    texts = _texts(record)
    question, headings = columns.asked(texts), columns.headings(texts)
    answer = record.cells[columns.answer] if columns.answer < len(texts) else None
    others = any(texts[at].strip() for at in columns.others if at < len(texts))
    if answer is None or not answer.text.strip() or others:
        return Answer(record.start, record.end, question, headings)
    return Answer(answer.start, answer.end, question, headings)


def _texts(record: _Record) -> list[str]:
    return [cell.text for cell in record.cells]


def _delimiter(text: str) -> str:
    """Where commas are decimal points, spreadsheets write semicolons."""
    first = text.lstrip().partition("\n")[0]
    return max(",;\t", key=first.count)


def _records(text: str, delimiter: str) -> Iterator[_Record]:
    """RFC 4180, but a quote that is never closed costs its own line only."""
    cell = re.compile(
        rf'"((?:[^"]|""){{0,{_LONGEST_CELL}}}+)"(?=[{delimiter}\n]|\Z)|((?!")[^{delimiter}\n]*+)'
    )
    at = 0
    while at < len(text):
        start, cells = at, list[_Cell]()
        while match := cell.match(text, at):
            cells.append(_cell(match))
            at = match.end()
            if text[at : at + 1] != delimiter:
                break
            at += 1
        if match is None:
            at = start
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if match is None:
            cells = [_trimmed(text[start:end], start)]
        said = _trimmed(text[start:end], start)
        if said.text.strip(f'{delimiter}" \t'):
            yield _Record(cells, said.start, said.end)
        at = end + 1


def _cell(match: re.Match[str]) -> _Cell:
    if match[1] is None:
        return _trimmed(match[2], match.start(2))
    found = _trimmed(match[1], match.start(1))
    return found._replace(text=found.text.replace('""', '"'))


def _trimmed(said: str, start: int) -> _Cell:
    start += len(said) - len(said.lstrip())
    return _Cell(said.strip(), start, start + len(said.strip()))
