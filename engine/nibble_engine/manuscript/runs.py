"""Runs as they can be written in Markdown: no white space at the edge of a look, none twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from nibble_engine.manuscript.blocks import Line, Run

_PLAIN = Run("")
_AROUND_BREAK = re.compile(r"[^\S\n\u3000]*\n[^\S\n\u3000]*\n?")
_INDENT = "\u3000"
"""The wide space with which Chinese paragraphs begin; other space at a beginning says nothing."""


def tidy(runs: Iterable[Run]) -> Line:
    """The same text in as few runs as can be.

    White space has a look only where what stands on both sides of it has that look, and a line
    neither begins nor ends with it.
    """
    cells = _trimmed([cell for run in runs for cell in _cells(run)])
    _bleach(cells)
    made: list[Run] = []
    for _, group in groupby(cells, key=_key):
        pieces = list(group)
        if pieces[0].picture:
            made += pieces
        else:
            made.append(replace(pieces[0], text="".join(piece.text for piece in pieces)))
    return tuple(made)


def _key(cell: Run) -> tuple[object, ...]:
    return (*cell.look, cell.picture)


def _cells(run: Run) -> Iterator[Run]:
    """A run for each character; a picture is one."""
    if run.picture:
        yield replace(_PLAIN, text=" ".join(run.text.split()), link=run.link, picture=True)
        return
    for character in run.text:
        if not (character.isspace() and run.code):
            yield replace(run, text=character)
        else:
            yield replace(run, text=" ")


def _is_space(cell: Run) -> bool:
    return not cell.picture and cell.text.isspace()


def _trimmed(cells: list[Run]) -> list[Run]:
    text = "".join("\0" if cell.picture else cell.text for cell in cells)
    start = len(text) - len(text.lstrip())
    indent = text[:start].rpartition("\n")[2].count(_INDENT)
    end = len(text.rstrip())
    if end <= start:
        return []
    kept = [Run(_INDENT)] * indent
    at = start
    for match in _AROUND_BREAK.finditer(text, start, end):
        kept += [*cells[at : match.start()], Run("\n")]
        at = match.end()
    return kept + cells[at:end]


def _bleach(cells: list[Run]) -> None:
    """Gives white space the look that it shares with both of its neighbours."""
    at = 0
    while at < len(cells):
        end = at
        while end < len(cells) and _is_space(cells[end]):
            end += 1
        if end == at:
            at += 1
            continue
        before = cells[at - 1] if at else _PLAIN
        after = cells[end] if end < len(cells) else _PLAIN
        inside = before.code and after.code and all(cell.code for cell in cells[at:end])
        shared = Run(
            "",
            bold=before.bold and after.bold,
            italic=before.italic and after.italic,
            strike=before.strike and after.strike,
            code=inside,
            link=before.link if before.link == after.link and not _has(before, after) else "",
        )
        cells[at:end] = [replace(shared, text=cell.text) for cell in cells[at:end]]
        at = end


def _has(before: Run, after: Run) -> bool:
    return before.picture or after.picture
