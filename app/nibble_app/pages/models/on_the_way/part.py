"""The models that are being got: how far each is, and what the person may do to it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.downloads.downloads import Downloads
from nibble_app.downloads.item import Item, State
from nibble_app.model_choice import KEYS
from nibble_app.model_control import ModelControl
from nibble_app.modes.registry import Context
from nibble_app.pages.models.on_the_way.row import DownloadRow
from nibble_app.pages.page import Page
from nibble_app.widgets.empty_state import EmptyState
from nibble_engine.api import Role
from nibble_engine.models.shelf import inspect


class ModelsOnTheWay(Page):
    """A row for each download; what is done can be used with a click."""

    def __init__(
        self,
        context: Context,
        control: ModelControl,
        downloads: Downloads,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            self.tr("Downloads"),
            self.tr(
                "One after the other. What is interrupted goes on where it was, and every file is "
                "compared with its hash before it is used."
            ),
            parent,
        )
        self._context = context
        self._downloads = downloads
        self._rows: dict[str, DownloadRow] = {}
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self._empty = EmptyState(
            context.theme,
            "boxes",
            self.tr("Nothing is on its way"),
            self.tr("“Find a model” shows what fits this computer; a click there gets it."),
        )
        self.column.addLayout(self._list)
        self.column.addWidget(self._empty)
        self.column.addStretch(1)
        for item in downloads.items:
            self._show(item)
        downloads.changed.connect(self._show)
        downloads.removed.connect(self._remove)
        self._empty.setVisible(not self._rows)

    def row(self, address: str) -> DownloadRow:
        """The row of a download."""
        return self._rows[address]

    def _show(self, item: Item) -> None:
        row = self._rows.get(item.address)
        if row is None:
            row = self._rows[item.address] = DownloadRow(self._downloads, item)
            row.chosen.connect(self._use)
            self._list.insertWidget(0, row)
            self._empty.hide()
        is_new = row.item.state is not item.state or row.item is item
        row.show_item(item)
        if item.state is State.DONE and is_new:
            # One background for each row: the next one that is done must not drop this look.
            Background(row).run(partial(_roles, item.folder), row.offer)

    def _remove(self, address: str) -> None:
        row = self._rows.pop(address, None)
        if row is not None:
            row.deleteLater()
        self._empty.setVisible(not self._rows)

    def _use(self, role: Role, folder: str) -> None:
        self._context.settings.set(KEYS[role], folder)


def _roles(folder: str) -> tuple[Role, ...]:
    found = inspect(Path(folder))
    return () if found.problem else tuple(found.roles)
