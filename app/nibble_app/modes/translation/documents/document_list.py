"""The list of documents: name, languages, how far each is."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nibble_app.modes.translation.documents.desk import Desk, Item, Phase
from nibble_app.modes.translation.documents.segment_model import Index
from nibble_app.modes.translation.documents.words import languages, progress
from nibble_app.theme import Theme
from nibble_app.widgets.list_paint import paint_ground, paint_line

_PADDING = 12
_BAR = 4


class _Items(QAbstractListModel):
    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.count = 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else self.count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self._desk.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.path.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            done = f"{item.done}/{item.total}" if item.total else ""
            return f"{item.path.name}, {languages(item)}, {progress(item)} {done}"
        return item if role == Qt.ItemDataRole.UserRole else None


class _Painter(QStyledItemDelegate):
    """Draws plain text only, whatever a name contains."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        tokens = self._theme.tokens
        text = tokens.font_size * 1.5 + tokens.font_small * 3
        return QSize(100, round(text) + _BAR + 2 * _PADDING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: Item = index.data(Qt.ItemDataRole.UserRole)
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = option.rect.adjusted(6, 1, -6, -1)
        paint_ground(painter, ground, option.state, tokens, focused=self._view.hasFocus())
        box = option.rect.adjusted(_PADDING + 4, _PADDING - 2, -_PADDING - 4, -_PADDING)
        # The end of a file's name tells as much as its beginning.
        middle = Qt.TextElideMode.ElideMiddle
        paint_line(painter, box, item.path.name, tokens.font_size, tokens.text, elide=middle)
        box = box.adjusted(0, round(tokens.font_size * 1.5), 0, 0)
        paint_line(painter, box, languages(item), tokens.font_small, tokens.muted)
        box = box.adjusted(0, round(tokens.font_small * 1.5), 0, 0)
        colour = tokens.danger if item.phase is Phase.FAILED else tokens.muted
        paint_line(painter, box, progress(item), tokens.font_small, colour)
        self._bar(painter, QRect(box.x(), box.bottom() - _BAR + 3, box.width(), _BAR), item)
        painter.restore()

    def _bar(self, painter: QPainter, box: QRect, item: Item) -> None:
        if not item.total or item.phase is Phase.DONE:
            return
        tokens = self._theme.tokens
        painter.setPen(Qt.PenStyle.NoPen)
        for width, colour in (
            (box.width(), tokens.border),
            (round(box.width() * item.done / item.total), tokens.accent),
        ):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRect(box.x(), box.y(), width, box.height()), 2, 2)


class DocumentList(QListView):
    """Emits `chosen` (a key, "" for none) and, on the delete key, `remove_asked`."""

    chosen = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, theme: Theme, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._quiet = False
        self.setProperty("kind", "side")
        self.setAccessibleName(self.tr("Documents"))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._items = _Items(desk, self)
        self.setModel(self._items)
        self.setItemDelegate(_Painter(theme, self))
        self.selectionModel().currentChanged.connect(self._current_changed)
        theme.changed.connect(self.doItemsLayout)

    def refresh(self, key: str) -> None:
        """Items came or went; ``key`` becomes the current one, or the first where it is gone."""
        self._quiet = True
        self._items.beginResetModel()
        self._items.count = len(self._desk.items)
        self._items.endResetModel()
        rows = [row for row, item in enumerate(self._desk.items) if item.key == key]
        self.setCurrentIndex(self._items.index(rows[0] if rows else 0))
        self._quiet = False
        self.chosen.emit(self.current())

    def item_changed(self, key: str) -> None:
        """An item is not as it was."""
        for row, item in enumerate(self._desk.items):
            if item.key == key and row < self._items.count:
                self._items.dataChanged.emit(self._items.index(row), self._items.index(row))

    def select(self, key: str) -> None:
        """Makes an item the current one."""
        for row, item in enumerate(self._desk.items):
            if item.key == key:
                self.setCurrentIndex(self._items.index(row))

    def current(self) -> str:
        """The current item's key, "" for none."""
        row = self.currentIndex().row()
        return self._desk.items[row].key if 0 <= row < len(self._desk.items) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the document off the list."""
        if event.key() == Qt.Key.Key_Delete and self.current():
            self.remove_asked.emit(self.current())
        else:
            super().keyPressEvent(event)

    def _current_changed(self) -> None:
        if not self._quiet:
            self.chosen.emit(self.current())
