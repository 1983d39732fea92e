"""Draws a change as a card: whose it is, the words before and after, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from nibble_app.modes.writing.changes.card import Card
from nibble_app.modes.writing.changes.change_model import CARD, Index
from nibble_app.theme import Theme
from nibble_app.theme.tokens import Tokens
from nibble_app.widgets.list_paint import paint_ground, paint_line

_SIDE, _TOP, _GAP, _BAR = 16, 10, 4, 12
_MOST_LINES, _MOST_REASON_LINES = 8, 4
_MOST_HEIGHTS = 10_000


class ChangeDelegate(QStyledItemDelegate):
    """Plain text only, whatever a model wrote. Heights are remembered: a list of hundreds is laid
    out anew with each decision."""

    def __init__(self, theme: Theme, view: QWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._heights: dict[tuple[Card, int], int] = {}
        theme.changed.connect(self._heights.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its text, up to some lines."""
        card: Card = index.data(CARD)
        width = self._width()
        key = (card, width)
        if key not in self._heights:
            if len(self._heights) > _MOST_HEIGHTS:
                self._heights.clear()
            self._heights[key] = self._height(card, width)
        return QSize(100, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A card."""
        card: Card = index.data(CARD)
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(4, 2, -4, -2)
        paint_ground(painter, box, option.state, tokens, focused=self._view.hasFocus())
        inner = option.rect.adjusted(_SIDE, _TOP, -_SIDE, -_TOP)
        if card.rule or card.flag:
            self._paint_head(painter, QRect(inner), card, tokens)
            inner.setTop(inner.top() + _line(tokens.font_small) + _GAP)
        for layout, colour, height in self._texts(card, self._width()):
            painter.setPen(QColor(colour))
            painter.save()
            painter.setClipRect(QRect(inner.left(), inner.top(), inner.width(), height))
            layout.draw(painter, QPointF(inner.topLeft()))
            painter.restore()
            inner.setTop(inner.top() + height + _GAP)
        painter.restore()

    @staticmethod
    def _paint_head(painter: QPainter, box: QRect, card: Card, tokens: Tokens) -> None:
        size = tokens.font_small
        if card.flag and not card.rule:
            paint_line(painter, box, card.flag, size, tokens.warning)
        elif card.flag:
            end = Qt.AlignmentFlag.AlignRight
            taken = paint_line(painter, box, card.flag, size, tokens.warning, side=end)
            box.setRight(box.right() - taken - _SIDE)
        paint_line(painter, box, card.rule, size, tokens.muted)

    def _texts(self, card: Card, width: int) -> Iterator[tuple[QTextLayout, str, int]]:
        """The words and the reason, laid out, each with its colour and height."""
        tokens = self._theme.tokens
        for text, formats, size, colour, most in (
            (card.text, _formats(card, tokens), tokens.font_size, tokens.text, _MOST_LINES),
            (card.why, [], tokens.font_small, tokens.muted, _MOST_REASON_LINES),
        ):
            if text:
                layout = _layout(text, formats, self._font(size), width, _line(size))
                yield layout, colour, min(layout.lineCount(), most) * _line(size)

    def _height(self, card: Card, width: int) -> int:
        head = _line(self._theme.tokens.font_small) + _GAP if card.rule or card.flag else 0
        texts = [height for _, _, height in self._texts(card, width)]
        return 2 * _TOP + head + sum(texts) + _GAP * max(0, len(texts) - 1)

    def _width(self) -> int:
        """The same with and without a scroll bar, whose coming would break the lines anew."""
        return max(80, self._view.width() - 2 * _SIDE - _BAR)

    def _font(self, pixels: int) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(pixels)
        return font


def _line(pixels: int) -> int:
    return round(pixels * 1.5)


def _layout(
    text: str,
    formats: Sequence[QTextLayout.FormatRange],
    font: QFont,
    width: int,
    line_height: int,
) -> QTextLayout:
    layout = QTextLayout(text, font)
    layout.setFormats(formats)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.beginLayout()
    height = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line_height
    layout.endLayout()
    return layout


def _formats(card: Card, tokens: Tokens) -> list[QTextLayout.FormatRange]:
    made = []
    at = 0
    for piece in card.pieces:
        part = QTextLayout.FormatRange()
        part.start, part.length = at, len(piece.text.encode("utf-16-le", "surrogatepass")) // 2
        at += part.length
        if piece.kind != "same":
            part.format = _format(tokens, came=piece.kind == "inserted")
            made.append(part)
    return made


def _format(tokens: Tokens, *, came: bool) -> QTextCharFormat:
    """Not by colour alone."""
    form = QTextCharFormat()
    form.setBackground(QColor(tokens.inserted if came else tokens.deleted))
    form.setForeground(QColor(tokens.text))
    form.setFontUnderline(came)
    form.setFontStrikeOut(not came)
    return form
