"""The small number behind a sentence that says which source it rests on.

It is no character of the text: what is copied, checked or kept never has it.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPyTextObject,
    QTextCharFormat,
    QTextDocument,
    QTextFormat,
)

from nibble_app.theme import Theme

MARK = "\ufffc"
_TYPE = int(QTextFormat.ObjectTypes.UserObject) + 1
_NUMBER = int(QTextFormat.Property.UserProperty) + 1
_DOUBTED = _NUMBER + 1


def mark_format(number: int, *, doubted: bool = False) -> QTextCharFormat:
    """The format of a `MARK` that shows ``number``; ``doubted`` where the sentence before it was
    changed to something that the source does not say."""
    made = QTextCharFormat()
    made.setObjectType(_TYPE)
    made.setProperty(_NUMBER, number)
    made.setProperty(_DOUBTED, doubted)
    return made


def number_of(form: QTextFormat) -> int:
    """The number of a mark; 0 for what is none."""
    return int(form.property(_NUMBER) or 0) if form.hasProperty(_NUMBER) else 0


def is_doubted(form: QTextFormat) -> bool:
    """Whether the mark says that its source does not say what stands before it."""
    return bool(form.property(_DOUBTED))


class CitationPainter(QPyTextObject):
    """Draws the marks of one document."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        document.documentLayout().registerHandler(_TYPE, self)

    def intrinsicSize(self, doc: QTextDocument, at: int, format: QTextFormat) -> QSizeF:
        """Room for the number in small letters, with a little air before it."""
        metrics = QFontMetricsF(self._font())
        width = metrics.horizontalAdvance(f"{number_of(format)}") + 12
        return QSizeF(width, metrics.height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        at: int,
        format: QTextFormat,
    ) -> None:
        """A number on a quiet ground."""
        tokens = self._theme.tokens
        doubted = is_doubted(format)
        box = QRectF(rect).adjusted(2, 1, -1, 0)
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.warning_soft if doubted else tokens.accent_soft))
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(self._font())
        painter.setPen(QColor(tokens.warning if doubted else tokens.accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{number_of(format)}")
        painter.restore()

    def _font(self) -> QFont:
        font = QFont()
        font.setPixelSize(self._theme.tokens.font_small - 1)
        return font
