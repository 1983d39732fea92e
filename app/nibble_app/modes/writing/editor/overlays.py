"""Marks over the text from several parts: each part has its own, and the field draws them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

Selection = QTextEdit.ExtraSelection


class Overlays:
    """Qt keeps one list of extra selections for a field; here are several by name, the later
    named over the earlier."""

    def __init__(self, editor: QPlainTextEdit, order: Sequence[str]) -> None:
        self._editor = editor
        self._lists: dict[str, list[Selection]] = {name: [] for name in order}

    def put(self, name: str, selections: Iterable[Selection]) -> None:
        """Another list under this name."""
        made = list(selections)
        if made or self._lists[name]:
            self._lists[name] = made
            self._editor.setExtraSelections([one for made in self._lists.values() for one in made])

    def selection(self, start: int, end: int, form: QTextCharFormat) -> Selection:
        """A mark from one place to another, as Qt counts."""
        made = QTextEdit.ExtraSelection()
        made.cursor = QTextCursor(self._editor.document())
        made.cursor.setPosition(start)
        made.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        made.format = form
        return made
