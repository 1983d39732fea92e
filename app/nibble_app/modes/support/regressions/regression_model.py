"""The tests as rows: what broke comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from nibble_app.modes.support.regressions import words
from nibble_app.modes.support.regressions.runner import expectation_of_test
from nibble_app.store.regressions import Regression
from nibble_app.theme import Theme
from nibble_app.widgets.labels import tip
from nibble_engine.support.regressions import CHANGES, Change, Outcome, Tested, from_json

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The table's columns."""

    QUESTION = 0
    EXPECTED = 1
    CHANGE = 2
    RESULT = 3


@dataclass
class Item:
    """A test with its last result and the one before it."""

    test: Regression
    now: Outcome | None
    before: Outcome | None = None

    @property
    def change(self) -> Change | None:
        """What became of it; None before its first run."""
        if self.now is None:
            return None
        return Tested(expectation_of_test(self.test), self.before, self.now).change


class RegressionModel(QAbstractTableModel):
    """Rows stay where they are during a run; `sort_items` puts what broke first."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.items: list[Item] = []

    def put(self, tests: Sequence[Regression]) -> None:
        """Other tests, with the results that are kept with them."""
        self.beginResetModel()
        self.items = [_item(test) for test in tests]
        self.endResetModel()

    def judge(self, test: int, outcome: Outcome) -> None:
        """A new result of a test."""
        for row, item in enumerate(self.items):
            if item.test.id == test:
                item.before, item.now = item.now, outcome
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    def sort_items(self) -> None:
        """What broke first, what was never run last."""
        self.beginResetModel()
        self.items.sort(key=lambda item: CHANGES.index(item.change) if item.change else 9)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Tests."""
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """See `Column`."""
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The texts; what was replied is the tooltip of the result."""
        item, column = self.items[index.row()], Column(index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(item, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            reply = item.now.reply if item.now and column is Column.RESULT else ""
            return tip(reply or _text(item, column))
        if role == Qt.ItemDataRole.ForegroundRole and column >= Column.CHANGE:
            return QColor(self._colour(item))
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Names of the columns."""
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (self.tr("Question"), self.tr("Expected"), self.tr("State"), self.tr("Result"))
        return names[section]

    def _colour(self, item: Item) -> str:
        tokens = self._theme.tokens
        if item.now is None:
            return tokens.muted
        if item.change == "fixed":
            return tokens.success
        return tokens.text if item.now.passed else tokens.danger


def _item(test: Regression) -> Item:
    kept = test.last_result or {}
    return Item(test, from_json(kept.get("now")), from_json(kept.get("before")))


def _text(item: Item, column: Column) -> str:
    if column is Column.QUESTION:
        return " ".join(item.test.question.split())
    if column is Column.EXPECTED:
        return words.expected(expectation_of_test(item.test))
    if column is Column.CHANGE:
        return words.change(item.change)
    if item.now is None:
        return ""
    return f"{words.problem(item.now)} · {words.setting(item.now.setting)}"
