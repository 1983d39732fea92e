"""What the chart's colours, shapes and lines mean, in words."""

from __future__ import annotations

from collections.abc import Mapping

import pyqtgraph
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nibble_app.engine_words import level_text
from nibble_app.pages.models.find.words import together
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.api import Level

SYMBOLS = {Level.FULL: "s", Level.INT8: "t1", Level.NF4: "o", Level.FP4: "d"}
_SIZE, _ROOM = 10, 14


class Legend(QWidget):
    """A mark and its words for each level, then what filled, hollow and the lines mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: tuple[dict[Level, str], str] = ({}, "")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 0, 4, 0)
        self._row.setSpacing(6)

    @property
    def text(self) -> str:
        """Its words, for those who do not see it."""
        return " ".join(label.text() for label in self.findChildren(PlainLabel))

    def show_levels(self, colours: Mapping[Level, str], family: str) -> None:
        """Tells about these levels; ``family`` is the one whose sizes the lines join."""
        if (told := (dict(colours), family)) == self._told:
            return
        self._told = told
        while taken := self._row.takeAt(0):
            if widget := taken.widget():
                widget.setParent(None)
                widget.deleteLater()
        for level, colour in colours.items():
            self._row.addWidget(_Mark(SYMBOLS[level], QColor(colour)))
            self._row.addWidget(PlainLabel(level_text(level), "small"))
            self._row.addSpacing(8)
        self._row.addWidget(PlainLabel(_words(family), "small", wrap=True), 1)


class _Mark(QWidget):
    def __init__(self, symbol: str, colour: QColor) -> None:
        super().__init__()
        self._symbol, self._colour = symbol, colour
        self.setFixedSize(QSize(_ROOM, _ROOM))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The mark as the chart has it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(_ROOM / 2, _ROOM / 2)
        pen = pyqtgraph.mkPen(self._colour, width=1)
        drawSymbol(painter, self._symbol, _SIZE, pen, pyqtgraph.mkBrush(self._colour))


def _words(family: str) -> str:
    translate = QCoreApplication.translate
    words = translate("Find", "Filled: fits. Hollow: does not fit.")
    if not family:
        return words
    lines = translate("Find", "Lines: the sizes of {family}.").format(family=family)
    return together([words, lines])
