"""A small list at a place of the page, from which one thing is chosen by mouse or keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QTextLayout
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nibble_app.theme import Theme

_WIDEST, _HIGHEST, _EDGE = 440, 320, 8
_PADDING = 8
_OPTION = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


@dataclass(frozen=True)
class Option:
    """``text``, and ``rest`` in a quieter colour on the same line. What has no key is a message
    that cannot be chosen; a line keeps one ``apart`` from those above."""

    key: str
    text: str
    rest: str = ""
    apart: bool = False


class ChoiceList(QFrame):
    """Emits `chosen` with the option's key. Escape, or a focus elsewhere, closes it; ``owner``
    has the focus before and after."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, owner: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._owner, self._page = owner, parent
        self._place = QRect()
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setItemDelegate(_Painter(theme, self.list))
        self.list.installEventFilter(self)
        self.list.itemClicked.connect(self._choose)
        self.list.itemEntered.connect(self.list.setCurrentItem)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.list)
        self.hide()

    def open(self, place: QRect, options: Sequence[Option]) -> None:
        """Shows the options below ``place`` (in the parent's coordinates), or above it."""
        self._place = place
        self.put(options)
        self.show()
        self.raise_()
        self.list.setFocus()

    def put(self, options: Sequence[Option]) -> None:
        """Other options at the same place."""
        self.list.clear()
        for option in options:
            item = QListWidgetItem(f"{option.text}{option.rest}")
            item.setData(_OPTION, option)
            if not option.key:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        first = next((row for row, option in enumerate(options) if option.key), -1)
        self.list.setCurrentRow(first)
        self._fit()

    def options(self) -> list[Option]:
        """What is shown."""
        return [self.list.item(row).data(_OPTION) for row in range(self.list.count())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter chooses, Escape closes, and so does the loss of the focus."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self._owner.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if (item := self.list.currentItem()) is not None:
                    self._choose(item)
                return True
        return False

    def _choose(self, item: QListWidgetItem) -> None:
        option: Option = item.data(_OPTION)
        if option.key:
            self._owner.setFocus()
            self.chosen.emit(option.key)

    def _fit(self) -> None:
        page = self._page.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        metrics = self.list.fontMetrics()
        widest = max(
            (metrics.horizontalAdvance(o.text + o.rest) for o in self.options()), default=0
        )
        width = max(180, min(widest + 2 * _PADDING + 16, _WIDEST, page.width()))
        self.setFixedWidth(width)
        self.list.setFixedWidth(width - 10)
        self.list.doItemsLayout()
        rows = sum(self.list.sizeHintForRow(row) for row in range(self.list.count()))
        height = min(rows + 14, _HIGHEST, page.height())
        self.setFixedHeight(height)
        self.list.setFixedHeight(height - 10)
        left = min(max(page.left(), self._place.left()), page.right() - width)
        top = self._place.bottom() + 4
        if top + height > page.bottom():
            top = self._place.top() - 4 - height
        self.move(left, min(max(page.top(), top), page.bottom() - height))


class _Painter(QStyledItemDelegate):
    """One line where there is a quiet rest, several where a text is long."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        entry: Option = index.data(_OPTION)
        metrics = QFontMetrics(self._view.font())
        width = max(40, self._view.maximumWidth() - 2 * _PADDING - 2)
        height = metrics.lineSpacing()
        if not entry.rest:
            height = metrics.boundingRect(QRect(0, 0, width, 1000), _WRAP, entry.text).height()
        return QSize(width, height + _PADDING + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Option = index.data(_OPTION)
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.key and option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft))
            painter.drawRoundedRect(option.rect, 4, 4)
        box = option.rect.adjusted(_PADDING, _PADDING // 2, -_PADDING, -_PADDING // 2)
        painter.setFont(self._view.font())
        painter.setPen(QColor(tokens.text if entry.key else tokens.muted))
        if entry.rest:
            self._line(painter, box, entry, QColor(tokens.muted))
        else:
            painter.drawText(box, _WRAP, entry.text)
        if entry.apart:
            painter.setPen(QColor(tokens.border))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
        painter.restore()

    def _line(self, painter: QPainter, box: QRect, entry: Option, quiet: QColor) -> None:
        """Laid out as one, so that Chinese and Latin letters stand on the same line."""
        whole = painter.fontMetrics().elidedText(
            entry.text + entry.rest, Qt.TextElideMode.ElideRight, box.width()
        )
        layout = QTextLayout(whole, self._view.font())
        part = QTextLayout.FormatRange()
        part.start, part.length = len(entry.text), max(0, len(whole) - len(entry.text))
        part.format.setForeground(quiet)
        layout.setFormats([part])
        layout.beginLayout()
        layout.createLine().setLineWidth(box.width())
        layout.endLayout()
        layout.draw(painter, QPointF(box.topLeft()))
