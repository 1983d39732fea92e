"""A plain text field that keys and mouse read rightly: see `pointing`.

Qt's own moves of the cursor count a text that is only shown as if it were there, and can end
behind the last character. So while Qt handles a key or the mouse, no such text is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QTextBlock,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from nibble_app.modes.writing.editor.inline_text import InlineText
from nibble_app.modes.writing.editor.pointing import Spot, moved, nearest


class MouseTextEdit(QPlainTextEdit):
    """Its lines may stand apart, and some of what it shows may not be there."""

    selection_made = Signal(bool)
    """A selection was finished with the mouse (False), or a key asks about it (True)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inlines: list[InlineText] = []
        self._shift = QPointF()
        self._passing = False

    def visible_blocks(self) -> Iterator[QTextBlock]:
        """The paragraphs that are in sight."""
        block, height = self.firstVisibleBlock(), self.viewport().height()
        top = self.block_top(block)
        while block.isValid() and top <= height:
            yield block
            top += self.blockBoundingRect(block).height()
            block = block.next()

    def block_top(self, block: QTextBlock) -> float:
        """Where a paragraph begins, in pixels of the viewport."""
        return self.blockBoundingGeometry(block).translated(self.contentOffset()).top()

    def cursorForPosition(self, pos: QPoint) -> QTextCursor:
        """As Qt's, for the nearest line and without what is only shown."""
        spot = self._spot(pos)
        cursor = QTextCursor(self.document())
        if spot is not None:
            x = pos.x() - self.contentOffset().x()
            cursor.setPosition(spot.place(x, self._inlines))
        return cursor

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click between two lines belongs to the nearer one."""
        self._shift = QPointF()
        place = self.cursorForPosition(event.position().toPoint())
        moves = any(inline.block_shift(place.block())[1] for inline in self._inlines)
        self._hold(True)
        if moves:
            # The words move back below the mouse: what it does until it is released is meant
            # for them.
            self._shift = QPointF(self.cursorRect(place).center()) - event.position()
        super().mousePressEvent(self._meant(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """As pressing."""
        super().mouseMoveEvent(self._meant(event))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """As pressing."""
        super().mouseDoubleClickEvent(self._meant(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tells of a selection."""
        super().mouseReleaseEvent(self._meant(event))
        self._shift = QPointF()
        self._hold(False)
        if event.button() == Qt.MouseButton.LeftButton and self.textCursor().hasSelection():
            self.selection_made.emit(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the module."""
        with self._held():
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """See the module."""
        self._hold(True)
        super().dragEnterEvent(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Nothing was dropped."""
        super().dragLeaveEvent(event)
        self._hold(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """The end of a drag."""
        super().dropEvent(event)
        self._hold(False)

    def event(self, event: QEvent) -> bool:
        """Wheel and mouse beside the column are meant for it."""
        # What the column or its bar leaves comes back here, and is not to go round in circles.
        if self._passing or not isinstance(event, QWheelEvent | QMouseEvent):
            return super().event(event)
        self._passing = True
        if isinstance(event, QMouseEvent):
            place = self.viewport().mapFromGlobal(event.globalPosition())
            inside = min(max(place.x(), 0.0), self.viewport().width() - 1.0)
            by = QPointF(inside, place.y()) - event.position()
            QApplication.sendEvent(self.viewport(), moved(event, by))
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.wheelEvent(event)
        else:
            QApplication.sendEvent(self.verticalScrollBar(), event)
        self._passing = False
        return True

    def _spot(self, point: QPoint) -> Spot | None:
        blocks = list(self.visible_blocks())
        return nearest(blocks, map(self.block_top, blocks), point.y())

    def _meant(self, event: QMouseEvent) -> QMouseEvent:
        point = (event.position() + self._shift).toPoint()
        inside = self.viewport().rect().contains(point)
        spot = self._spot(point) if inside else None
        on_line = spot.on_line(point) if spot is not None else point
        return moved(event, QPointF(on_line) - event.position())

    @contextmanager
    def _held(self) -> Iterator[None]:
        shown = [inline for inline in self._inlines if inline.visible]
        for inline in shown:
            inline.hold(True)
        yield
        for inline in shown:
            inline.hold(False)

    def _hold(self, held: bool) -> None:
        for inline in self._inlines:
            inline.hold(held)
