"""Where the mouse points in a text whose lines Qt has not laid out alone.

Qt takes a point between two lines for the end of the upper one, and counts a text that is only
shown (`InlineText`) as if it were there. Events are moved to where Qt reads them rightly.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QMouseEvent, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit

from nibble_app.modes.writing.editor.inline_text import InlineText


def on_line(editor: QPlainTextEdit, point: QPoint) -> QPoint:
    """The point moved up or down onto the nearest line."""
    found = editor.cursorForPosition(point)
    block: QTextBlock = found.block()
    top = editor.blockBoundingGeometry(block).translated(editor.contentOffset()).top()
    layout, best, distance = block.layout(), float(point.y()), float("inf")
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        upper, lower = top + line.y(), top + line.y() + line.height() - 1
        nearest = min(max(point.y(), upper), lower)
        if abs(nearest - point.y()) < distance:
            best, distance = nearest, abs(nearest - point.y())
    return QPoint(point.x(), round(best))


def moved(event: QMouseEvent, by: QPointF) -> QMouseEvent:
    """The same event at another place."""
    return QMouseEvent(
        event.type(),
        event.position() + by,
        event.globalPosition() + by,
        event.button(),
        event.buttons(),
        event.modifiers(),
        event.pointingDevice(),
    )


def without_inline(block: QTextBlock, units: int, inline: InlineText) -> int:
    """The place in the document for the place that Qt told, both as Qt counts."""
    start, length = inline.block_shift(block)
    inside = units - block.position()
    return units - min(length, max(0, inside - start)) if length else units
