"""The segments of a document as rows: where each stands, its text, its translation, what is odd."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nibble_app.documents.segment import Segment
from nibble_app.modes.translation.documents.review import Shown, matches
from nibble_app.modes.translation.documents.words import state_name, trouble

Index = QModelIndex | QPersistentModelIndex
SEGMENT = Qt.ItemDataRole.UserRole


class Column(IntEnum):
    """The table's columns."""

    SOURCE = 0
    TARGET = 1
    LOOK = 2
    STATE = 3


class SegmentModel(QAbstractTableModel):
    """Holds the segments themselves; a changed translation goes to ``change`` (number, text),
    which tells whether it was kept."""

    def __init__(self, change: Callable[[int, str], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._change = change
        self._segments: list[Segment] = []
        self._numbers: list[int] = []
        self._rows: dict[int, int] = {}

    def put(self, segments: list[Segment]) -> None:
        """The segments of another document; nothing is shown before `show`."""
        self._segments = segments

    def show(self, shown: Shown, search: str, keep: int | None = None) -> None:
        """Shows those that match, and ``keep`` in any case."""
        self.beginResetModel()
        self._numbers = [
            segment.id
            for segment in self._segments
            if segment.id == keep or matches(segment, shown, search)
        ]
        self._rows = {number: row for row, number in enumerate(self._numbers)}
        self.endResetModel()

    def changed(self, numbers: Iterable[int]) -> list[int]:
        """These segments are not as they were; the rows that show them."""
        rows = [self._rows[number] for number in numbers if number in self._rows]
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))
        return rows

    def number(self, row: int) -> int:
        """The segment's number in its document."""
        return self._numbers[row]

    def row(self, number: int) -> int | None:
        """The row of a segment, if it is shown."""
        return self._rows.get(number)

    def segment(self, row: int) -> Segment:
        """The segment of a row."""
        return self._segments[self._numbers[row]]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Rows that are shown."""
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """See `Column`."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The texts, and the segment itself as `SEGMENT`."""
        segment = self.segment(index.row())
        if role == SEGMENT:
            return segment
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(segment, Column(index.column()))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self._text(segment, Column(index.column()))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (Column.LOOK, Column.STATE):
            # Qt would take a text of a document for markup.
            return html.escape(self._text(segment, Column(index.column()))).replace("\n", "<br>")
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A person's translation; one that is the same as before is no edit."""
        segment = self.segment(index.row())
        if role != Qt.ItemDataRole.EditRole or value == segment.target:
            return False
        return self._change(segment.id, str(value))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The translation can be edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == Column.TARGET else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of the columns."""
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (self.tr("Text"), self.tr("Translation"), self.tr("Needs a look"), self.tr("State"))
        return names[section]

    @staticmethod
    def _text(segment: Segment, column: Column) -> str:
        if column is Column.SOURCE:
            return segment.source
        if column is Column.TARGET:
            return segment.target
        if column is Column.LOOK:
            return "\n".join(trouble(segment))
        return state_name(segment)

    def _spoken(self, segment: Segment, column: Column) -> str:
        """A translation is read aloud with what is to be known of it."""
        text = self._text(segment, column)
        if column is not Column.TARGET:
            return text
        return ". ".join([text, state_name(segment), *trouble(segment)])
