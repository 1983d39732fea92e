"""The table of the rows; it shows as many columns as it has room for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from nibble_app.modes.support.table.row_model import Column, RowModel
from nibble_app.widgets.table import Table

_WIDTHS: dict[int, int] = {
    Column.NUMBER: 52,
    Column.INTENT: 128,
    Column.URGENCY: 76,
    Column.MOOD: 76,
    Column.LANGUAGE: 88,
    Column.CONFIDENCE: 96,
    Column.STATE: 104,
}
_FROM: dict[int, int] = {
    Column.DRAFT: 640,
    Column.LANGUAGE: 860,
    Column.MOOD: 780,
    Column.URGENCY: 540,
}
"""The width from which on there is room for a column; message and state are always there."""


class RowTable(Table):
    """`chosen` with the number of the row that the person goes to, -1 for none."""

    chosen = Signal(int)

    def __init__(self, model: RowModel, parent: QWidget | None = None) -> None:
        super().__init__(
            model,
            self.tr("Messages"),
            stretched=(Column.MESSAGE, Column.DRAFT),
            widths=_WIDTHS,
            shown_from=_FROM,
            parent=parent,
        )
        self._rows = model
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
