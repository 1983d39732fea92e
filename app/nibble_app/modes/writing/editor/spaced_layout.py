"""Room between lines and paragraphs, which the layout of Qt's plain text fields does not have."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

_LINE = 1.65
"""Height of a line in sizes of the font: what Chinese needs to be read without effort."""
_PARAGRAPH = 0.3
_TOP = 0.5


class SpacedLayout(QPlainTextDocumentLayout):
    """Moves the lines that Qt made apart. Qt asks for the place of each block through
    `blockBoundingRect`, so that whatever it draws or looks for follows."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.pitch = self.gap = 0

    def measure(self, pixels: int) -> None:
        """The size of the font, before the document gets it."""
        self.pitch, self.gap = math.ceil(pixels * _LINE), math.ceil(pixels * _PARAGRAPH)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """As Qt's, with the room."""
        box = super().blockBoundingRect(block)
        # Qt asks about the block behind the last one as well.
        layout = block.layout() if block.isValid() else None
        count = layout.lineCount() if layout is not None else 0
        if layout is None or not count or not block.isVisible():
            return box
        last = layout.lineAt(count - 1)
        # Qt puts the first line at the very top; where it is lower, the lines are moved already.
        if layout.lineAt(0).y() < _TOP:
            y = _TOP
            for number in range(count):
                line = layout.lineAt(number)
                height = line.height()
                room = max(self.pitch, height)
                line.setPosition(QPointF(line.x(), y + (room - height) / 2))
                y += room
        below = self.gap + max(0.0, (self.pitch - last.height()) / 2)
        box.setHeight(math.ceil(last.y() + last.height() + below))
        return box
