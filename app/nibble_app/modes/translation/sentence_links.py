"""Which sentence of the translation stands for which of the text, shown in both panes."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QColor, QMouseEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from nibble_app.theme.theme import Theme
from nibble_app.widgets.text_places import select, selected_text
from nibble_engine.api import Risk, SentenceDone, TermUse


@dataclass
class Linked:
    """A sentence in both panes; ``source`` is its text as the engine had it."""

    cursors: tuple[QTextCursor, QTextCursor]
    source: str
    risks: tuple[Risk, ...] = ()
    terms: tuple[TermUse, ...] = ()

    @property
    def made(self) -> str:
        """Its translation."""
        return selected_text(self.cursors[1])

    @property
    def suspicious(self) -> bool:
        """Whether something is odd about it, or a term is not held."""
        return bool(self.risks) or any(not term.held for term in self.terms)


class SentenceLinks(QObject):
    """Marks the sentence under the mouse, or else the one with the cursor, and its counterpart in
    the other pane; suspicious sentences of the translation are underlined. `changed` tells that
    another sentence is the `current` one, or that there are others."""

    changed = Signal()

    def __init__(
        self, source: QPlainTextEdit, output: QPlainTextEdit, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._panes = (source, output)
        self._theme = theme
        self._sentences: list[Linked] = []
        self._hovered: Linked | None = None
        self._placed: Linked | None = None
        self._shift = 0  # characters by which replaced sentences made the translation longer
        for side, pane in enumerate(self._panes):
            pane.cursorPositionChanged.connect(lambda side=side: self._cursor_moved(side))
            pane.viewport().setMouseTracking(True)
            pane.viewport().installEventFilter(self)
        theme.changed.connect(self._draw)

    @property
    def current(self) -> Linked | None:
        """The sentence that is marked."""
        return self._hovered or self._placed

    @property
    def placed(self) -> Linked | None:
        """The sentence with the cursor, wherever the mouse is."""
        return self._placed

    @property
    def risks(self) -> tuple[Risk, ...]:
        """Of the current sentence."""
        return self.current.risks if self.current else ()

    @property
    def suspicious(self) -> int:
        """How many sentences need a look."""
        return sum(sentence.suspicious for sentence in self._sentences)

    def clear(self) -> None:
        """The translation is no longer that of the text."""
        self._sentences, self._hovered, self._placed, self._shift = [], None, None, 0
        self._draw()

    def add(self, done: SentenceDone) -> None:
        """A sentence is there in both panes."""
        cursors = QTextCursor(self._panes[0].document()), QTextCursor(self._panes[1].document())
        start, end = done.target
        for cursor, place in zip(
            cursors, (done.source, (start + self._shift, end + self._shift)), strict=True
        ):
            cursor.setKeepPositionOnInsert(True)
            select(cursor, *place)
        source = self._panes[0].toPlainText()[slice(*done.source)]
        sentence = Linked(cursors, source, done.risks, done.terms)
        self._sentences.append(sentence)
        before = self.current
        for pane, cursor in zip(self._panes, cursors, strict=True):
            at = pane.textCursor().position()
            if pane.hasFocus() and cursor.selectionStart() <= at <= cursor.selectionEnd():
                self._placed = sentence
        if sentence.suspicious or self.current is not before:
            self._draw()

    def at_cursor(self) -> Linked | None:
        """The sentence with the translation's cursor."""
        return self._at(1, self._panes[1].textCursor())

    def of_source(self, source: str) -> Linked | None:
        """The first sentence with this text."""
        return next((s for s in self._sentences if s.source == source), None)

    def replace(self, source: str, text: str) -> None:
        """Every sentence of this source gets another translation; what was odd about the old one
        is forgotten, see `judge`."""
        edit = QTextCursor(self._panes[1].document())
        spans = [
            (s.cursors[1].selectionStart(), s.cursors[1].selectionEnd()) for s in self._sentences
        ]
        longer = [0] * len(spans)
        edit.beginEditBlock()
        for index in reversed(range(len(spans))):
            if self._sentences[index].source != source:
                continue
            self._shift += len(text) - len(self._sentences[index].made)
            start, end = spans[index]
            edit.setPosition(start)
            edit.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            edit.insertText(text)
            longer[index] = edit.position() - end
        edit.endEditBlock()
        moved = 0
        for sentence, (start, end), more in zip(self._sentences, spans, longer, strict=True):
            sentence.cursors[1].setPosition(start + moved)
            moved += more
            sentence.cursors[1].setPosition(end + moved, QTextCursor.MoveMode.KeepAnchor)
        self.judge(source, (), ())

    def judge(self, source: str, risks: tuple[Risk, ...], terms: tuple[TermUse, ...]) -> None:
        """What is to be said about every sentence of this source."""
        for sentence in self._sentences:
            if sentence.source == source:
                sentence.risks, sentence.terms = risks, terms
        self._draw()

    def to_next_risk(self) -> None:
        """Puts the cursor of the translation on the next suspicious sentence, around the end."""
        here = self._panes[1].textCursor().position()
        starts = [s.cursors[1].selectionStart() for s in self._sentences if s.suspicious]
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
            self._mark(self._at(side, under), self._placed)
        elif event.type() == QEvent.Type.Leave:
            self._mark(None, self._placed)
        return False

    def _cursor_moved(self, side: int) -> None:
        if self._panes[side].hasFocus():
            self._mark(None, self._at(side, self._panes[side].textCursor()))

    def _at(self, side: int, cursor: QTextCursor) -> Linked | None:
        """The sentence that holds the cursor, if one does."""
        places = [sentence.cursors[side] for sentence in self._sentences]
        starts = [place.selectionStart() for place in places]
        index = bisect_right(starts, cursor.position()) - 1
        if index < 0 or cursor.position() > places[index].selectionEnd():
            return None
        return self._sentences[index]

    def _mark(self, hovered: Linked | None, placed: Linked | None) -> None:
        before = self.current
        self._hovered, self._placed = hovered, placed
        if self.current is not before:
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
            if self.current is not None:
                marks.append(_selection(self.current.cursors[side], lit))
            if side == 1:
                marks += [_selection(s.cursors[1], warned) for s in self._sentences if s.suspicious]
            pane.setExtraSelections(marks)
        self.changed.emit()


def _selection(cursor: QTextCursor, how: QTextCharFormat) -> QTextEdit.ExtraSelection:
    mark = QTextEdit.ExtraSelection()
    mark.cursor, mark.format = cursor, how
    return mark
