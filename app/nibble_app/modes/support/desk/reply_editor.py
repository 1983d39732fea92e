"""Where the agent edits the reply: plain text with the numbers of its sources in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from nibble_app.modes.support.desk.citation_mark import (
    MARK,
    CitationPainter,
    is_doubted,
    mark_format,
    number_of,
)
from nibble_app.modes.support.desk.pieces import Piece
from nibble_app.theme import Theme
from nibble_app.widgets.text_places import select, text_of


class ReplyEditor(QTextEdit):
    """`citation_asked` with a number when a mark is clicked, or Ctrl+Enter is pressed beside it;
    `canned_asked` when a slash is typed where a word begins."""

    citation_asked = Signal(int)
    canned_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._breaches: list[tuple[int, int]] = []
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.viewport().setMouseTracking(True)
        self._painter = CitationPainter(theme, self.document())
        self.currentCharFormatChanged.connect(self._forget_mark)
        theme.changed.connect(self._redraw)

    def put(self, pieces: Sequence[Piece]) -> None:
        """Another reply in place of what is there; one step for Undo."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        cursor.setBlockFormat(QTextBlockFormat())
        for piece in pieces:
            cursor.insertText(piece.text, QTextCharFormat())
            if piece.number:
                cursor.insertText(MARK, mark_format(piece.number))
            cursor.insertText(piece.gap, QTextCharFormat())
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def text(self) -> str:
        """What the customer would read: without the numbers, and without blanks around it."""
        return self.whole().strip()

    def whole(self) -> str:
        """All of the text without the numbers; places of breaches are places in it."""
        return text_of(self.document()).replace(MARK, "")

    def pieces(self) -> list[Piece]:
        """What is there, such that `put` shows it again."""
        raw, made, at = text_of(self.document()), [], 0
        for place, number in self._marks():
            made.append(Piece(raw[at:place], number))
            at = place + 1
        return [*made, Piece(raw[at:])]

    def insert(self, text: str) -> None:
        """Plain text at the cursor."""
        self.textCursor().insertText(text, QTextCharFormat())
        self.ensureCursorVisible()

    def cited(self) -> list[tuple[str, int]]:
        """Each number with the text before it, from the number or the line's beginning before."""
        found, at = [], 0
        raw = text_of(self.document())
        for place, number in self._marks():
            begins = max(raw.rfind("\n", at, place) + 1, at)
            found.append((raw[begins:place].strip(), number))
            at = place + 1
        return found

    def doubt(self, doubted: Sequence[bool]) -> None:
        """Tells of each mark, in order, whether its source no longer says what stands there."""
        for (place, number), wrong in zip(list(self._marks()), doubted, strict=False):
            cursor = self._cursor(place, place + 1)
            made = mark_format(number, doubted=wrong)
            if cursor.charFormat() != made:
                blocked = self.blockSignals(True)
                cursor.joinPreviousEditBlock()
                cursor.setCharFormat(made)
                cursor.endEditBlock()
                self.blockSignals(blocked)

    def doubted(self) -> list[bool]:
        """What `doubt` said of each mark."""
        return [
            is_doubted(self._cursor(place, place + 1).charFormat()) for place, _ in self._marks()
        ]

    def show_breaches(self, spans: Sequence[tuple[int, int]]) -> None:
        """Underlines these parts of `whole`."""
        self._breaches = list(spans)
        self._redraw()

    def go_to(self, start: int, end: int) -> None:
        """Selects a part of `whole`."""
        self.setTextCursor(self._cursor(*self._raw(start, end)))
        self.setFocus()
        self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if number := self._number_beside():
                self.citation_asked.emit(number)
        elif event.text() == "/" and self._begins_word():
            self.canned_asked.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a number shows its source."""
        if number := self._number_at(event.position().toPoint()):
            self.citation_asked.emit(number)
        else:
            super().mousePressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """The pointer shows what can be clicked."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            over = self._number_at(event.position().toPoint())
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor
            self.viewport().setCursor(shape)
        return super().viewportEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied has no numbers."""
        data = QMimeData()
        text = self.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
        data.setText(text.replace(MARK, ""))
        return data

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Pasted text comes without its formats."""
        if source.hasText():
            self.insert(source.text().replace(MARK, ""))

    def _marks(self) -> Iterator[tuple[int, int]]:
        """Place, in characters of the text with marks, and number of each."""
        for place, letter in enumerate(text_of(self.document())):
            if letter == MARK:
                number = number_of(self._cursor(place, place + 1).charFormat())
                if number:
                    yield place, number

    def _number_at(self, point: QPoint) -> int:
        for place, number in self._marks():
            start, end = self._cursor(place, place), self._cursor(place + 1, place + 1)
            box = self.cursorRect(start)
            box.setRight(max(box.left() + 8, self.cursorRect(end).left()))
            if box.contains(point):
                return number
        return 0

    def _number_beside(self) -> int:
        at = self.textCursor().position()
        for place, number in self._marks():
            units = self._cursor(place, place).position()
            if units in (at, at - 1):
                return number
        return 0

    def _begins_word(self) -> bool:
        cursor = self.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        return not before or before[-1].isspace() or before[-1] == MARK

    def _forget_mark(self, form: QTextCharFormat) -> None:
        """What is typed beside a number is no number."""
        if number_of(form):
            self.setCurrentCharFormat(QTextCharFormat())

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        select(cursor, start, end)
        return cursor

    def _raw(self, start: int, end: int) -> tuple[int, int]:
        """Places in the text with the marks from those in the text without."""
        raw = text_of(self.document())
        places = [at for at, letter in enumerate(raw) if letter != MARK]
        places.append(len(raw))
        return places[min(start, len(places) - 1)], places[min(end, len(places) - 1)]

    def _redraw(self) -> None:
        marked = []
        for start, end in self._breaches:
            one = QTextEdit.ExtraSelection()
            one.cursor = self._cursor(*self._raw(start, end))
            one.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            one.format.setUnderlineColor(QColor(self._theme.tokens.danger))
            one.format.setBackground(QColor(self._theme.tokens.danger_soft))
            marked.append(one)
        self.setExtraSelections(marked)
        self.viewport().update()
