"""Proposed questions and answers as rows that the person may change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from nibble_app.theme import Theme
from nibble_app.widgets.labels import tip
from nibble_engine.support.mining import Pair

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The table's columns; the first two can be edited."""

    QUESTION = 0
    ANSWER = 1
    TIMES = 2
    NOTE = 3


class PairModel(QAbstractTableModel):
    """Holds what is proposed and neither approved nor rejected."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.pairs: list[Pair] = []

    def put(self, pairs: Sequence[Pair]) -> None:
        """Other proposals."""
        self.beginResetModel()
        self.pairs = list(pairs)
        self.endResetModel()

    def take(self, rows: Iterable[int]) -> list[Pair]:
        """Takes proposals out."""
        gone = set(rows)
        taken = [pair for at, pair in enumerate(self.pairs) if at in gone]
        self.put([pair for at, pair in enumerate(self.pairs) if at not in gone])
        return taken

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Proposals."""
        return 0 if parent.isValid() else len(self.pairs)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """See `Column`."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The texts."""
        pair, column = self.pairs[index.row()], Column(index.column())
        text = self._text(pair, column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip("\n".join(pair.sources) if column is Column.TIMES else text)
        if role == Qt.ItemDataRole.ForegroundRole and column is Column.NOTE:
            return QColor(self._theme.tokens.warning)
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A change by the person; nothing is made of blanks."""
        text = str(value).strip()
        if role != Qt.ItemDataRole.EditRole or not text:
            return False
        pair = self.pairs[index.row()]
        asked = index.column() == Column.QUESTION
        changed = replace(pair, question=text) if asked else replace(pair, answer=text)
        self.pairs[index.row()] = changed
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Question and answer can be edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() <= Column.ANSWER else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of the columns."""
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (self.tr("Question"), self.tr("Answer"), self.tr("Asked"), self.tr("Note"))
        return names[section]

    def _text(self, pair: Pair, column: Column) -> str:
        if column is Column.TIMES:
            return f"{pair.times}×"
        if column is Column.NOTE:
            said = self.tr("Compare with {document}")
            return said.format(document=pair.otherwise) if pair.otherwise else ""
        return pair.question if column is Column.QUESTION else pair.answer
