"""The place of what is told about a draft: as high as that needs, less where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

_LEAST = 56


class ToldArea(QScrollArea):
    """Scrolls what it has no room for."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        for part in parts:
            self._column.addWidget(part)
        self.setWidgetResizable(True)
        self.setWidget(self._inside)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        width = self.viewport().width()
        height = self._column.totalHeightForWidth(width) if self._column.count() else 0
        return QSize(super().sizeHint().width(), max(0, height, self._inside.sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """Room for a line or two."""
        return QSize(0, min(_LEAST, self.sizeHint().height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is told has changed."""
        if watched is self._inside and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
