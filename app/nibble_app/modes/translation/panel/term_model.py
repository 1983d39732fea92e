"""The terms of a glossary as a table that is edited in place."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from nibble_app.store import StoredTerm
from nibble_app.store.terms import Terms
from nibble_engine.terms import Term

_Index = QModelIndex | QPersistentModelIndex
_SEPARATOR = ";"


class TermModel(QAbstractTableModel):
    """Columns: source, target, and the words that are not to be used. `changed` tells that the
    store has another term now, `refused` that an edit would make one that is there already."""

    changed = Signal()
    refused = Signal()

    def __init__(self, terms: Terms, parent: QObject) -> None:
        super().__init__(parent)
        self._terms = terms
        self.rows: list[StoredTerm] = []
        self._titles = (self.tr("Text"), self.tr("Translation"), self.tr("Not"))

    def put(self, rows: list[StoredTerm]) -> None:
        """Shows these."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.ToolTipRole and section == len(self._titles) - 1:
            return self.tr("Words that are not to be used, with a semicolon between them")
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return None
        return _cells(self.rows[index.row()].term)[index.column()]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Writes the edit to the store; an empty source or target is none."""
        stored = self.rows[index.row()]
        term = _edited(stored.term, index.column(), str(value).strip())
        if (
            role != Qt.ItemDataRole.EditRole
            or term == stored.term
            or not (term.source and term.target)
        ):
            return False
        try:
            self._terms.update(stored.id, term)
        except ValueError:
            self.refused.emit()
            return False
        self.rows[index.row()] = replace(stored, term=term)
        self.dataChanged.emit(index, index)
        self.changed.emit()
        return True


def _cells(term: Term) -> tuple[str, str, str]:
    return term.source, term.target, f"{_SEPARATOR} ".join(term.forbidden)


def _edited(term: Term, column: int, text: str) -> Term:
    if column == 0:
        return replace(term, source=text)
    if column == 1:
        return replace(term, target=text)
    words = (word.strip() for word in text.replace("；", _SEPARATOR).split(_SEPARATOR))
    return replace(term, forbidden=tuple(word for word in words if word))
