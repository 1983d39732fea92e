"""The panel of documents: a new one, the search, and the list."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSplitter, QVBoxLayout, QWidget

from nibble_app.modes.registry import Context
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.modes.writing.room import WritingRoom
from nibble_app.widgets.buttons import IconButton
from nibble_app.widgets.labels import PlainLabel
from nibble_app.widgets.side_list import Entry, SideList

WIDTH = 220
_PAUSE_MS = 150


class LeftPanel(QFrame):
    """The documents, and below them the outline of the one that is open."""

    def __init__(self, documents: QWidget, outline: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setFixedWidth(WIDTH)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(12, 4, 8, 8)
        column.setSpacing(4)
        column.addWidget(PlainLabel(self.tr("Outline"), "heading"))
        column.addWidget(outline, 1)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(documents)
        splitter.addWidget(below)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)


class DocumentPanel(QWidget):
    """Shows what the room has; the page decides what happens."""

    chosen = Signal(str)
    new_asked = Signal()
    delete_asked = Signal(str)

    def __init__(
        self,
        context: Context,
        room: WritingRoom,
        manuscript: Manuscript,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._room, self._manuscript = room, manuscript
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search all documents"))
        self.search.setAccessibleName(self.tr("Search all documents"))
        self.search.setClearButtonEnabled(True)
        self.list = SideList(context.theme, self.tr("Documents"))
        self.new = IconButton(context.theme, "plus", self.tr("New document (Ctrl+N)"))
        self.delete = IconButton(context.theme, "trash-2", self.tr("Delete this document (Del)"))
        self._nothing = PlainLabel("", "small", wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self._lay_out()
        self.search.textChanged.connect(lambda text: self._pause.start())
        self.list.chosen.connect(self.chosen)
        self.list.delete_asked.connect(self.delete_asked)
        self.new.clicked.connect(self.new_asked)
        self.delete.clicked.connect(lambda: self.delete_asked.emit(self._manuscript.document))

    def refresh(self) -> None:
        """Reads the list anew."""
        query = self.search.text().strip()
        untitled = self.tr("Untitled")
        entries = [
            Entry(found.id, found.title or untitled, _second_line(found.text))
            for found in self._room.documents(query)
        ]
        self.list.put(entries, self._manuscript.document)
        self._nothing.setText(
            self.tr("Nothing was found.") if query else self.tr("Your documents will be here.")
        )
        self._nothing.setVisible(not entries)
        self.delete.setEnabled(bool(self._manuscript.document))

    def focus_search(self) -> None:
        """The cursor goes to the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(PlainLabel(self.tr("Documents"), "heading"), 1)
        head.addWidget(self.delete)
        head.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 8, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)


def _second_line(text: str) -> str:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return " ".join(lines[1:])[:120]
