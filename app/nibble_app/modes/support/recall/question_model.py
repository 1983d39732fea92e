"""The test questions as rows, with what the last run found for each."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor

from nibble_app.modes.support.recall.measure import Found
from nibble_app.modes.support.recall.questions import words_of
from nibble_app.theme import Theme
from nibble_app.widgets.labels import tip
from nibble_engine.knowledge.question_files import RecallQuestion

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The table's columns; the first three can be edited."""

    QUESTION = 0
    DOCUMENT = 1
    WORDS = 2
    RANK = 3
    FOUND = 4


class QuestionModel(QAbstractTableModel):
    """`edited` after a change by the person; what was found for that question is forgotten."""

    edited = Signal()

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.questions: list[RecallQuestion] = []
        self._found: list[Found | None] = []

    def put(self, questions: Sequence[RecallQuestion]) -> None:
        """Other questions; nothing is known of them."""
        self.beginResetModel()
        self.questions = list(questions)
        self._found = [None] * len(questions)
        self.endResetModel()

    def show_found(self, found: Sequence[Found]) -> None:
        """What a run found, one for each question."""
        self._found = list(found)
        last = self.index(self.rowCount() - 1, Column.FOUND)
        self.dataChanged.emit(self.index(0, Column.RANK), last)

    def found(self, row: int) -> Found | None:
        """What the last run found for a question."""
        return self._found[row] if 0 <= row < len(self._found) else None

    def add(self, question: RecallQuestion) -> None:
        """One more, at the end."""
        row = len(self.questions)
        self.beginInsertRows(QModelIndex(), row, row)
        self.questions.append(question)
        self._found.append(None)
        self.endInsertRows()
        self.edited.emit()

    def remove(self, rows: Sequence[int]) -> None:
        """Takes these out."""
        self.beginResetModel()
        self.questions = [q for at, q in enumerate(self.questions) if at not in rows]
        self._found = [f for at, f in enumerate(self._found) if at not in rows]
        self.endResetModel()
        self.edited.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Questions."""
        return 0 if parent.isValid() else len(self.questions)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """See `Column`."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The texts."""
        column = Column(index.column())
        text = self._text(index.row(), column)
        if role == Qt.ItemDataRole.EditRole:
            return text
        if role == Qt.ItemDataRole.DisplayRole:
            none = column is Column.DOCUMENT and not text
            return self.tr("none answers it") if none else text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(text)
        if role == Qt.ItemDataRole.ForegroundRole and column >= Column.RANK:
            return QColor(self._colour(index.row()))
        return None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A change by the person; a question of blanks is none."""
        text, row = " ".join(str(value).split()), index.row()
        if role != Qt.ItemDataRole.EditRole or text == self._text(row, Column(index.column())):
            return False
        question = self._changed(self.questions[row], Column(index.column()), text)
        if not question.text:
            return False
        self.questions[row] = question
        self._found[row] = None
        self.dataChanged.emit(self.index(row, 0), self.index(row, Column.FOUND))
        self.edited.emit()
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What the person wrote can be edited."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() <= Column.WORDS else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of the columns."""
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (
            self.tr("Question"),
            self.tr("Answered in"),
            self.tr("Key words"),
            self.tr("Rank"),
            self.tr("Found"),
        )
        return names[section]

    def _text(self, row: int, column: Column) -> str:
        question, found = self.questions[row], self._found[row]
        if column <= Column.WORDS:
            words = ", ".join(question.key)
            return (question.text, ", ".join(question.documents), words)[column]
        if found is None:
            return ""
        if column is Column.RANK:
            return str(found.rank) if found.rank else "–"
        if not found.document:
            return self.tr("nothing")
        return f"{found.document}: {' '.join(found.quote.split())}"

    def _colour(self, row: int) -> str:
        found, tokens = self._found[row], self._theme.tokens
        if found is None or not self.questions[row].documents:
            return tokens.text
        return tokens.text if found.rank and found.right is not False else tokens.danger

    @staticmethod
    def _changed(question: RecallQuestion, column: Column, text: str) -> RecallQuestion:
        if column is Column.QUESTION:
            return question._replace(text=text)
        if column is Column.DOCUMENT:
            return question._replace(documents=(text,) if text else ())
        return question._replace(key=words_of(text))
