"""Everything that can be done, with its keys: the list of actions as a page to read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QListView, QVBoxLayout, QWidget

from nibble_app.modes.writing.actions.entries import ActionList
from nibble_app.modes.writing.actions.palette_rows import Row, RowModel, RowPainter
from nibble_app.theme import Theme
from nibble_app.widgets.labels import PlainLabel


class HelpPage(QWidget):
    """Made of the list of actions each time it is shown."""

    def __init__(self, theme: Theme, actions: ActionList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Search"))
        self.field.setAccessibleName(self.tr("Search"))
        self.field.setClearButtonEnabled(True)
        self.list = QListView()
        self.list.setAccessibleName(self.tr("Actions and their keys"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows = RowModel(self.list)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(RowPainter(theme, self.list))
        words = self.tr(
            "Ctrl+K opens all of this from wherever you are: type a few letters, in English, "
            "Chinese or pinyin, and press Enter."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(words, "muted", wrap=True))
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        self.field.textChanged.connect(self._filter)

    def focus_input(self) -> None:
        """To the search."""
        self.field.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Actions may have come or gone."""
        super().showEvent(event)
        self._filter(self.field.text())

    def rows(self) -> list[Row]:
        """What is shown."""
        return list(self._rows.rows)

    def _filter(self, typed: str) -> None:
        entries = self._actions.entries(typed) if typed.strip() else self._actions.entries()
        rows, group = [], entries[0].group if entries else ""
        for entry in entries:
            # Found ones come by how well they fit, and a line would part what belongs together.
            apart = not typed.strip() and entry.group != group
            title, hint = " ".join(entry.title.split()), " ".join(entry.hint.split())
            rows.append(Row(entry.key, title, hint, entry.icon, entry.keys(), apart=apart))
            group = entry.group
        self._rows.put(rows)
