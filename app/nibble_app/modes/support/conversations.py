"""The panel of conversations: a new one, the search over all of them, and the list."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QInputDialog, QLineEdit, QVBoxLayout, QWidget

from nibble_app.modes.registry import Context
from nibble_app.modes.support.room import SupportRoom
from nibble_app.widgets.buttons import IconButton
from nibble_app.widgets.labels import PlainLabel
from nibble_app.widgets.side_list import Entry, SideList

WIDTH = 248
_PAUSE_MS = 150


class ConversationPanel(QFrame):
    """Shows what the room has; the view decides what happens."""

    chosen = Signal(str)
    new_asked = Signal()
    delete_asked = Signal(str)
    renamed = Signal()

    def __init__(self, context: Context, room: SupportRoom, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setFixedWidth(WIDTH)
        self._room = room
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search all conversations"))
        self.search.setAccessibleName(self.tr("Search all conversations"))
        self.search.setClearButtonEnabled(True)
        self.list = SideList(context.theme, self.tr("Conversations"))
        self._nothing = PlainLabel("", "small", wrap=True)
        self.new = IconButton(context.theme, "plus", self.tr("New conversation (Ctrl+N)"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self._lay_out()
        self.search.textChanged.connect(lambda text: self._pause.start())
        self.list.chosen.connect(self.chosen)
        self.list.delete_asked.connect(self.delete_asked)
        self.list.rename_asked.connect(self.rename)
        self.new.clicked.connect(self.new_asked)

    def refresh(self) -> None:
        """Reads the list anew: all conversations, or those that the search finds."""
        query = self.search.text().strip()
        if query:
            hits = self._room.search(query)
            entries = [Entry(hit.conversation, hit.title, hit.snippet, hit.spans) for hit in hits]
        else:
            entries = [Entry(c.id, c.title, c.preview) for c in self._room.conversations()]
        self.list.put(entries, self._room.conversation)
        self._nothing.setText(
            self.tr("Nothing was found.") if query else self.tr("Your conversations will be here.")
        )
        self._nothing.setVisible(not entries)

    def focus_search(self) -> None:
        """The cursor goes to the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def rename(self, conversation: str) -> None:
        """Asks for another title."""
        title = next((e.title for e in self.list.entries() if e.key == conversation), "")
        name, given = QInputDialog.getText(
            self, self.tr("Rename the conversation"), self.tr("Title"), text=title
        )
        if given:
            self._room.rename(conversation, name)
            self.refresh()
            self.renamed.emit()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Conversations"), "heading"), 1)
        head.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 8, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)
