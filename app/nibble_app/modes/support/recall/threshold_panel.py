"""Where the person chooses how sure the desk must be, and sees what that does to questions."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from nibble_app.modes.support.recall.coverage_chart import CoverageChart
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.knowledge.thresholds import Judged, Point, curve, smallest

_STEPS = 1000
_MOST_ERROR = 0.05


class ThresholdPanel(QFrame):
    """Emits `chosen` with a threshold from 0 to 1 when the person has moved it."""

    chosen = Signal(float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._judged: Sequence[Judged] = ()
        self._points: Sequence[Point] = ()
        self.chart = CoverageChart(theme)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _STEPS)
        self.slider.setAccessibleName(self.tr("How sure the desk must be to answer"))
        self.line = PlainLabel("", "small", wrap=True)
        self.suggest = TextButton(self.tr("At most 5 % wrong"), self._suggest)
        self.slider.valueChanged.connect(self._moved)
        self._lay_out()

    def put(self, judged: Sequence[Judged], threshold: float) -> None:
        """The questions of a run, and the threshold that is in use; emits nothing."""
        self._judged, self._points = judged, curve(judged)
        blocked = self.slider.blockSignals(True)
        self.slider.setValue(round(threshold * _STEPS))
        self.slider.blockSignals(blocked)
        self._show()

    def _suggest(self) -> None:
        """The lowest step from which on no more are wrong than that."""
        point = smallest(self._judged, _MOST_ERROR)
        below = math.floor(point.threshold * _STEPS)
        # Between two questions that are nearly as sure there may be no step: the next one is safe.
        fits = self._point(below / _STEPS) == point
        self.slider.setValue(below if fits else below + 1)

    def _moved(self) -> None:
        self._show()
        self.chosen.emit(self.slider.value() / _STEPS)

    def _point(self, threshold: float) -> Point | None:
        """What a threshold does: the next one at which something changes has the same."""
        return next((one for one in self._points if one.threshold >= threshold), None)

    def _show(self) -> None:
        threshold = self.slider.value() / _STEPS
        point = self._point(threshold)
        self.chart.put(self._points, threshold)
        if point is None:
            return
        words = self.tr(
            "From {threshold} on: {coverage} % of the answerable questions are answered, and "
            "{error} % of the answers are wrong ({wrong} of {answered})."
        )
        self.line.setText(
            words.format(
                threshold=f"{threshold:.2f}",
                coverage=round(100 * point.coverage),
                error=round(100 * point.error),
                wrong=point.wrong,
                answered=point.answered,
            )
        )

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(PlainLabel(self.tr("How sure the desk must be to answer")), 1)
        top.addWidget(self.suggest)
        side.addLayout(top)
        side.addWidget(self.slider)
        side.addWidget(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(16)
        row.addWidget(self.chart, 2)
        row.addLayout(side, 3)
