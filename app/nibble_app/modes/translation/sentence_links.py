"""Which sentence of the translation stands for which of the text, shown in both panes."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QMouseEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from nibble_app.theme.theme import Theme
from nibble_app.widgets.text_places import select
from nibble_engine.api import SentenceDone


class SentenceLinks(QObject):
    """Marks the sentence under the mouse or the cursor and its counterpart in the other pane."""

    def __init__(
        self, source: QPlainTextEdit, output: QPlainTextEdit, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._panes = (source, output)
        self._theme = theme
        self._sentences: list[tuple[QTextCursor, QTextCursor]] = []
        self.current: int | None = None
        for side, pane in enumerate(self._panes):
            pane.cursorPositionChanged.connect(lambda side=side: self._cursor_moved(side))
            pane.viewport().setMouseTracking(True)
            pane.viewport().installEventFilter(self)

    def clear(self) -> None:
        """The translation is no longer that of the text."""
        self._sentences = []
        self._mark(None)

    def add(self, sentence: SentenceDone) -> None:
        """A sentence is there in both panes."""
        cursors = tuple(QTextCursor(pane.document()) for pane in self._panes)
        for cursor, place in zip(cursors, (sentence.source, sentence.target), strict=True):
            cursor.setKeepPositionOnInsert(True)
            select(cursor, *place)
        self._sentences.append((cursors[0], cursors[1]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse over a pane; leaving it gives the mark back to the cursor."""
        side = next(s for s, pane in enumerate(self._panes) if watched is pane.viewport())
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            pane = self._panes[side]
            self._mark(self._at(side, pane.cursorForPosition(event.position().toPoint())))
        elif event.type() == QEvent.Type.Leave:
            self._mark(None)
        return False

    def _cursor_moved(self, side: int) -> None:
        if self._panes[side].hasFocus():
            self._mark(self._at(side, self._panes[side].textCursor()))

    def _at(self, side: int, cursor: QTextCursor) -> int | None:
        """The sentence that holds the cursor, if one does."""
        starts = [sentence[side].selectionStart() for sentence in self._sentences]
        index = bisect_right(starts, cursor.position()) - 1
        if index < 0 or cursor.position() > self._sentences[index][side].selectionEnd():
            return None
        return index

    def _mark(self, index: int | None) -> None:
        if index == self.current:
            return
        self.current = index
        for side, pane in enumerate(self._panes):
            marks = [] if index is None else [self._selection(self._sentences[index][side])]
            pane.setExtraSelections(marks)

    def _selection(self, cursor: QTextCursor) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        mark.format.setBackground(QColor(self._theme.tokens.accent_soft))
        return mark
