"""The k-bit law as a picture: quality against memory for the catalogue on one computer.

pyqtgraph is imported with this file, which the part does only when it is first shown.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pyqtgraph
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QLineF,
    QLocale,
    QObject,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QVBoxLayout, QWidget

from nibble_app.engine_words import memory_text
from nibble_app.pages.models.find.legend import SYMBOLS, Legend
from nibble_app.pages.models.find.points import Point, family_of, point_text, points_of
from nibble_app.theme import Theme
from nibble_app.widgets.labels import PlainLabel, tip
from nibble_engine.api import Level
from nibble_engine.planning.advising import Advice

_SIZE, _CHOSEN = 10, 16
_NEAR = 12
"""Pixels from a point's middle within which the mouse is taken to be at it."""


class FitChart(QWidget):
    """Arrow keys go from point to point; `pointed` tells the one that is marked. The mouse is told
    the one that it is at, in a tooltip."""

    pointed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points: list[Point] = []
        self._free, self._limit = 0.0, ""
        self._recommended: Advice | None = None
        self._at = -1
        self._hovered: Point | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot = pyqtgraph.PlotWidget()
        self.plot.setFixedHeight(280)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.hideButtons()
        self.plot.setLogMode(x=True, y=False)
        # The scene's own signal leaves out moves that follow fast on others, the last one too.
        self.plot.viewport().installEventFilter(self)
        self.legend = Legend()
        self.told = PlainLabel("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(4)
        column.addWidget(self.legend)
        column.addWidget(self.plot)
        column.addWidget(self.told)
        theme.changed.connect(self._draw)

    def show_advice(
        self, advice: Sequence[Advice], free: int, limit: str, recommended: Advice | None = None
    ) -> None:
        """Draws these; ``free`` are the bytes that the computer has, and ``limit`` what they are
        called."""
        self._points = points_of(advice)
        self._free, self._limit = free / 1e9, limit
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """A ring around it all, for whoever goes by keys."""
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.accent), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def place_of(self, point: Point) -> QPointF:
        """Where it is drawn, in the plot's scene."""
        place = QPointF(math.log10(point.memory), point.quality)
        return QPointF(self.plot.getViewBox().mapViewToScene(place))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The mouse over the plot."""
        if isinstance(event, QMouseEvent) and event.type() is QEvent.Type.MouseMove:
            self._hover(self.plot.mapToScene(event.position().toPoint()))
        return super().eventFilter(watched, event)

    def _hover(self, mouse: QPointF) -> None:
        far = {id(p): QLineF(mouse, self.place_of(p)).length() for p in self._points}
        near = min(self._points, key=lambda p: far[id(p)], default=None)
        if near is not None and far[id(near)] <= _NEAR:
            place = self.plot.viewport().mapToGlobal(self.plot.mapFromScene(mouse))
            QToolTip.showText(place, tip(point_text(near)), self.plot.viewport())
            self._hovered = near
        elif self._hovered is not None:
            QToolTip.hideText()
            self._hovered = None

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
        told = point_text(point) if point is not None else ""
        self.told.setText(told or summary)
        self.setAccessibleName(translate("Find", "Quality against memory"))
        self.setAccessibleDescription(" ".join(filter(None, (summary, told))))

    def _draw(self) -> None:
        tokens = self._theme.tokens
        self.plot.setBackground(QColor(tokens.surface))
        item = self.plot.getPlotItem()
        item.clear()
        self._label(item)
        levels = {point.advice.level for point in self._points}
        colours = {level: each for level, each in self._colours().items() if level in levels}
        self.legend.show_levels(colours, family_of(self._points))
        self._family_lines(item)
        for level, colour in self._colours().items():
            self._scatter(item, level, colour)
        if self._free > 0:
            pen = pyqtgraph.mkPen(QColor(tokens.danger), width=1.5, style=Qt.PenStyle.DashLine)
            options = {"color": tokens.danger, "position": 0.06, "movable": False}
            line = pyqtgraph.InfiniteLine(
                pos=math.log10(self._free), angle=90, pen=pen, label=self._limit, labelOpts=options
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
        family = family_of(self._points)
        for level, colour in self._colours().items():
            line = [
                (p.memory, p.quality)
                for p in self._points
                if p.family == family and p.advice.level is level
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
            symbol=SYMBOLS[level],
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
