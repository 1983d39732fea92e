"""Keeps the places of many changes while the text around them is edited."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtGui import QTextCursor, QTextDocument

from nibble_app.modes.writing.changes.places import Span
from nibble_app.widgets.text_places import Places


class Anchors:
    """A cursor of the document for each key; many are put and asked for in one pass."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._cursors: dict[int, QTextCursor] = {}

    def put(self, text: str, spans: Mapping[int, Span]) -> None:
        """Where they stand in ``text``, which is that of the document."""
        places = Places(text)
        for key, (start, end) in spans.items():
            cursor = self._cursors.get(key)
            if cursor is None:
                cursor = self._cursors[key] = QTextCursor(self._document)
                cursor.setKeepPositionOnInsert(True)
            cursor.setPosition(places.units(start))
            cursor.setPosition(places.units(end), QTextCursor.MoveMode.KeepAnchor)

    def keep(self, keys: Iterable[int]) -> None:
        """Forgets all others."""
        self._cursors = {key: self._cursors[key] for key in keys if key in self._cursors}

    def spans(self, text: str) -> dict[int, Span]:
        """Where they stand now, in ``text``, which is that of the document."""
        places = Places(text)
        return {
            key: (places.characters(one.selectionStart()), places.characters(one.selectionEnd()))
            for key, one in self._cursors.items()
        }
