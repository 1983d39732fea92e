"""The table of a base's documents; it shows as many columns as it has room for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from nibble_app.modes.support.knowledge.document_model import Column, DocumentModel

_WIDTHS = {Column.LANGUAGE: 92, Column.PASSAGES: 76, Column.STATE: 128}
_FROM = {Column.TITLE: 540, Column.LANGUAGE: 440, Column.PASSAGES: 340, Column.STATE: 240}


class DocumentTable(QTableView):
    """Emits `chosen` with the row that the person goes to."""

    chosen = Signal(int)

    def __init__(self, model: DocumentModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self.setModel(model)
        self.selectionModel().currentRowChanged.connect(self._current_changed)
        self.setAccessibleName(self.tr("Documents"))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for column in (Column.NAME, Column.TITLE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name is always there; those that were not read stand first, and in red."""
        super().resizeEvent(event)
        for column, least in _FROM.items():
            self.setColumnHidden(column, self.width() < least)

    def select(self, row: int) -> None:
        """Selects a row; emits nothing."""
        self._quiet = True
        self.selectRow(row)
        self._quiet = False

    def _current_changed(self) -> None:
        if not self._quiet and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row())
