"""What a model's memory goes to, as one bar of parts with their names and sizes below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nibble_app.pages.models.find.words import part_text
from nibble_app.theme import Theme

_HEIGHT, _GAP, _RADIUS = 10, 6, 4


class MemoryBar(QWidget):
    """``parts`` are names and bytes; what is left of ``free`` is the empty end of the bar."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: Sequence[tuple[str, int]] = ()
        self._free = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_parts(self, parts: Sequence[tuple[str, int]], free: int) -> None:
        """Draws these."""
        self._parts, self._free = parts, free
        self.setAccessibleName(", ".join(part_text(name, size) for name, size in parts))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A bar and a line of names."""
        return QSize(200, _HEIGHT + _GAP + self.fontMetrics().height() + 2)

    def minimumSizeHint(self) -> QSize:
        """As high as it wants to be."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The parts in tones of the accent, the rest sunken."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        tokens = self._theme.tokens
        painter.setBrush(QColor(tokens.sunken))
        painter.drawRoundedRect(QRectF(0, 0, self.width(), _HEIGHT), _RADIUS, _RADIUS)
        whole = max(self._free, sum(size for _, size in self._parts), 1)
        x, legend = 0.0, 0
        for (name, size), colour in zip(self._parts, self._colours(), strict=False):
            width = self.width() * size / whole
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(x, 0, max(width, 2), _HEIGHT), _RADIUS, _RADIUS)
            x += width
            legend = self._named(painter, legend, part_text(name, size), colour)

    def _named(self, painter: QPainter, x: int, text: str, colour: QColor) -> int:
        metrics = self.fontMetrics()
        top = _HEIGHT + _GAP
        painter.drawEllipse(QRectF(x, top + metrics.height() / 2 - 4, 8, 8))
        painter.setPen(QColor(self._theme.tokens.muted))
        painter.drawText(x + 14, top + metrics.ascent(), text)
        return x + 14 + metrics.horizontalAdvance(text) + 20

    def _colours(self) -> list[QColor]:
        tokens = self._theme.tokens
        return [QColor(tokens.accent), QColor(tokens.warning), QColor(tokens.border_strong)]
