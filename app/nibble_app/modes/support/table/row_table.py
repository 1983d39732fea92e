"""The table of the rows; it shows as many columns as it has room for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from nibble_app.modes.support.table.row_model import Column, RowModel

_WIDTHS = {
    Column.NUMBER: 52,
    Column.INTENT: 128,
    Column.URGENCY: 76,
    Column.MOOD: 76,
    Column.LANGUAGE: 88,
    Column.CONFIDENCE: 96,
    Column.STATE: 104,
}
_FROM = {Column.DRAFT: 640, Column.LANGUAGE: 860, Column.MOOD: 780, Column.URGENCY: 540}
"""The width from which on there is room for a column."""


class RowTable(QTableView):
    """`chosen` with the number of the row that the person goes to, -1 for none."""

    chosen = Signal(int)

    def __init__(self, model: RowModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = model
        self.setModel(model)
        self.setAccessibleName(self.tr("Messages"))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        for column in (Column.MESSAGE, Column.DRAFT):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, width)
        self.selectionModel().currentRowChanged.connect(
            lambda now, before: self.chosen.emit(model.number(now.row()) if now.isValid() else -1)
        )

    def numbers(self) -> list[int]:
        """The rows that are selected."""
        return sorted(self._rows.number(i.row()) for i in self.selectionModel().selectedRows())

    def select(self, number: int) -> None:
        """Goes to a row if it is shown."""
        place = self._rows.place(number)
        if place >= 0:
            self.selectRow(place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Message and state are always there."""
        super().resizeEvent(event)
        for column, least in _FROM.items():
            self.setColumnHidden(column, self.width() < least)
