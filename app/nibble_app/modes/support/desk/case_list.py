"""The list of cases: title and time, a mark where it is urgent, a preview, intent and tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nibble_app.theme import Theme
from nibble_app.widgets.list_paint import paint_ground, paint_line

_ROW = Qt.ItemDataRole.UserRole
_PAD, _DOT = 10, 8
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """A case of the list; ``about`` is its last line."""

    key: str
    title: str
    preview: str
    urgent: bool
    about: str
    time: str


class CaseList(QListWidget):
    """Emits `chosen` when the person picks another case, `delete_asked` on the delete key
    and `entered` on Enter."""

    chosen = Signal(str)
    entered = Signal()
    delete_asked = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("kind", "side")
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Painter(theme, self))
        self.currentItemChanged.connect(self._changed)
        theme.changed.connect(self.doItemsLayout)

    def put(self, rows: Sequence[Row], selected: str) -> None:
        """Shows these, one of them selected; emits nothing."""
        blocked = self.blockSignals(True)
        if [item.data(_ROW).key for item in self._items()] != [row.key for row in rows]:
            self.clear()
            for _ in rows:
                self.addItem(QListWidgetItem())
        for item, row in zip(self._items(), rows, strict=True):
            item.setData(_ROW, row)
            item.setText(f"{row.title} {row.about} {row.time}")
            item.setToolTip("")
        keys = [row.key for row in rows]
        self.setCurrentRow(keys.index(selected) if selected in keys else -1)
        self.blockSignals(blocked)

    def rows(self) -> list[Row]:
        """What is shown."""
        return [item.data(_ROW) for item in self._items()]

    def current(self) -> str:
        """The selected case, or "" for none."""
        item = self.currentItem()
        return str(item.data(_ROW).key) if item is not None else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Enter act on the selected case."""
        if event.key() == Qt.Key.Key_Delete and self.current():
            self.delete_asked.emit(self.current())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current():
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(at) for at in range(self.count())]

    def _changed(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(_ROW) is not None:
            self.chosen.emit(item.data(_ROW).key)


class _Painter(QStyledItemDelegate):
    """Draws plain text only, whatever a message contains."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        tokens = self._theme.tokens
        return QSize(100, round((tokens.font_size + 2 * tokens.font_small) * 1.5) + 18)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row: Row | None = index.data(_ROW)
        if row is None:
            return
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(4, 1, -4, -1)
        paint_ground(painter, box, option.state, tokens, focused=self._view.hasFocus())
        inner = box.adjusted(_PAD, 6, -_PAD, -6)
        right = Qt.AlignmentFlag.AlignRight
        room = paint_line(painter, inner, row.time, tokens.font_small, tokens.muted, side=right)
        title = inner.adjusted(0, 0, -room - 6, 0)
        if row.urgent:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.danger))
            middle = title.top() + round(tokens.font_size * 0.75)
            painter.drawEllipse(title.left(), middle - _DOT // 2, _DOT, _DOT)
            title = title.adjusted(_DOT + 6, 0, 0, 0)
        paint_line(painter, title, _one_line(row.title), tokens.font_size, tokens.text)
        below = inner.adjusted(0, round(tokens.font_size * 1.5), 0, 0)
        paint_line(painter, below, _one_line(row.preview), tokens.font_small, tokens.muted)
        last = below.adjusted(0, round(tokens.font_small * 1.5), 0, 0)
        paint_line(painter, last, _one_line(row.about), tokens.font_small, tokens.accent)
        painter.restore()


def _one_line(text: str) -> str:
    return " ".join(text.split())
