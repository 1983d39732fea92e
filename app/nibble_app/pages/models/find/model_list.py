"""The catalogue as rows with a search over them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nibble_app.downloads.downloads import Downloads
from nibble_app.pages.models.find.asked import Ways
from nibble_app.pages.models.find.filter_bar import FilterBar
from nibble_app.pages.models.find.model_row import ModelRow
from nibble_app.widgets.labels import PlainLabel


class ModelList(QWidget):
    """Rows are kept, told anew and hidden rather than made again: whoever goes through them by
    keys stays where they are. Emits `used` with an `Advice` and a folder, and `looked`."""

    used = Signal(object, str)
    looked = Signal()

    def __init__(self, downloads: Downloads, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._downloads = downloads
        self._rows: dict[str, ModelRow] = {}
        self.filter = FilterBar()
        self.filter.changed.connect(lambda wanted: self._filter())
        self._count = PlainLabel("", "small")
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.tr("All models"), "heading"))
        column.addWidget(self.filter)
        column.addWidget(self._count)
        column.addLayout(self._column)

    @property
    def rows(self) -> list[ModelRow]:
        """The models that are shown, in their order."""
        return [row for row in self._rows.values() if not row.isHidden()]

    def show_models(self, models: Sequence[Ways]) -> None:
        """Lists these, in their order, as far as the filter lets them through."""
        old = self._rows
        self._rows = {
            ways.model.id: self._row(old.pop(ways.model.id, None), ways) for ways in models
        }
        for row in old.values():
            row.hide()
            row.deleteLater()
        before: QWidget = self.filter.work
        for place, row in enumerate(self._rows.values()):
            self._column.removeWidget(row)
            self._column.insertWidget(place, row)
            QWidget.setTabOrder(before, row.get)
            before = row.get
        self._filter()

    def _row(self, row: ModelRow | None, ways: Ways) -> ModelRow:
        if row is not None:
            row.show_ways(ways)
            return row
        row = ModelRow(self._downloads, ways)
        row.used.connect(self.used)
        row.looked.connect(self.looked)
        return row

    def _filter(self) -> None:
        models = [row.ways for row in self._rows.values()]
        shown = {ways.model.id for ways in self.filter.value().shown(models)}
        for name, row in self._rows.items():
            row.setVisible(name in shown)
        self._count.setText(
            self.tr("{shown} of {all} models for this task").format(
                shown=len(shown), all=len(models)
            )
        )
