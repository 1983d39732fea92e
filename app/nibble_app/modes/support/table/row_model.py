"""The rows of a table of messages, with what was found out about each."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from nibble_app.language_names import language_name
from nibble_app.modes.support.desk import words as desk_words
from nibble_app.modes.support.table.shown import Shown, matches
from nibble_app.modes.support.table.words import state, trouble
from nibble_app.support_batch.row import Answer, Row
from nibble_app.support_batch.work import BatchWork
from nibble_app.theme import Theme
from nibble_app.widgets.labels import tip

Index = QModelIndex | QPersistentModelIndex
_LONGEST = 400


class Column(IntEnum):
    """The table's columns."""

    NUMBER = 0
    MESSAGE = 1
    INTENT = 2
    URGENCY = 3
    MOOD = 4
    LANGUAGE = 5
    DRAFT = 6
    CONFIDENCE = 7
    STATE = 8


class RowModel(QAbstractTableModel):
    """Shows the rows of a work; texts are made when they are painted."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self._work: BatchWork | None = None
        self._numbers: list[int] = []
        self._places: dict[int, int] = {}

    def put(self, work: BatchWork | None) -> None:
        """Other rows, all of them."""
        self._work = work
        self.show(Shown.ALL)

    def show(self, shown: Shown, intent: str = "", keep: int = -1) -> None:
        """Shows those that match, and the row ``keep`` in any case."""
        rows = self._work.rows if self._work else []
        self.beginResetModel()
        self._numbers = [
            row.number for row in rows if row.number == keep or matches(row, shown, intent)
        ]
        self._places = {number: place for place, number in enumerate(self._numbers)}
        self.endResetModel()

    def changed(self, numbers: Iterable[int]) -> None:
        """These rows are not as they were."""
        for place in (self._places[number] for number in numbers if number in self._places):
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1))

    def number(self, place: int) -> int:
        """The number in the table of what is shown there; -1 where nothing is."""
        return self._numbers[place] if 0 <= place < len(self._numbers) else -1

    def place(self, number: int) -> int:
        """Where a row is shown; -1 where it is not."""
        return self._places.get(number, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Rows that are shown."""
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """See `Column`."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The texts."""
        work = self._work
        if work is None:
            return None
        row = work.rows[self._numbers[index.row()]]
        column = Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(work, row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(trouble(row)) if column is Column.STATE else None
        if role == Qt.ItemDataRole.ForegroundRole and column is Column.STATE:
            return QColor(self._colour(row))
        if role == Qt.ItemDataRole.TextAlignmentRole and column is Column.CONFIDENCE:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of the columns."""
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (
            self.tr("No."),
            self.tr("Message"),
            self.tr("Intent"),
            self.tr("Urgency"),
            self.tr("Mood"),
            self.tr("Language"),
            self.tr("Draft"),
            self.tr("Confidence"),
            self.tr("State"),
        )
        return names[section]

    @staticmethod
    def _text(work: BatchWork, row: Row, column: Column) -> str:
        if column is Column.NUMBER:
            return str(row.number + 1)
        if column is Column.MESSAGE:
            return _line(work.message(row.number))
        if column is Column.STATE:
            return state(row) if work.message(row.number).strip() else ""
        return _of_answer(row.answer, column) if row.answer else ""

    def _colour(self, row: Row) -> str:
        tokens = self._theme.tokens
        if row.status == "failed":
            return tokens.danger
        if row.answer is None:
            return tokens.muted
        return tokens.warning if row.answer.hand_over else tokens.text


def _of_answer(answer: Answer, column: Column) -> str:
    if column is Column.INTENT:
        return desk_words.intent(answer.intent)
    if column is Column.URGENCY:
        return desk_words.value(answer.urgency)
    if column is Column.MOOD:
        return desk_words.value(answer.mood)
    if column is Column.LANGUAGE:
        return language_name(answer.language)
    return _line(answer.draft) if column is Column.DRAFT else f"{answer.confidence:.2f}"


def _line(text: str) -> str:
    return " ".join(text[:_LONGEST].split())
