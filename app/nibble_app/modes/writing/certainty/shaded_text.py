"""An answer word by word, shaded by how sure the model was; one word is the current one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from nibble_app.modes.writing.certainty.scale import STEPS, UNSURE, Step, draw_line, ground, step_of
from nibble_app.theme import Theme, Tokens
from nibble_app.widgets.text_places import Places
from nibble_engine.writing.certain_words import Word

_Key = Qt.Key
_LINE_HEIGHT = 160  # per cent: there are lines below the words
_BELOW = 5.0  # pixels from the letters' foot to the lower edge of the line below them


class ShadedText(QTextEdit):
    """Read-only. Arrow keys and clicks choose the current word, Ctrl with an arrow key the next
    unsure one; `entered` when Enter is pressed on it. `pointed` has the word under the mouse, -1
    for none.

    The shades are formats of the text's layout, set once: nothing is made for a single word.
    """

    current_changed = Signal(int)
    pointed = Signal(int)
    entered = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: list[Word] = []
        self._places: list[tuple[int, int]] = []  # in Qt's units
        self._starts: list[int] = []
        self._marked: frozenset[int] = frozenset()
        self._current = self._pointed = -1
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setAcceptRichText(False)
        self.setProperty("kind", "shaded")
        self.setCursorWidth(0)
        self.setTabChangesFocus(True)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(self.tr("The answer, shaded by how sure the model was"))
        theme.changed.connect(self._shade)

    def show_words(self, text: str, words: Sequence[Word]) -> None:
        """Shows an answer, its first word the current one."""
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(_lines())
        # Qt would take "\r" for another line.
        cursor.insertText(text.replace("\r", " "))
        places = Places(text)
        self._words = list(words)
        self._places = [(places.units(word.start), places.units(word.end)) for word in words]
        self._starts = [start for start, _ in self._places]
        self._marked = frozenset()
        self._pointed = -1
        self._current = 0 if self._words else -1
        self._shade()

    def mark(self, words: Sequence[int]) -> None:
        """Puts a frame around these words."""
        self._marked = frozenset(words)
        self.viewport().update()

    @property
    def current(self) -> int:
        """The current word, -1 where there is none."""
        return self._current

    def go_to(self, word: int) -> None:
        """Makes a word the current one and brings it into sight."""
        if not 0 <= word < len(self._words):
            return
        self._current = word
        cursor = self.textCursor()
        cursor.setPosition(self._places[word][0])
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self.viewport().update()
        self.current_changed.emit(word)

    def go_to_unsure(self, step: int) -> None:
        """The next unsure word (``step`` 1) or the one before (-1), if there is one."""
        at = self._current + step
        while 0 <= at < len(self._words):
            if self._words[at].certainty < UNSURE:
                self.go_to(at)
                return
            at += step

    def word_at(self, point: QPoint) -> int:
        """The word at a point of the viewport, -1 for none."""
        found = bisect_right(self._starts, self.cursorForPosition(point).position()) - 1
        # The nearest place between two letters may be the end of the word before or behind.
        for word in (found, found - 1):
            if word >= 0 and any(box.contains(point) for box in self._boxes(word)):
                return word
        return -1

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Word by word instead of letter by letter."""
        unsure = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        sideways = {_Key.Key_Left: -1, _Key.Key_Right: 1}
        upright = {
            _Key.Key_Up: QTextCursor.MoveOperation.Up,
            _Key.Key_Down: QTextCursor.MoveOperation.Down,
        }
        key = _Key(event.key())
        if key in sideways:
            move = self.go_to_unsure if unsure else self._step
            move(sideways[key])
        elif key in upright:
            self._go_by_line(upright[key])
        elif key in (_Key.Key_Home, _Key.Key_End):
            self.go_to(0 if key is _Key.Key_Home else len(self._words) - 1)
        elif key in (_Key.Key_Return, _Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The word under the mouse is told."""
        super().mouseMoveEvent(event)
        self._point(self.word_at(event.position().toPoint()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click makes the word the current one; what is selected stays, to be copied."""
        super().mouseReleaseEvent(event)
        word = self.word_at(event.position().toPoint())
        if word >= 0 and not self.textCursor().hasSelection():
            self.go_to(word)

    def leaveEvent(self, event: QEvent) -> None:
        """No word is under the mouse any more."""
        super().leaveEvent(event)
        self._point(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines below the words, and frames: thin around marked words, thick around the current."""
        super().paintEvent(event)
        if not self._words:
            return
        tokens = self._theme.tokens
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for word in self._in_sight():
                boxes = list(self._boxes(word))
                for box in boxes:
                    draw_line(painter, box, step_of(self._words[word].certainty), tokens)
                if word == self._current:
                    colour = tokens.accent if self.hasFocus() else tokens.muted
                    painter.setPen(QPen(QColor(colour), 2.0))
                elif word in self._marked:
                    painter.setPen(QPen(QColor(tokens.accent), 1.0))
                else:
                    continue
                for box in boxes:
                    painter.drawRoundedRect(box.adjusted(-1, -1, 1, 1), 3, 3)

    def _step(self, step: int) -> None:
        self.go_to(self._current + step)

    def _go_by_line(self, move: QTextCursor.MoveOperation) -> None:
        if self._current < 0:
            return
        cursor = self.textCursor()
        cursor.setPosition(self._places[self._current][0])
        cursor.movePosition(move)
        self.go_to(max(0, bisect_right(self._starts, cursor.position()) - 1))

    def _point(self, word: int) -> None:
        if word != self._pointed:
            self._pointed = word
            self.pointed.emit(word)

    def _shade(self) -> None:
        """Formats of the layout, as a highlighter sets them; the text itself has none."""
        tokens = self._theme.tokens
        forms = {step: _ground(step, tokens) for step in STEPS}
        at, block = 0, self.document().begin()
        while block.isValid():
            ranges = []
            end = block.position() + block.length()
            while at < len(self._places) and self._places[at][0] < end:
                first, last = self._places[at]
                piece = QTextLayout.FormatRange()
                piece.start, piece.length = first - block.position(), last - first
                piece.format = forms[step_of(self._words[at].certainty)]
                ranges.append(piece)
                at += 1
            block.layout().setFormats(ranges)
            block = block.next()
        self.document().markContentsDirty(0, self.document().characterCount())

    def _in_sight(self) -> Iterator[int]:
        first = self.cursorForPosition(QPoint(0, 0))
        last = self.cursorForPosition(QPoint(self.viewport().width(), self.viewport().height()))
        at = max(0, bisect_right(self._starts, first.position()) - 1)
        while at < len(self._starts) and self._starts[at] <= last.position():
            yield at
            at += 1

    def _boxes(self, word: int) -> Iterator[QRectF]:
        """A word's place in the viewport, a box for each line that it is on."""
        place, place_end = self._places[word]
        block = self.document().findBlock(place)
        start, end = place - block.position(), place_end - block.position()
        layout = block.layout()
        scrolled = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        corner = layout.position() - scrolled
        yield from _line_boxes(layout, start, end, corner)


def _lines() -> QTextBlockFormat:
    form = QTextBlockFormat()
    form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return form


def _ground(step: Step, tokens: Tokens) -> QTextCharFormat:
    form = QTextCharFormat()
    if step.share:
        form.setBackground(ground(step, tokens))
    return form


def _line_boxes(layout: QTextLayout, start: int, end: int, corner: QPointF) -> Iterator[QRectF]:
    """From a little above the letters to where the line below them ends."""
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        first, last = line.textStart(), line.textStart() + line.textLength()
        if first < end and start < last:
            left = _across(line.cursorToX(max(start, first)))
            right = _across(line.cursorToX(min(end, last)))
            foot = corner.y() + line.y() + line.ascent()
            high = line.ascent() + _BELOW
            yield QRectF(corner.x() + left, foot - line.ascent(), right - left, high)


def _across(found: object) -> float:
    """Pixels: the bindings give the place, or the place and where it was cut to."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
