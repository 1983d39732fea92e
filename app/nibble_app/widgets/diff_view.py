"""Shows what changed: what went is struck through, what came is underlined, both on a colour."""

from __future__ import annotations

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from nibble_app.theme import Theme
from nibble_app.widgets.diff import Change


class DiffView(QTextEdit):
    """Read-only; shows changes, or a text as it comes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._changes: list[Change] = []
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        theme.changed.connect(lambda: self.show_changes(self._changes))

    def show_changes(self, changes: list[Change]) -> None:
        """Shows these instead of what was there."""
        self._changes = changes
        self.clear()
        for change in changes:
            self._write(change)

    def append(self, text: str) -> None:
        """More of a text that is being written."""
        self._changes.append(Change("same", text))
        self._write(self._changes[-1])

    def _write(self, change: Change) -> None:
        tokens = self._theme.tokens
        form = QTextCharFormat()
        form.setForeground(QColor(tokens.text))
        if change.kind == "inserted":
            form.setBackground(QColor(tokens.inserted))
            form.setFontUnderline(True)
        elif change.kind == "deleted":
            form.setBackground(QColor(tokens.deleted))
            form.setFontStrikeOut(True)
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(change.text, form)
