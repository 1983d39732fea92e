"""The list of versions, of which one or more are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import QListView, QWidget

from nibble_app.modes.writing.history.words import details, title
from nibble_app.store import Version
from nibble_app.theme import Theme
from nibble_app.widgets.side_list import Entry, SideList


class VersionList(SideList):
    """Emits `picked` when the person chooses others."""

    picked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self.setAccessibleName(self.tr("Versions, the newest first"))
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self._versions: list[Version] = []
        self._filling = False
        self.selectionModel().selectionChanged.connect(self._changed)

    def fill(self, versions: Sequence[Version]) -> None:
        """Shows these, newest first; what was chosen stays chosen, else the newest is. Emits
        nothing."""
        self._filling = True
        before = {version.id for version in self.chosen_versions()}
        self._versions = list(versions)
        olders = [*self._versions[1:], None]
        entries = [
            Entry(str(version.id), title(version), details(version, older))
            for version, older in zip(self._versions, olders, strict=False)
        ]
        rows = [row for row, version in enumerate(self._versions) if version.id in before]
        self.put(entries, entries[rows[0] if rows else 0].key if entries else "")
        for row in rows:
            index = self.model().index(row, 0)
            self.selectionModel().select(index, QItemSelectionModel.SelectionFlag.Select)
        self._filling = False

    def chosen_versions(self) -> list[Version]:
        """The oldest and the newest of those chosen; only one where it is the same."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        ends = dict.fromkeys([rows[-1], rows[0]]) if rows else {}
        return [self._versions[row] for row in ends]

    def _changed(self) -> None:
        if not self._filling:
            self.picked.emit()
