"""Terms as a table: CSV and TSV, with or without a line of headings."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal

from nibble_engine.errors import BadTermFileError
from nibble_engine.languages import find
from nibble_engine.terms.bad_lines import BadLine, Report, ignore
from nibble_engine.terms.encodings import UNREADABLE, read_text
from nibble_engine.terms.glossary import Term
from nibble_engine.terms.records import delimiter, is_tabbed, records
from nibble_engine.terms.replacing import written

_HEADINGS = {
    "source": ("source", "source term", "term", "原文", "源术语", "术语"),
    "target": ("target", "target term", "translation", "译文", "目标术语", "译名"),
    "note": ("note", "notes", "comment", "备注", "说明", "注释"),
    "forbidden": ("forbidden", "禁用", "禁用译法"),
    "case": ("case", "区分大小写"),
}
_YES = frozenset(("1", "yes", "true", "y", "是"))
_Columns = dict[str, int]
_PLAIN: _Columns = {"source": 0, "target": 1, "note": 2}


def read_table(
    path: Path, source_language: str, target_language: str, bad: Report = ignore
) -> Iterator[Term]:
    """The terms of a CSV, TSV or tabbed text file. The first line may name the columns, by words or
    by the tags of languages in any order; else they are source, target and note. What cannot be
    used is told to ``bad``.

    Raises `BadTermFileError` if it is no text or its headings lack one of the languages."""
    text = read_text(path)
    pair = (source_language, target_language)
    columns: _Columns | None = None
    for record in records(text, delimiter(path, text)):
        if record.cells is not None and not any(cell.strip() for cell in record.cells):
            continue
        if columns is None:
            headings = _headings(record.cells or [], pair, path)
            columns = headings or _PLAIN
            if headings:
                continue
        found = _term(record.cells, columns, pair)
        if isinstance(found, Term):
            yield found
        else:
            bad(BadLine(record.line, found))


def write_table(path: Path, terms: Iterable[Term]) -> None:
    """Writes terms of one pair, with tabs if the name ends in .tsv or .txt, with commas otherwise.

    A cell that begins with = + - or @ stays as it is, although a spreadsheet may take it for a
    formula: an apostrophe before it would come back as a part of the term, and the terms are the
    person's own. The mark at the beginning tells spreadsheets that it is UTF-8.
    """
    terms = tuple(terms)
    languages = (
        (terms[0].source_language, terms[0].target_language) if terms else ("source", "target")
    )
    with (
        written(path) as part,
        part.open("w", encoding="utf-8-sig", errors="replace", newline="") as file,
    ):
        writer = csv.writer(file, delimiter="\t" if is_tabbed(path) else ",")
        writer.writerow((*languages, "note", "forbidden", "case"))
        for term in terms:
            forbidden = "|".join(re.sub(r"([\\|])", r"\\\1", word) for word in term.forbidden)
            case = "yes" if term.case_sensitive else ""
            writer.writerow((term.source, term.target, term.note, forbidden, case))


def _headings(cells: list[str], pair: tuple[str, str], path: Path) -> _Columns | None:
    """Which column is what, if ``cells`` are headings."""
    columns: _Columns = {}
    tags: dict[str, int] = {}
    for i, cell in enumerate(cells):
        word = cell.strip().lower()
        for name, words in _HEADINGS.items():
            if word in words:
                columns.setdefault(name, i)
        if language := find(word.replace("_", "-")) if word else None:
            tags.setdefault(language.tag, i)
    if {"source", "target"} <= columns.keys():
        return columns
    if len(tags) < 2:
        return None
    wanted = [language.tag if (language := find(tag)) else tag for tag in pair]
    if not set(wanted) <= tags.keys():
        raise BadTermFileError(path=str(path), reason="languages")
    return columns | {"source": tags[wanted[0]], "target": tags[wanted[1]]}


def _term(
    cells: list[str] | None, columns: _Columns, pair: tuple[str, str]
) -> Term | Literal["quote", "columns", "empty", "encoding"]:
    if cells is None:
        return "quote"
    if len(cells) <= max(columns["source"], columns["target"]):
        return "columns"
    values = {name: cells[i].strip() for name, i in columns.items() if i < len(cells)}
    if UNREADABLE in "".join(values.values()):
        return "encoding"
    if not values["source"] or not values["target"]:
        return "empty"
    return Term(
        values["source"],
        values["target"],
        *pair,
        values.get("note", ""),
        values.get("case", "").lower() in _YES,
        _words(values.get("forbidden", "")),
    )


def _words(cell: str) -> tuple[str, ...]:
    """The words between bars; a backslash before a bar makes it a part of the word."""
    words = re.findall(r"(?:[^\\|]|\\.)+", cell, re.DOTALL)
    return tuple(re.sub(r"\\(.)", r"\1", word, flags=re.DOTALL).strip() for word in words)
