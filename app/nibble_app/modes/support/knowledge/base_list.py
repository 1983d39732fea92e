"""The list of the knowledge bases: a new one, another name, deleted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QVBoxLayout, QWidget

from nibble_app.error_text import describe
from nibble_app.modes.support.knowledge.library import BaseEntry
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton
from nibble_app.widgets.labels import PlainLabel
from nibble_app.widgets.side_list import Entry, SideList

WIDTH = 232


class BaseList(QFrame):
    """Asks for names; the page does the rest."""

    chosen = Signal(str)
    new_asked = Signal(str)
    rename_asked = Signal(str, str)
    delete_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setFixedWidth(WIDTH)
        self.list = SideList(theme, self.tr("Knowledge bases"))
        self.new = IconButton(theme, "plus", self.tr("New knowledge base (Ctrl+N)"))
        self._lay_out()
        self.new.clicked.connect(self.ask_new)
        self.list.chosen.connect(self.chosen)
        self.list.rename_asked.connect(self.ask_name)
        self.list.delete_asked.connect(self.delete_asked)
        QShortcut(QKeySequence.StandardKey.New, self).activated.connect(self.ask_new)

    def put(self, bases: Sequence[BaseEntry], previews: Sequence[str], selected: str) -> None:
        """Shows these, one of them selected; a preview says what is in each."""
        self.list.put(
            [
                Entry(base.key, base.name, describe(base.error).title if base.error else preview)
                for base, preview in zip(bases, previews, strict=True)
            ],
            selected,
        )

    def ask_new(self) -> None:
        """Asks for the name of a new one."""
        title, label = self.tr("New knowledge base"), self.tr("Name")
        name, given = QInputDialog.getText(self, title, label)
        if given and name.strip():
            self.new_asked.emit(name)

    def ask_name(self, key: str) -> None:
        """Asks for another name."""
        before = next((entry.title for entry in self.list.entries() if entry.key == key), "")
        title, label = self.tr("Rename the knowledge base"), self.tr("Name")
        name, given = QInputDialog.getText(self, title, label, text=before)
        if given and name.strip():
            self.rename_asked.emit(key, name)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Knowledge bases"), "heading"), 1)
        head.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 8, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.list, 1)
