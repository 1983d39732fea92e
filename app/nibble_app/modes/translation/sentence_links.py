"""Which sentence of the translation stands for which of the text, shown in both panes."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QColor, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from nibble_app.theme.theme import Theme
from nibble_app.widgets.text_places import select
from nibble_engine.api import Risk, SentenceDone


class _Linked(NamedTuple):
    cursors: tuple[QTextCursor, QTextCursor]
    risks: tuple[Risk, ...]


class SentenceLinks(QObject):
    """Marks the sentence under the mouse or the cursor and its counterpart in the other pane;
    suspicious sentences of the translation are underlined. `changed` tells that another sentence
    is the `current` one, or that there are others."""

    changed = Signal()

    def __init__(
        self, source: QPlainTextEdit, output: QPlainTextEdit, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._panes = (source, output)
        self._theme = theme
        self._sentences: list[_Linked] = []
        self._current: int | None = None
        for side, pane in enumerate(self._panes):
            pane.cursorPositionChanged.connect(lambda side=side: self._cursor_moved(side))
            pane.viewport().setMouseTracking(True)
            pane.viewport().installEventFilter(self)
        theme.changed.connect(self._draw)

    @property
    def risks(self) -> tuple[Risk, ...]:
        """Of the current sentence."""
        return () if self._current is None else self._sentences[self._current].risks

    @property
    def suspicious(self) -> int:
        """How many sentences have a risk."""
        return sum(bool(sentence.risks) for sentence in self._sentences)

    def clear(self) -> None:
        """The translation is no longer that of the text."""
        self._sentences, self._current = [], None
        self._draw()

    def add(self, sentence: SentenceDone) -> None:
        """A sentence is there in both panes."""
        cursors = QTextCursor(self._panes[0].document()), QTextCursor(self._panes[1].document())
        for cursor, place in zip(cursors, (sentence.source, sentence.target), strict=True):
            cursor.setKeepPositionOnInsert(True)
            select(cursor, *place)
        self._sentences.append(_Linked(cursors, sentence.risks))
        if sentence.risks:
            self._draw()

    def to_next_risk(self) -> None:
        """Puts the cursor of the translation on the next suspicious sentence, around the end."""
        here = self._panes[1].textCursor().position()
        starts = [s.cursors[1].selectionStart() for s in self._sentences if s.risks]
        if starts:
            place = self._panes[1].textCursor()
            place.setPosition(next((start for start in starts if start > here), starts[0]))
            self._panes[1].setFocus()
            self._panes[1].setTextCursor(place)
            self._cursor_moved(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse over a pane; leaving it gives the mark back to the cursor."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            side = next(s for s, pane in enumerate(self._panes) if watched is pane.viewport())
            under = self._panes[side].cursorForPosition(event.position().toPoint())
            self._mark(self._at(side, under))
        elif event.type() == QEvent.Type.Leave:
            self._mark(None)
        return False

    def _cursor_moved(self, side: int) -> None:
        if self._panes[side].hasFocus():
            self._mark(self._at(side, self._panes[side].textCursor()))

    def _at(self, side: int, cursor: QTextCursor) -> int | None:
        """The sentence that holds the cursor, if one does."""
        places = [sentence.cursors[side] for sentence in self._sentences]
        starts = [place.selectionStart() for place in places]
        index = bisect_right(starts, cursor.position()) - 1
        if index < 0 or cursor.position() > places[index].selectionEnd():
            return None
        return index

    def _mark(self, index: int | None) -> None:
        if index != self._current:
            self._current = index
            self._draw()

    def _draw(self) -> None:
        tokens = self._theme.tokens
        warned = QTextCharFormat()
        warned.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        warned.setUnderlineColor(QColor(tokens.warning))
        lit = QTextCharFormat()
        lit.setBackground(QColor(tokens.accent_soft))
        for side, pane in enumerate(self._panes):
            marks = []
            if self._current is not None:
                marks.append(_selection(self._sentences[self._current].cursors[side], lit))
            if side == 1:
                marks += [_selection(s.cursors[1], warned) for s in self._sentences if s.risks]
            pane.setExtraSelections(marks)
        self.changed.emit()


def _selection(cursor: QTextCursor, how: QTextCharFormat) -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    mark.cursor, mark.format = cursor, how
    return mark
