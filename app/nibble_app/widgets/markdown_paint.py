"""What is painted behind Markdown: a box for code, a bar beside quotations, a rule."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock, QTextDocument, QTextFormat

from nibble_app.theme import Tokens

_USER = QTextFormat.Property.UserProperty.value
CODE = _USER + 1
"""Block property: the number of the code block that the line belongs to."""
CODE_HEAD = _USER + 2
"""Block property: the line above the code, with its language."""
QUOTES = _USER + 3
"""Block property: where the bars of the open quotations are, pixels with a space between."""
RULE = _USER + 4
"""Block property: a line across, without text."""
PADDING = 12.0
"""Pixels between the edge of a code box and the code."""
_RADIUS = 8.0
_BAR = 3.0


def paint_behind(
    painter: QPainter, document: QTextDocument, visible: QRectF, tokens: Tokens
) -> None:
    """Paints behind the blocks that touch ``visible``, all in the coordinates of the document."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    block = _first(document, visible)
    box = QRectF()
    number: object = None
    while block.isValid():
        rect = document.documentLayout().blockBoundingRect(block)
        if rect.top() > visible.bottom() + 2 * PADDING:
            break
        if number != (number := block.blockFormat().property(CODE)):
            _paint_box(painter, box, tokens)
            box = QRectF()
        if number is not None:
            box = box.united(_code_rect(block, rect, document))
        _paint_line(painter, block, rect, document, tokens)
        block = block.next()
    _paint_box(painter, box, tokens)


def _first(document: QTextDocument, visible: QRectF) -> QTextBlock:
    """The block at the top, or the line of code before it, so that no corner appears midway."""
    layout = document.documentLayout()
    top = QPointF(visible.left(), max(0.0, visible.top() - 2 * PADDING))
    position = layout.hitTest(top, Qt.HitTestAccuracy.FuzzyHit)
    block = document.findBlock(max(0, position))
    before = block.previous()
    return before if before.isValid() else block


def _code_rect(block: QTextBlock, rect: QRectF, document: QTextDocument) -> QRectF:
    form = block.blockFormat()
    left = _left(block, document) + form.leftMargin() - PADDING
    right = document.textWidth() - form.rightMargin() + PADDING
    head, last = form.hasProperty(CODE_HEAD), form.bottomMargin() > 0
    top = rect.top() - (PADDING - 4 if head else 0)
    bottom = rect.bottom() + (PADDING - 2 if last else 2)
    return QRectF(QPointF(left, top), QPointF(right, bottom))


def _left(block: QTextBlock, document: QTextDocument) -> float:
    indent = block.blockFormat().indent()
    if block.textList() is not None:
        indent += block.textList().format().indent()
    return indent * document.indentWidth()


def _paint_box(painter: QPainter, box: QRectF, tokens: Tokens) -> None:
    if not box.isNull():
        painter.setPen(QColor(tokens.border))
        painter.setBrush(QColor(tokens.code_background))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)


def _paint_line(
    painter: QPainter, block: QTextBlock, rect: QRectF, document: QTextDocument, tokens: Tokens
) -> None:
    form = block.blockFormat()
    painter.setBrush(QColor(tokens.border_strong))
    if form.hasProperty(RULE):
        width = document.textWidth() - _left(block, document) - form.leftMargin()
        left = _left(block, document) + form.leftMargin()
        painter.drawRect(QRectF(left, round(rect.center().y()), width, 1))
    following = str(block.next().blockFormat().property(QUOTES) or "").split()
    for step, bar in enumerate(str(form.property(QUOTES) or "").split()):
        within = following[step : step + 1] == [bar]
        bottom = document.documentLayout().blockBoundingRect(block.next()).top()
        bottom = bottom if within else rect.bottom()
        painter.drawRect(QRectF(float(bar), rect.top(), _BAR, bottom - rect.top()))
