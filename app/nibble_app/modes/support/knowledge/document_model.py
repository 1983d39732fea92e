"""The documents of a base as rows: first those that could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from nibble_app.language_names import language_name
from nibble_app.modes.support.knowledge.words import state, trouble
from nibble_app.theme import Theme
from nibble_app.widgets.labels import tip
from nibble_engine.knowledge.document import Entry

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """The table's columns."""

    NAME = 0
    TITLE = 1
    LANGUAGE = 2
    PASSAGES = 3
    STATE = 4


class DocumentModel(QAbstractTableModel):
    """Shows the entries that the filter finds in their name, title or state."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: list[Entry] = []
        self._rows: list[Entry] = []
        self._filter = ""

    def put(self, entries: Sequence[Entry]) -> None:
        """Other entries."""
        self._entries = sorted(entries, key=lambda entry: (not entry.error, entry.name))
        self._show()

    def filter(self, words: str) -> None:
        """Shows those that have the words; "" shows all."""
        self._filter = words.casefold().strip()
        self._show()

    def entry(self, row: int) -> Entry | None:
        """The entry of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row(self, name: str) -> int:
        """The row of a document; -1 where it is not shown."""
        return next((at for at, entry in enumerate(self._rows) if entry.name == name), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Entries that are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """See `Column`."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The texts, and the entry itself as `ENTRY`."""
        entry = self._rows[index.row()]
        if role == ENTRY:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(entry, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(trouble(entry) or _text(entry, Column(index.column())))
        if role == Qt.ItemDataRole.ForegroundRole and entry.error:
            return QColor(self._theme.tokens.danger)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == Column.NAME:
            return f"{entry.name}. {trouble(entry) or state(entry)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of the columns."""
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (
            self.tr("Document"),
            self.tr("Title"),
            self.tr("Language"),
            self.tr("Passages"),
            self.tr("State"),
        )
        return names[section]

    def _show(self) -> None:
        self.beginResetModel()
        self._rows = [entry for entry in self._entries if self._filter in _searched(entry)]
        self.endResetModel()


def _text(entry: Entry, column: Column) -> str:
    if column is Column.LANGUAGE:
        return language_name(entry.language) if entry.language else ""
    if column is Column.PASSAGES:
        return "" if entry.error else str(entry.passages)
    if column is Column.STATE:
        return state(entry)
    return entry.name if column is Column.NAME else entry.title


def _searched(entry: Entry) -> str:
    return f"{entry.name}\n{entry.title}\n{state(entry)}".casefold()
