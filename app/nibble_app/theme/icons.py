"""Icons from the Lucide set (ISC licence), drawn in a colour of the theme."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from nibble_engine.resources import resource

_SIZES = (16, 20, 24)
_SCALES = (1.0, 2.0)


def icon(name: str, colour: str, disabled: str) -> QIcon:
    """The icon ``name`` of resources/icons; ``colour`` and ``disabled`` are "#rrggbb"."""
    made = QIcon()
    for size in _SIZES:
        for scale in _SCALES:
            made.addPixmap(pixmap(name, colour, size, scale), QIcon.Mode.Normal)
            made.addPixmap(pixmap(name, disabled, size, scale), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, colour: str, size: int, scale: float) -> QPixmap:
    """One picture, ``size`` logical pixels wide, for a screen of this scale."""
    svg = _source(name).replace("currentColor", colour)
    drawn = QPixmap(round(size * scale), round(size * scale))
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(drawn.rect()))
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text("utf-8")
