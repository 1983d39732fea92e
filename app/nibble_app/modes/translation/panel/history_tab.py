"""What was translated lately, found again and brought back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from nibble_app.file_work import FileWork
from nibble_app.modes.registry import Context
from nibble_app.modes.translation.panel.history_file import write_history
from nibble_app.modes.translation.panel.search_row import search_row
from nibble_app.notices import Action
from nibble_app.store import Translation
from nibble_app.store.history import KEPT
from nibble_app.widgets.buttons import IconButton
from nibble_app.widgets.labels import MessageLabel
from nibble_app.widgets.more_button import MoreButton
from nibble_app.widgets.side_list import Entry, SideList

_STAR = "★ "
_FILES = "TSV (*.tsv)"


class HistoryTab(QWidget):
    """`chosen` has the `Translation` that the person wants back."""

    chosen = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._history, self._notices = context.store.history, context.notices
        self._found: list[Translation] = []
        self.files = FileWork(context.notices, self)
        self.search = QLineEdit()
        self.favourites = QCheckBox(self.tr("Favourites only"))
        self.list = SideList(context.theme, self.tr("Recent translations"))
        self.star = IconButton(context.theme, "star", self.tr("Make it a favourite, or not"))
        self.said = MessageLabel("", "small", wrap=True, parent=self)
        self.more = MoreButton(context.theme, self.tr("More for the history"))
        self.more.add(self.tr("Export as TSV…"), self._ask_export)
        self.more.add(self.tr("Delete the selected translation"), self.delete)
        self.more.add(self.tr("Clear the history, keep the favourites"), self.clear)
        self._lay_out()
        self.search.textChanged.connect(lambda text: self.refresh())
        self.favourites.clicked.connect(lambda checked: self.refresh())
        self.star.clicked.connect(self.toggle_star)
        self.list.chosen.connect(self._picked)
        self.list.delete_asked.connect(lambda key: self.delete())
        self.refresh()

    def refresh(self) -> None:
        """Reads the store anew."""
        query, favourites = self.search.text(), self.favourites.isChecked()
        self._found = self._history.list(query, favourites=favourites)
        lines = [
            Entry(str(one.id), (_STAR if one.favourite else "") + one.source, one.target)
            for one in self._found
        ]
        self.list.put(lines, self.list.current())
        self._show_buttons()
        nothing = self.tr("What you translate will be here.")
        if query or favourites:
            nothing = self.tr("Nothing was found.")
        self.said.setText("" if lines else nothing)

    def toggle_star(self) -> None:
        """The selected translation becomes a favourite, or is none any more."""
        if (one := self._current()) is not None:
            self._history.favour(one.id, not one.favourite)
            self.refresh()

    def delete(self) -> None:
        """Deletes the selected translation for good."""
        if (one := self._current()) is not None:
            self._history.delete([one.id])
            self.refresh()

    def clear(self) -> None:
        """Deletes all that are no favourites, if the person says so again."""
        sure = Action(self.tr("Clear"), self._clear)
        self._notices.show(self.tr("Delete the history for good?"), action=sure)

    def export_file(self, path: Path) -> None:
        """Writes all of it, the newest first."""
        everything = self._history.list(limit=2 * KEPT)
        said = self.tr("{count} translations are in {file}.").replace("{file}", path.name)
        self.files.run(
            lambda: write_history(path, everything),
            lambda count: self.said.setText(said.replace("{count}", str(count))),
        )

    def showEvent(self, event: object) -> None:
        """What was added meanwhile is there."""
        self.refresh()

    def _clear(self) -> None:
        self._history.clear()
        self.refresh()

    def _current(self) -> Translation | None:
        key = self.list.current()
        return next((one for one in self._found if str(one.id) == key), None)

    def _picked(self, key: str) -> None:
        self._show_buttons()
        if (one := self._current()) is not None:
            self.chosen.emit(one)

    def _show_buttons(self) -> None:
        one = self._current()
        self.star.setEnabled(one is not None)
        role = "accent" if one is not None and one.favourite else "muted"
        self.star.show_icon("star", role)

    def _ask_export(self) -> None:
        if path := self.files.ask_save(self.tr("Export the history"), "history.tsv", _FILES):
            self.export_file(path)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        name = self.tr("Search the history")
        column.addLayout(search_row(self.search, name, self.star, self.more))
        column.addWidget(self.favourites)
        column.addWidget(self.said)
        column.addWidget(self.list, 1)
