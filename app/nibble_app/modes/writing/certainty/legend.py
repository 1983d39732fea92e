"""What the shading means, in figures: a sample of each step."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nibble_app.modes.writing.certainty.scale import STEPS, Step, draw_line, figures, ground
from nibble_app.theme import Theme

_PADDING, _GAP, _BELOW = 6, 8, 5


class Legend(QWidget):
    """One row of samples, or several where it is narrow."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        said = self.tr("From no line to a thick one: {steps}")
        steps = ", ".join(figures(step) for step in STEPS)
        self.setAccessibleName(said.replace("{steps}", steps))
        theme.changed.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        return QSize(260, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may take another number of rows."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each sample looks like a word of its step."""
        tokens = self._theme.tokens
        with QPainter(self) as painter:
            painter.setFont(self._font())
            for step, box in self._boxes():
                if step.share:
                    painter.fillRect(box, ground(step, tokens))
                painter.setPen(QColor(tokens.text))
                inner = box.adjusted(_PADDING, 1, 0, 0)
                painter.drawText(inner, Qt.AlignmentFlag.AlignLeft, figures(step))
                draw_line(painter, box, step, tokens)

    def _boxes(self) -> Iterator[tuple[Step, QRectF]]:
        metrics = QFontMetrics(self._font())
        high = metrics.height() + _BELOW
        left = top = 0
        for step in STEPS:
            wide = metrics.horizontalAdvance(figures(step)) + 2 * _PADDING
            if left and left + wide > self.width():
                left, top = 0, top + high + 4
            yield step, QRectF(left, top, wide, high)
            left += wide + _GAP

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(self._theme.tokens.font_small)
        return font

    def _fit(self) -> None:
        self.setFixedHeight(round(max(box.bottom() for _, box in self._boxes())) + 1)
        self.update()
