"""The groups of changes as rows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from nibble_app.modes.writing.changes.card import Card
from nibble_app.modes.writing.changes.group import Group

Index = QModelIndex | QPersistentModelIndex
CARD = Qt.ItemDataRole.UserRole


class ChangeModel(QAbstractListModel):
    """Makes the card of a row when it is first asked for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._groups: list[Group] = []
        self._rows: dict[int, int] = {}
        self._cards: dict[int, Card] = {}
        self._make: Callable[[Group], Card] | None = None

    def put(self, groups: list[Group], make: Callable[[Group], Card]) -> None:
        """Other rows, and what gives their cards."""
        self.beginResetModel()
        self._groups, self._make = groups, make
        self._rows = {key: row for row, group in enumerate(groups) for key in group.keys}
        self._cards = {}
        self.endResetModel()

    def group(self, row: int) -> Group:
        """The changes of a row."""
        return self._groups[row]

    def row(self, key: int) -> int | None:
        """The row that a change is in."""
        return self._rows.get(key)

    def card(self, row: int) -> Card:
        """What a row shows."""
        if row not in self._cards:
            assert self._make is not None
            self._cards[row] = self._make(self._groups[row])
        return self._cards[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Rows that are shown."""
        return 0 if parent.isValid() else len(self._groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The card as `CARD`, and in words."""
        if role == CARD:
            return self.card(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(index.row())
        return None

    def _spoken(self, row: int) -> str:
        """What becomes what, and why, as it is read aloud."""
        card = self.card(row)
        changes = [
            self.tr("“{original}” becomes “{replacement}”")
            .replace("{original}", change.original)
            .replace("{replacement}", change.replacement)
            for change in self._groups[row].changes[:20]
        ]
        return ". ".join(part for part in (card.flag, card.rule, *changes, card.why) if part)
