"""The document that is open, as the parts of the writing page see it.

All places are characters of `text`, as Python counts them.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from nibble_app.widgets.text_places import Places, select, selected_text, selection, text_of

Span = tuple[int, int]


class Manuscript(QObject):
    """Stands between the editor and the parts; it keeps no text of its own."""

    text_changed = Signal()
    document_changed = Signal(str)
    """The id of the document that is open now, empty for a new one that is not kept yet."""

    def __init__(self, editor: QPlainTextEdit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        self.document = ""
        self._text: str | None = None
        editor.document().contentsChange.connect(self._changed)

    @property
    def text(self) -> str:
        """All of it."""
        if self._text is None:
            self._text = text_of(self.editor.document())
        return self._text

    def open(self, document: str, text: str) -> None:
        """Another document is in the editor, with a fresh undo history."""
        self.document = document
        self.editor.setPlainText(text)
        self.editor.document().setModified(False)
        self.document_changed.emit(document)

    def named(self, document: str) -> None:
        """The new document that is open was kept under this id."""
        self.document = document
        self.document_changed.emit(document)

    def selection(self) -> Span:
        """What is selected; both the same where nothing is."""
        return selection(self.editor.textCursor())

    def paragraph(self) -> Span:
        """The paragraph that the cursor is in, without its line end."""
        block = self.editor.textCursor().block()
        places, last = Places(self.text), block.position() + block.length() - 1
        return places.characters(block.position()), places.characters(last)

    def anchor(self, start: int, end: int) -> QTextCursor:
        """A cursor that selects the span, and goes on selecting it while the text around it is
        edited. What is typed at its end does not become part of it."""
        cursor = QTextCursor(self.editor.document())
        select(cursor, start, end)
        cursor.setKeepPositionOnInsert(True)
        return cursor

    def span(self, anchor: QTextCursor) -> Span:
        """Where an anchor's text is now."""
        return selection(anchor)

    def replace(self, start: int, end: int, text: str) -> None:
        """Puts ``text`` in place of the span: one step of the undo history, and nothing else of
        the document is touched. The cursor stays with the words it was at."""
        cursor = QTextCursor(self.editor.document())
        select(cursor, start, end)
        if selected_text(cursor) == text:
            return
        cursor.beginEditBlock()
        cursor.insertText(text)
        cursor.endEditBlock()

    def show(self, start: int, end: int) -> None:
        """Selects the span and brings it into sight."""
        cursor = self.editor.textCursor()
        select(cursor, start, end)
        self.editor.setTextCursor(cursor)
        self.editor.ensureCursorVisible()

    def _changed(self, position: int, removed: int, added: int) -> None:
        self._text = None
        if removed or added:
            self.text_changed.emit()
