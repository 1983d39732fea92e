"""The sources of a reply: number, document and heading, and the quoted sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nibble_app.theme import Theme

_DATA = Qt.ItemDataRole.UserRole
_PAD, _NUMBER, _MOST_LINES = 8, 22, 4
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Source:
    """``number`` is that of the citation, "" for a passage that was found and not used."""

    number: str
    place: str
    quote: str


class SourceList(QListWidget):
    """As high as what is in it. Enter or a click emits `opened` with the place in the list."""

    opened = Signal(int)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "side")
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setItemDelegate(_Painter(theme, self))
        self.itemClicked.connect(lambda item: self.opened.emit(self.row(item)))
        theme.changed.connect(self._fit)

    def put(self, sources: Sequence[Source]) -> None:
        """Shows these."""
        self.clear()
        for source in sources:
            item = QListWidgetItem(f"{source.number} {source.place}: {source.quote}")
            item.setData(_DATA, source)
            self.addItem(item)
        self.setCurrentRow(0)
        self._fit()

    def sources(self) -> list[Source]:
        """What is shown."""
        return [self.item(row).data(_DATA) for row in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentRow() >= 0:
                self.opened.emit(self.currentRow())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.doItemsLayout()
        rows = sum(self.sizeHintForRow(row) for row in range(self.count()))
        self.setFixedHeight(max(4, rows + 4))


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        source: Source = index.data(_DATA)
        metrics = QFontMetrics(self._font())
        width = max(60, self._view.viewport().width() - 2 * _PAD - _NUMBER)
        box = metrics.boundingRect(QRect(0, 0, width, 10_000), _WRAP, source.quote)
        quote = min(box.height(), _MOST_LINES * metrics.lineSpacing())
        return QSize(width, metrics.lineSpacing() + quote + _PAD + 6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        source: Source = index.data(_DATA)
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(0, 1, 0, -1)
        selected = option.state & QStyle.StateFlag.State_Selected and self._view.hasFocus()
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QColor(tokens.accent) if selected else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft if selected else tokens.sunken))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        inner = box.adjusted(_PAD, _PAD // 2, -_PAD, -_PAD // 2)
        painter.setFont(self._font())
        painter.setPen(QColor(tokens.accent))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft, source.number)
        inner.adjust(_NUMBER, 0, 0, 0)
        metrics = painter.fontMetrics()
        place = metrics.elidedText(source.place, Qt.TextElideMode.ElideMiddle, inner.width())
        painter.setPen(QColor(tokens.text))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft, place)
        inner.adjust(0, metrics.lineSpacing() + 2, 0, 0)
        painter.setPen(QColor(tokens.muted))
        painter.setClipRect(inner)
        painter.drawText(inner, _WRAP, source.quote)
        painter.restore()

    def _font(self) -> QFont:
        font = QFont(self._view.font())
        font.setPixelSize(self._theme.tokens.font_small)
        return font
