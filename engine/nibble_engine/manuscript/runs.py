"""Runs as they can be written in Markdown: no white space at the edge of a look, none twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from nibble_engine.manuscript.blocks import Line, Run

_AROUND_BREAK = re.compile(r"[^\S\n\u3000]*\n[^\S\n\u3000]*\n?")
_INDENT = "\u3000"
"""The wide space with which Chinese paragraphs begin; other space at a beginning says nothing."""
_Look = tuple[bool, bool, bool, bool, str]
_PLAIN: _Look = (False, False, False, False, "")


class _Cell(NamedTuple):
    """A character, or a picture; ``kind`` tells the two apart."""

    text: str
    look: _Look
    picture: bool = False


_BREAK = _Cell("\n", _PLAIN)
_EDGE = _Cell("", _PLAIN)


def tidy(runs: Iterable[Run]) -> Line:
    """The same text in as few runs as can be.

    White space has a look only where what stands on both sides of it has that look, and a line
    neither begins nor ends with it.
    """
    given = tuple(runs)
    if len(given) == 1 and _is_tidy(given[0]):
        return given
    cells = _trimmed([cell for run in given for cell in _cells(run)])
    _bleach(cells)
    made: list[Run] = []
    for (look, picture), group in groupby(cells, key=lambda cell: (cell.look, cell.picture)):
        if picture:
            made += [Run(cell.text, link=look[4], picture=True) for cell in group]
        else:
            made.append(Run("".join(cell.text for cell in group), *look))
    return tuple(made)


def _is_tidy(run: Run) -> bool:
    """The usual case: one text without breaks."""
    text = run.text
    if not text or run.picture or run.look != _PLAIN or "\n" in text:
        return False
    return not text[0].isspace() and not text[-1].isspace()


def _cells(run: Run) -> Iterator[_Cell]:
    if run.picture:
        yield _Cell(" ".join(run.text.split()), (*_PLAIN[:4], run.link), True)
        return
    look = run.look
    for character in run.text:
        space = run.code and character.isspace()
        yield _Cell(" " if space else character, look)


def _trimmed(cells: list[_Cell]) -> list[_Cell]:
    text = "".join("\0" if cell.picture else cell.text for cell in cells)
    start = len(text) - len(text.lstrip())
    indent = text[:start].rpartition("\n")[2].count(_INDENT)
    end = len(text.rstrip())
    if end <= start:
        return []
    kept = [_Cell(_INDENT, _PLAIN)] * indent
    at = start
    for match in _AROUND_BREAK.finditer(text, start, end):
        kept += [*cells[at : match.start()], _BREAK]
        at = match.end()
    return kept + cells[at:end]


def _bleach(cells: list[_Cell]) -> None:
    """Gives white space the look that it shares with both of its neighbours."""
    at = 0
    while at < len(cells):
        end = at
        while end < len(cells) and not cells[end].picture and cells[end].text.isspace():
            end += 1
        if end > at:
            before = cells[at - 1] if at else _EDGE
            after = cells[end] if end < len(cells) else _EDGE
            if before.look != _PLAIN or after.look != _PLAIN or cells[at].look != _PLAIN:
                look = _shared(before, after, cells[at:end])
                cells[at:end] = [_Cell(cell.text, look) for cell in cells[at:end]]
        at = end + 1


def _shared(before: _Cell, after: _Cell, between: list[_Cell]) -> _Look:
    one, other = before.look, after.look
    code = one[2] and other[2] and all(cell.look[2] for cell in between)
    same_link = one[4] == other[4] and not (before.picture or after.picture)
    return (
        one[0] and other[0],
        one[1] and other[1],
        code,
        one[3] and other[3],
        one[4] if same_link else "",
    )
