"""A document as the model will see it: plain text, its passages bracketed in the margin."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from nibble_app.theme import Theme
from nibble_app.widgets.text_places import Places, selection
from nibble_engine.knowledge.passage import Passage

_MARGIN = 20
_HOOK = 5
# Qt takes these for ends of paragraphs or frames: each is shown as one other character, so that
# places in the text stay what they are.
_ODD = re.compile("[\r\ufdd0\ufdd1]")


class _Margin(QWidget):
    """Where the brackets are; the text draws them."""

    def __init__(self, text: PassageText) -> None:
        super().__init__(text)
        self._text = text

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws those in sight."""
        self._text.draw_brackets(self)


class PassageText(QPlainTextEdit):
    """The passage with the cursor is the chosen one; `passage_chosen` tells its number, or -1."""

    passage_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._passages: Sequence[Passage] = ()
        self._starts: list[int] = []
        self._places = Places("")
        self.span: tuple[int, int] | None = None
        """What is highlighted, in characters."""
        self.chosen = -1
        """The number of the chosen passage; -1 for none."""
        self.setProperty("kind", "pane")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._margin = _Margin(self)
        self.setViewportMargins(_MARGIN, 0, 0, 0)
        self.cursorPositionChanged.connect(self._cursor_moved)
        self.updateRequest.connect(lambda rect, dy: self._margin.update())
        theme.changed.connect(self._mark)

    def put(self, text: str, passages: Sequence[Passage]) -> None:
        """Another document; its passages are in reading order."""
        self._passages, self.span, self.chosen = passages, None, -1
        self._starts = [passage.start for passage in passages]
        self._places = Places(text)
        self.setPlainText(_ODD.sub("\ufffd", text))
        self._cursor_moved()
        self._mark()

    def choose(self, number: int) -> None:
        """Puts the cursor at the beginning of a passage, and that in sight."""
        if 0 <= number < len(self._passages):
            self.setTextCursor(self._cursor(self._passages[number].start))
            self.centerCursor()

    def show_span(self, start: int, end: int) -> None:
        """Highlights these characters of the text and scrolls there."""
        self.span = (start, end)
        self.setTextCursor(self._cursor(start))
        self.centerCursor()
        self._mark()

    def find_words(self, words: str, *, backward: bool = False) -> bool:
        """Selects the next place that has the words, after the last one from the first on;
        whether there is one."""
        flags = QTextDocument.FindFlag(0)
        if backward:
            flags |= QTextDocument.FindFlag.FindBackward
        found = self.document().find(words, self.textCursor(), flags)
        if found.isNull():
            edge = QTextCursor(self.document())
            if backward:
                edge.movePosition(QTextCursor.MoveOperation.End)
            found = self.document().find(words, edge, flags)
        if found.isNull():
            return False
        self.setTextCursor(found)
        self.centerCursor()
        return True

    def selected(self) -> tuple[int, int]:
        """What is selected, in characters."""
        return selection(self.textCursor())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The margin is as high as the text."""
        super().resizeEvent(event)
        view = self.viewport().geometry()
        self._margin.setGeometry(QRect(view.left() - _MARGIN, view.top(), _MARGIN, view.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Gives every other passage and the chosen one a ground. Only those in sight: a long
        document has thousands."""
        painter = QPainter(self.viewport())
        tokens = self._theme.tokens
        for number in self._in_sight():
            top, bottom = self._heights(self._passages[number])
            box = QRect(0, top, self.viewport().width(), bottom - top)
            if number == self.chosen:
                painter.fillRect(box, QColor(tokens.accent_soft))
            elif number % 2:
                painter.fillRect(box, QColor(tokens.window))
        painter.end()
        super().paintEvent(event)

    def draw_brackets(self, margin: QWidget) -> None:
        """Draws a bracket along each passage in sight."""
        painter = QPainter(margin)
        tokens = self._theme.tokens
        for number in self._in_sight():
            chosen = number == self.chosen
            painter.setPen(QPen(QColor(tokens.accent if chosen else tokens.border_strong), 2))
            top, bottom = self._heights(self._passages[number])
            x = _MARGIN - _HOOK - 5
            painter.drawLine(x, top, x, bottom)
            painter.drawLine(x, top, x + _HOOK, top)
            painter.drawLine(x, bottom, x + _HOOK, bottom)

    def _heights(self, passage: Passage) -> tuple[int, int]:
        first, last = self._sight()
        above, below = -_HOOK, self.viewport().height() + _HOOK
        top = self.cursorRect(self._cursor(passage.start)).top() + 2
        end = max(passage.start, passage.end - 1)
        bottom = self.cursorRect(self._cursor(end)).bottom() - 2
        return (
            above if passage.start < first else top,
            below if passage.end > last + 1 else bottom,
        )

    def _sight(self) -> tuple[int, int]:
        """The first and the last character in sight."""
        size = self.viewport().size()
        last = self.cursorForPosition(QPoint(size.width() - 1, size.height() - 1)).position()
        first = self.firstVisibleBlock().position()
        return self._places.characters(first), self._places.characters(last)

    def _in_sight(self) -> Iterator[int]:
        first, last = self._sight()
        number = max(bisect_right(self._starts, first) - 1, 0)
        while number < len(self._passages) and self._passages[number].start <= last:
            yield number
            number += 1

    def _cursor(self, start: int, end: int | None = None) -> QTextCursor:
        cursor = QTextCursor(self.document())
        longest = self.document().characterCount() - 1
        cursor.setPosition(min(self._places.units(start), longest))
        if end is not None:
            place = min(self._places.units(end), longest)
            cursor.setPosition(place, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _cursor_moved(self) -> None:
        at = self._places.characters(self.textCursor().position())
        number = bisect_right(self._starts, at) - 1
        if number != self.chosen:
            self.chosen = number
            self._repaint()
            self.passage_chosen.emit(number)

    def _mark(self) -> None:
        marks = []
        if self.span is not None:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = self._cursor(*self.span)
            mark.format.setBackground(QColor(self._theme.tokens.warning_soft))
            mark.format.setFontUnderline(True)
            marks.append(mark)
        self.setExtraSelections(marks)
        self._repaint()

    def _repaint(self) -> None:
        self.viewport().update()
        self._margin.update()
