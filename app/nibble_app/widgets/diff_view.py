"""Shows what changed: what went is struck through, what came is underlined, both on a colour."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QColor, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from nibble_app.theme import Theme
from nibble_engine.differences import Piece

_LINE_HEIGHT = 135


class DiffView(QTextEdit):
    """Read-only; shows changes, or a text as it comes. What is copied is the new text."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._changes: list[Piece] = []
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        theme.changed.connect(self._draw)

    def show_changes(self, changes: list[Piece]) -> None:
        """Shows these instead of what was there."""
        self._changes = list(changes)
        self._draw()

    def append(self, text: str) -> None:
        """More of a text that is being written."""
        self._changes.append(Piece("same", text))
        self._write(self._changes[-1:])

    def changes(self) -> list[Piece]:
        """What is shown."""
        return list(self._changes)

    def createMimeDataFromSelection(self) -> QMimeData:
        """The selected part of the new text, as plain text."""
        data = QMimeData()
        data.setText(_kept(self.textCursor()))
        return data

    def _draw(self) -> None:
        self.clear()
        self._write(self._changes)

    def _write(self, changes: list[Piece]) -> None:
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        if self.document().isEmpty():
            cursor.setBlockFormat(_lines())
        for change in changes:
            cursor.insertText(change.text, self._format(change))
        cursor.endEditBlock()

    def _format(self, change: Piece) -> QTextCharFormat:
        tokens = self._theme.tokens
        form = QTextCharFormat()
        form.setForeground(QColor(tokens.text))
        if change.kind == "inserted":
            form.setBackground(QColor(tokens.inserted))
            form.setFontUnderline(True)
        elif change.kind == "deleted":
            form.setBackground(QColor(tokens.deleted))
            form.setFontStrikeOut(True)
        return form


def _lines() -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return form


def _kept(cursor: QTextCursor) -> str:
    """The selected text without what is struck through."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    block = cursor.document().findBlock(start)
    made = ""
    while block.isValid() and block.position() < end:
        made += _kept_in(block, start, end)
        last = block.position() + block.length() - 1
        # The end of a paragraph has a format too: that of the change it came with.
        if start <= last < end and not _struck(cursor.document().findBlock(last + 1)):
            made += "\n"
        block = block.next()
    return made


def _kept_in(block: QTextBlock, start: int, end: int) -> str:
    made = ""
    iterator = block.begin()
    while not iterator.atEnd():
        fragment = iterator.fragment()
        if not fragment.charFormat().fontStrikeOut():
            at = fragment.position()
            made += fragment.text()[max(0, start - at) : max(0, end - at)]
        iterator += 1
    return made.replace("\u2028", "\n")


def _struck(block: QTextBlock) -> bool:
    return block.charFormat().fontStrikeOut()
