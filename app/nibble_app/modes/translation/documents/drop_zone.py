"""What the page shows before there is a document: what can be dropped here, and a button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nibble_app.modes.translation.documents.words import formats_line
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.empty_state import EmptyState

_INSET = 24


class DropZone(QWidget):
    """Emits `open_asked`; the page takes the drops."""

    open_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        words = self.tr(
            "They are translated on this computer and keep their layout. "
            "You can review every sentence.\n{formats}"
        )
        empty = EmptyState(
            theme,
            "file-text",
            self.tr("Drop documents here"),
            words.format(formats=formats_line()),
        )
        self.open = TextButton(self.tr("Open documents…"), self.open_asked.emit, kind="primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_INSET * 2, _INSET, _INSET * 2, _INSET)
        layout.addStretch(2)
        layout.addWidget(empty)
        layout.addWidget(self.open, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A broken line around the place."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.border_strong), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(self._theme.tokens.surface))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -3, -3), 8, 8)
