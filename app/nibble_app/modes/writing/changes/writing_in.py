"""Puts accepted changes into the document, and says what was put where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from PySide6.QtGui import QTextCursor, QTextDocument

from nibble_app.modes.writing.changes.accepted import Accepted
from nibble_app.modes.writing.changes.pending import PendingChange
from nibble_app.modes.writing.changes.places import Replacement, merged
from nibble_app.modes.writing.changes.words import accepted_label
from nibble_app.widgets.text_places import Places
from nibble_engine.writing.proposal import Proposal


def write(document: QTextDocument, text: str, made: Sequence[Replacement]) -> None:
    """Makes replacements of ``text``, which is that of the document: one step of the undo history,
    and nothing between them is touched. They are in order and do not overlap."""
    places = Places(text)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for start, end, new in reversed(made):
        cursor.setPosition(places.units(start))
        cursor.setPosition(places.units(end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(new)
    cursor.endEditBlock()


def told_of(
    text: str,
    changes: Sequence[PendingChange],
    made: Sequence[Replacement],
    proposals: Mapping[int, Proposal],
) -> list[Accepted]:
    """What others hear of changes that make replacements of ``text``: one span for those of a
    proposal that follow each other, at its place in the new text."""
    told: list[Accepted] = []
    shift = 0
    rows = zip(changes, made, strict=True)
    for number, own in groupby(rows, key=lambda row: row[0].proposal):
        pairs = list(own)
        start, end, new = merged(text, [each for _, each in pairs])
        proposal = proposals[number]
        label = accepted_label(proposal, [change for change, _ in pairs])
        told.append(Accepted(start + shift, text[start:end], new, proposal, label))
        shift += len(new) - (end - start)
    return told
