"""What each threshold would do: how much is answered, and how much of that wrongly."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from nibble_app.theme import Theme
from nibble_engine.knowledge.thresholds import Point

_SIZE = QSize(240, 76)
_EDGE = 6


class CoverageChart(QWidget):
    """Two lines of steps over the thresholds from 0 to 1, and one upright at the chosen one."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points: Sequence[Point] = ()
        self._chosen = 0.0
        self.setMinimumSize(_SIZE)
        self.setAccessibleName(self.tr("Answered and wrong by threshold"))
        theme.changed.connect(self.update)

    def put(self, points: Sequence[Point], chosen: float) -> None:
        """The points of `thresholds.curve`, and the threshold that is marked."""
        self._points, self._chosen = points, chosen
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws both lines, their names and the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, box = self._theme.tokens, self._box()
        painter.setPen(QPen(QColor(tokens.border), 1))
        painter.drawRect(box)
        self._line(painter, tokens.accent, lambda point: point.coverage)
        self._line(painter, tokens.danger, lambda point: point.error)
        x = box.left() + self._chosen * box.width()
        painter.setPen(QPen(QColor(tokens.text), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, box.top()), QPointF(x, box.bottom()))
        self._name(painter, self.tr("answered"), tokens.accent, box.top() + 2)
        self._name(painter, self.tr("wrong"), tokens.danger, box.bottom() - 2, above=True)

    def _name(
        self, painter: QPainter, text: str, colour: str, y: float, *, above: bool = False
    ) -> None:
        """A line's name at the right, on a ground of its own where lines pass."""
        font = QFont(painter.font())
        font.setPixelSize(self._theme.tokens.font_small)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(text) + 2 * _EDGE, metrics.height()
        box = QRectF(self._box().right() - width - 2, y - height * above, width, height)
        painter.fillRect(box, QColor(self._theme.tokens.surface))
        painter.setPen(QColor(colour))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _line(self, painter: QPainter, colour: str, share: Callable[[Point], float]) -> None:
        """A point holds from its threshold down to that of the one before."""
        box, steps, left = self._box(), QPolygonF(), 0.0
        for point in self._points:
            y = box.bottom() - share(point) * box.height()
            right = min(point.threshold, 1.0)
            for at in (left, right):
                steps.append(QPointF(box.left() + at * box.width(), y))
            left = right
        painter.setPen(QPen(QColor(colour), 2))
        painter.drawPolyline(steps)

    def _box(self) -> QRectF:
        return QRectF(self.rect()).adjusted(1, 1, -1, -1)
