"""How the entries of the side lists are drawn: their ground, and lines of plain text."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle

from nibble_app.theme.tokens import Tokens


def paint_ground(
    painter: QPainter, box: QRect, state: QStyle.StateFlag, tokens: Tokens, *, focused: bool
) -> None:
    """The ground of an entry that is selected or under the mouse; a ring around the selected one
    while its list has the focus."""
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent_soft if selected else tokens.sunken))
        painter.drawRoundedRect(box, 6, 6)
    if selected and focused:
        painter.setPen(QColor(tokens.accent))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)


def paint_line(
    painter: QPainter,
    box: QRect,
    text: str,
    pixels: int,
    colour: str,
    *,
    elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> int:
    """Draws a line of text at the top of ``box``, shortened where it is too long; returns the width
    that it took in pixels."""
    font = QFont(painter.font())
    font.setPixelSize(pixels)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    short = painter.fontMetrics().elidedText(text, elide, box.width())
    painter.drawText(box, side | Qt.AlignmentFlag.AlignTop, short)
    return painter.fontMetrics().horizontalAdvance(short)
