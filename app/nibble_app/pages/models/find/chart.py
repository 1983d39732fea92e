"""The k-bit law as a picture: quality against memory for the catalogue on one computer.

pyqtgraph is imported with this file, which the part does only when it is first shown.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pyqtgraph
from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nibble_app.engine_words import memory_text
from nibble_app.pages.models.find.words import way_text
from nibble_app.theme import Theme
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.api import Level
from nibble_engine.planning.advising import Advice

_SYMBOLS = {Level.FULL: "s", Level.INT8: "t1", Level.NF4: "o", Level.FP4: "d"}
_SIZE, _CHOSEN = 10, 16


@dataclass(frozen=True)
class Point:
    """``memory`` in GB, ``quality`` in doublings of parameters, less what the rounding costs."""

    advice: Advice
    memory: float
    quality: float


def points_of(advice: Sequence[Advice]) -> list[Point]:
    """Those whose memory is known, the smallest first."""
    points = [
        Point(one, one.plan.total / 1e9, one.standing) for one in advice if one.plan is not None
    ]
    return sorted(points, key=lambda point: point.memory)


class FitChart(QWidget):
    """Arrow keys go from point to point; `pointed` tells the one that is marked."""

    pointed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points: list[Point] = []
        self._free = 0.0
        self._recommended: Advice | None = None
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot = pyqtgraph.PlotWidget()
        self.plot.setFixedHeight(280)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.hideButtons()
        self.plot.setLogMode(x=True, y=False)
        self.told = PlainLabel("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.plot)
        column.addWidget(self.told)
        theme.changed.connect(self._draw)

    def show_advice(
        self, advice: Sequence[Advice], free: int, recommended: Advice | None = None
    ) -> None:
        """Draws these; ``free`` are the bytes that the computer has."""
        self._points = points_of(advice)
        self._free = free / 1e9
        self._recommended = recommended
        self._at = next((n for n, p in enumerate(self._points) if p.advice is recommended), -1)
        self._draw()
        self._tell()

    @property
    def marked(self) -> Point | None:
        """The point that is told about."""
        return self._points[self._at] if 0 <= self._at < len(self._points) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go by memory."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self._points:
            super().keyPressEvent(event)
            return
        self._mark(max(0, min(len(self._points) - 1, self._at + step)))

    def _mark(self, at: int) -> None:
        self._at = at
        self._draw()
        self._tell()
        self.pointed.emit(self.marked)

    def _tell(self) -> None:
        point = self.marked
        translate = QCoreApplication.translate
        fitting = sum(p.advice.fits for p in self._points)
        summary = translate("Find", "{fitting} of {all} ways fit into {free}.").format(
            fitting=fitting, all=len(self._points), free=memory_text(self._free * 1e9)
        )
        if point is not None:
            one = point.advice
            fits = translate("Find", "fits") if one.fits else translate("Find", "does not fit")
            self.told.setText(f"{one.model.name} · {way_text(one)} · {fits}")
        else:
            self.told.setText(summary)
        self.setAccessibleName(translate("Find", "Quality against memory"))
        self.setAccessibleDescription(f"{summary} {self.told.text()}")

    def _draw(self) -> None:
        tokens = self._theme.tokens
        self.plot.setBackground(QColor(tokens.surface))
        item = self.plot.getPlotItem()
        item.clear()
        self._label(item)
        self._family_lines(item)
        for level, colour in self._colours().items():
            self._scatter(item, level, colour)
        if self._free > 0:
            pen = pyqtgraph.mkPen(QColor(tokens.danger), width=1.5, style=Qt.PenStyle.DashLine)
            label = QCoreApplication.translate("Find", "free here")
            options = {"color": tokens.danger, "position": 0.06, "movable": False}
            line = pyqtgraph.InfiniteLine(
                pos=math.log10(self._free), angle=90, pen=pen, label=label, labelOpts=options
            )
            item.addItem(line)

    def _colours(self) -> dict[Level, str]:
        tokens = self._theme.tokens
        return {Level.FULL: tokens.muted, Level.INT8: tokens.warning, Level.NF4: tokens.accent}

    def _label(self, item: pyqtgraph.PlotItem) -> None:
        tokens, translate = self._theme.tokens, QCoreApplication.translate
        style = {"color": tokens.muted, "font-size": f"{tokens.font_small}px"}
        bottom = translate("Find", "Memory in all, GB")
        left = translate("Find", "Order by the k-bit law (no test score)")
        item.setLabel("bottom", bottom, **style)
        item.setLabel("left", left, **style)
        for side in ("bottom", "left"):
            axis = item.getAxis(side)
            axis.setPen(QColor(tokens.border_strong))
            axis.setTextPen(QColor(tokens.muted))
        item.getAxis("bottom").setTicks([_ticks(self._points)])
        # The numbers are doublings: only their order says something.
        item.getAxis("left").setStyle(showValues=False)
        item.showGrid(x=True, y=False, alpha=0.15)

    def _family_lines(self, item: pyqtgraph.PlotItem) -> None:
        """One family at each level, which is what the law is about: the line of 4 bits is above."""
        names = [p.advice.model.name.split()[0] for p in self._points]
        family = max(sorted(set(names)), key=names.count, default="")
        for level, colour in self._colours().items():
            line = [
                (p.memory, p.quality)
                for p, name in zip(self._points, names, strict=True)
                if name == family and p.advice.level is level
            ]
            if len(line) > 1:
                pen = pyqtgraph.mkPen(QColor(colour), width=1)
                item.plot([x for x, _ in line], [y for _, y in line], pen=pen)

    def _scatter(self, item: pyqtgraph.PlotItem, level: Level, colour: str) -> None:
        """Filled where it fits, hollow where it does not; the marked one is larger."""
        mine = [point for point in self._points if point.advice.level is level]
        if not mine:
            return
        surface = self._theme.tokens.surface
        curve = item.plot(
            [point.memory for point in mine],
            [point.quality for point in mine],
            pen=None,
            symbol=_SYMBOLS[level],
            symbolSize=[_CHOSEN if point is self.marked else _SIZE for point in mine],
            symbolPen=pyqtgraph.mkPen(QColor(colour), width=1.5),
            symbolBrush=[QColor(colour if point.advice.fits else surface) for point in mine],
            data=mine,
        )
        curve.sigPointsClicked.connect(lambda curve, points, event: self._clicked(mine, points))

    def _clicked(self, mine: list[Point], points: Sequence[pyqtgraph.SpotItem]) -> None:
        if len(points):
            self._mark(self._points.index(mine[points[0].index()]))


def _ticks(points: Sequence[Point]) -> list[tuple[float, str]]:
    """Round numbers of GB on the logarithmic axis."""
    if not points:
        return []
    low, high = points[0].memory, points[-1].memory
    steps = [0.25 * 2**power for power in range(11)]
    shown = [step for step in steps if low / 2 <= step <= high * 2]
    return [(math.log10(step), QLocale().toString(step, "g", 3)) for step in shown]
