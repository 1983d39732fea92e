"""A plain text field that the mouse reads rightly: see `pointing`."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QTextBlock, QTextCursor, QWheelEvent
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
        if any(inline.block_shift(place.block())[1] for inline in self._inlines):
            # It goes out of sight while the cursor is behind it, and the words move back below
            # the mouse: what that does until it is released is meant for them.
            self._hold(True)
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

    def event(self, event: QEvent) -> bool:
        """Wheel and mouse beside the column are meant for it."""
        if isinstance(event, QWheelEvent):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.wheelEvent(event)
            else:
                QApplication.sendEvent(self.verticalScrollBar(), event)
            return True
        if isinstance(event, QMouseEvent):
            place = self.viewport().mapFromGlobal(event.globalPosition())
            inside = min(max(place.x(), 0.0), self.viewport().width() - 1.0)
            by = QPointF(inside, place.y()) - event.position()
            QApplication.sendEvent(self.viewport(), moved(event, by))
            return True
        return super().event(event)

    def _spot(self, point: QPoint) -> Spot | None:
        blocks = list(self.visible_blocks())
        return nearest(blocks, map(self.block_top, blocks), point.y())

    def _meant(self, event: QMouseEvent) -> QMouseEvent:
        point = (event.position() + self._shift).toPoint()
        inside = self.viewport().rect().contains(point)
        spot = self._spot(point) if inside else None
        on_line = spot.on_line(point) if spot is not None else point
        return moved(event, QPointF(on_line) - event.position())

    def _hold(self, held: bool) -> None:
        for inline in self._inlines:
            inline.hold(held)
