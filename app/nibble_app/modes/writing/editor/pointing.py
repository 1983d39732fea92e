"""Where the mouse points in a text whose lines Qt has not laid out alone.

Qt takes a point between two lines for the end of the upper one, and counts a text that is only
shown (`InlineText`) as if it were there. Here the nearest line counts, and only what is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QMouseEvent, QTextBlock, QTextLine

from nibble_app.modes.writing.editor.inline_text import InlineText


class Spot(NamedTuple):
    """A line of a paragraph that is in sight, and the top of the paragraph in the viewport."""

    block: QTextBlock
    line: QTextLine
    top: float

    def on_line(self, point: QPoint) -> QPoint:
        """The point, moved up or down onto the line."""
        upper = self.top + self.line.y()
        lower = upper + self.line.height() - 1
        return QPoint(point.x(), round(min(max(point.y(), upper), lower)))

    def place(self, x: float, inlines: Iterable[InlineText]) -> int:
        """The place in the document at ``x`` from the line's own left edge on, as Qt counts."""
        at = self.line.xToCursor(x)
        for inline in inlines:
            start, length = inline.block_shift(self.block)
            at -= min(length, max(0, at - start))
        return self.block.position() + min(at, self.block.length() - 1)


def nearest(blocks: Iterable[QTextBlock], tops: Iterable[float], y: float) -> Spot | None:
    """The line that is nearest to the height ``y``; ``tops`` are those of the blocks."""
    best: Spot | None = None
    distance = float("inf")
    for block, top in zip(blocks, tops, strict=False):
        for number in range(block.layout().lineCount()):
            spot = Spot(block, block.layout().lineAt(number), top)
            off = abs(spot.on_line(QPoint(0, round(y))).y() - y)
            if off < distance:
                best, distance = spot, off
    return best


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
