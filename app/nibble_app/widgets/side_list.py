"""The list beside the work: a title and a line of preview for each thing, found words marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nibble_app.theme import Theme
from nibble_app.widgets.list_paint import paint_ground, paint_line

_Index = QModelIndex | QPersistentModelIndex
_PADDING = 12


@dataclass(frozen=True)
class Entry:
    """``spans`` are the parts of the preview that a search found."""

    key: str
    title: str
    preview: str = ""
    spans: Sequence[tuple[int, int]] = field(default_factory=tuple)


class _Entries(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return None
        if role == Qt.ItemDataRole.UserRole:
            return entry
        return None

    def put(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    """Draws plain text only, whatever a title contains."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        tokens = self._theme.tokens
        return QSize(100, round((tokens.font_size + tokens.font_small) * 1.5) + _PADDING + 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        tokens = self._theme.tokens
        box = option.rect.adjusted(6, 1, -6, -1)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = self.parent()
        focused = isinstance(view, QWidget) and view.hasFocus()
        paint_ground(painter, box, state, tokens, focused=focused)
        inner = box.adjusted(_PADDING - 2, 6, -_PADDING + 2, -6)
        paint_line(painter, inner, entry.title, tokens.font_size, tokens.text)
        below = inner.adjusted(0, round(tokens.font_size * 1.5), 0, 0)
        self._preview(painter, below, entry)
        painter.restore()

    def _preview(self, painter: QPainter, box: QRect, entry: Entry) -> None:
        tokens = self._theme.tokens
        pieces: list[tuple[str, bool]] = []
        at = 0
        for start, end in entry.spans:
            pieces += [(entry.preview[at:start], False), (entry.preview[start:end], True)]
            at = end
        pieces.append((entry.preview[at:], False))
        for text, found in pieces:
            colour = tokens.accent if found else tokens.muted
            paint_line(painter, box, text, tokens.font_small, colour)
            box = box.adjusted(painter.fontMetrics().horizontalAdvance(text), 0, 0, 0)
            if box.width() < 8:
                return


class SideList(QListView):
    """Emits `chosen` when the person picks another entry, `delete_asked` on the delete key and
    `rename_asked` on F2."""

    chosen = Signal(str)
    delete_asked = Signal(str)
    rename_asked = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "side")
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._entries = _Entries(self)
        self.setModel(self._entries)
        self.setItemDelegate(_Painter(theme, self))
        self.selectionModel().currentChanged.connect(self._current_changed)
        self._silent = False
        theme.changed.connect(self.doItemsLayout)

    def put(self, entries: list[Entry], selected: str) -> None:
        """Shows these, one of them selected; emits nothing."""
        self._silent = True
        self._entries.put(entries)
        self.select(selected)
        self._silent = False

    def select(self, key: str) -> None:
        """Selects an entry, or nothing where the key is not there; emits nothing."""
        before, self._silent = self._silent, True
        rows = [row for row, entry in enumerate(self._entries.entries) if entry.key == key]
        index = self._entries.index(rows[0]) if rows else QModelIndex()
        self.setCurrentIndex(index)
        if not rows:
            self.clearSelection()
        self._silent = before

    def current(self) -> str:
        """The selected entry's key, or "" for none."""
        row = self.currentIndex().row()
        return self._entries.entries[row].key if row >= 0 else ""

    def entries(self) -> list[Entry]:
        """What is shown."""
        return list(self._entries.entries)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and F2 act on the selected entry."""
        key = self.current()
        if key and event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit(key)
        elif key and event.key() == Qt.Key.Key_F2:
            self.rename_asked.emit(key)
        else:
            super().keyPressEvent(event)

    def _current_changed(self, index: QModelIndex) -> None:
        if index.isValid() and not self._silent:
            self.chosen.emit(self._entries.entries[index.row()].key)
