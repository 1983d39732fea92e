"""The table of a base's documents; it shows as many columns as it has room for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from nibble_app.modes.support.knowledge.document_model import Column, DocumentModel
from nibble_app.widgets.table import Table

_WIDTHS: dict[int, int] = {Column.LANGUAGE: 92, Column.PASSAGES: 76, Column.STATE: 128}
_FROM: dict[int, int] = {
    Column.TITLE: 540,
    Column.LANGUAGE: 440,
    Column.PASSAGES: 340,
    Column.STATE: 240,
}
"""The width from which on there is room for a column; the name is always there, and those that
were not read stand first, in red."""


class DocumentTable(Table):
    """Emits `chosen` with the row that the person goes to."""

    chosen = Signal(int)

    def __init__(self, model: DocumentModel, parent: QWidget | None = None) -> None:
        super().__init__(
            model,
            self.tr("Documents"),
            stretched=(Column.NAME, Column.TITLE),
            widths=_WIDTHS,
            shown_from=_FROM,
            parent=parent,
        )
        self._quiet = False
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.selectionModel().currentRowChanged.connect(self._current_changed)

    def select(self, row: int) -> None:
        """Selects a row; emits nothing."""
        self._quiet = True
        self.selectRow(row)
        self._quiet = False

    def _current_changed(self) -> None:
        if not self._quiet and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row())
