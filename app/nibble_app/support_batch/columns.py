"""The table with what was found out about each message as further columns."""

from __future__ import annotations

import json
from collections.abc import Iterator

from nibble_app.support_batch.answering import revealed
from nibble_app.support_batch.row import Answer, Row
from nibble_app.support_batch.work import BatchWork
from nibble_engine.support.personal_data import Masking

Cell = str | float | bool | None | list[dict[str, str | int]]
NAMES = (
    "intent",
    "intent_confidence",
    "urgency",
    "mood",
    "language",
    "draft",
    "mode",
    "citations",
    "confidence",
    "hand_over",
    "error",
)


def headings(work: BatchWork) -> tuple[str, ...]:
    """Those of the table, then ours; where the table has such a column already, ours is called
    otherwise."""
    theirs = work.table.headings
    return (*theirs, *(name if name not in theirs else f"nibble_{name}" for name in NAMES))


def lines(work: BatchWork, *, personal: bool = False) -> Iterator[tuple[Cell, ...]]:
    """A row of cells for each row of the table; with ``personal``, personal data is not masked."""
    for row, cells in zip(work.rows, work.table.rows, strict=True):
        message = work.message(row.number)
        if personal:
            yield (*cells, *_ours(row, message))
            continue
        masking = Masking()
        masking.mask(message)  # its marks are those of the draft
        yield (*map(masking.mask, cells), *_ours(row, None))


def text_of(cell: Cell) -> str:
    """A cell as a table of text has it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        return json.dumps(cell, ensure_ascii=False) if cell else ""
    return str(cell)


def _ours(row: Row, message: str | None) -> Iterator[Cell]:
    """Nothing but the error's code where there is no answer."""
    answer = row.answer
    if answer is None:
        yield from (None for _ in NAMES[:-1])
    else:
        yield from _of_answer(answer, message)
    yield row.error.code if row.error else ""


def _of_answer(answer: Answer, message: str | None) -> Iterator[Cell]:
    for name in NAMES[:-1]:
        if name == "draft" and message is not None:
            yield revealed(answer.draft, message)
        elif name == "citations":
            yield [
                {"document": c.document, "start": c.start, "end": c.end, "quote": c.quote}
                for c in answer.citations
            ]
        else:
            value: Cell = getattr(answer, name)
            yield value
