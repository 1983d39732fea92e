"""The lines of the palette: icon, name, what it does or why it cannot be done, and its keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from nibble_app.theme import Theme
from nibble_app.widgets.list_paint import paint_ground

_Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole
_ICON, _GAP, _EDGE = 16, 10, 8


@dataclass(frozen=True)
class Row:
    """``rest`` stands after the title in a quieter colour. What has no key is only read; one with
    ``off`` cannot be chosen now, and ``rest`` says why. Row ``apart`` has a line above it."""

    key: str
    title: str
    rest: str = ""
    icon: str = ""
    keys: str = ""
    off: bool = False
    apart: bool = False

    def spoken(self) -> str:
        """For screen readers."""
        return ", ".join(part for part in (self.title, self.rest, self.keys) if part)


class RowModel(QAbstractListModel):
    """The lines of a list, put there all at once."""

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What is read aloud, and the row itself for who paints it."""
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken()
        return row if role == _ROW else None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """A line that is only read cannot be gone to."""
        return super().flags(index) if self.rows[index.row()].key else Qt.ItemFlag.NoItemFlags

    def put(self, rows: Sequence[Row]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class RowPainter(QStyledItemDelegate):
    """Draws plain text only, whatever a name contains."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """One line each."""
        return QSize(100, round(self._theme.tokens.font_size * 1.5) + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """See the module."""
        row: Row = index.data(_ROW)
        tokens = self._theme.tokens
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = option.rect.adjusted(4, 1, -4, -1)
        if row.apart:
            painter.setPen(QColor(tokens.border))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())
        if row.key:
            paint_ground(painter, box, option.state, tokens, focused=False)
        inner = box.adjusted(_EDGE, 0, -_EDGE, 0)
        if row.icon:
            role = "muted" if row.off else "accent"
            top = inner.center().y() - _ICON // 2 + 1
            square = QRect(inner.left(), top, _ICON, _ICON)
            self._theme.icon(row.icon, role).paint(painter, square)
        inner.setLeft(inner.left() + _ICON + _GAP)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        self._text(painter, inner, row, warns=row.off and is_current)
        painter.restore()

    def _text(self, painter: QPainter, box: QRect, row: Row, *, warns: bool) -> None:
        tokens = self._theme.tokens
        big, small = (
            _sized(painter.font(), tokens.font_size),
            _sized(painter.font(), tokens.font_small),
        )
        metrics = QFontMetrics(big)
        # On one line by its foot: Chinese fonts are higher than those for the Latin letters.
        foot = box.top() + (box.height() + metrics.ascent() - metrics.descent()) // 2
        if row.keys:
            wide = QFontMetrics(small).horizontalAdvance(row.keys)
            _put(
                painter, small, tokens.muted, QRect(box.right() - wide, foot, wide + 4, 0), row.keys
            )
            box = box.adjusted(0, 0, -wide - 16, 0)
        line = QRect(box.left(), foot, box.width(), 0)
        colour = tokens.muted if row.off or not row.key else tokens.text
        used = _put(painter, big, colour, line, row.title)
        rest = line.adjusted(used + _GAP, 0, 0, 0)
        if row.rest and rest.width() > 40:
            _put(painter, small, tokens.warning if warns else tokens.muted, rest, row.rest)


def _sized(font: QFont, pixels: int) -> QFont:
    made = QFont(font)
    made.setPixelSize(pixels)
    return made


def _put(painter: QPainter, font: QFont, colour: str, line: QRect, text: str) -> int:
    """Draws on the foot of a line, shortened where it is too long; the width that it took."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    short = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line.topLeft(), short)
    return painter.fontMetrics().horizontalAdvance(short)
