"""A place on which folders and files can be dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from nibble_app.theme import Theme


class DropFrame(QWidget):
    """Shows by a frame that what is dragged over it may be dropped; `dropped` tells the paths."""

    dropped = Signal(list)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._dragging = False
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Folders and files are welcome."""
        if _paths(event):
            event.acceptProposedAction()
            self._show_dragging(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went away again."""
        self._show_dragging(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tells them."""
        self._show_dragging(False)
        event.acceptProposedAction()
        self.dropped.emit(_paths(event))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the frame."""
        if self._dragging:
            painter = QPainter(self)
            painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
            painter.drawRoundedRect(self.rect().adjusted(4, 4, -5, -5), 8, 8)

    def _show_dragging(self, dragging: bool) -> None:
        self._dragging = dragging
        self.update()


def _paths(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
