"""The documents of a base: a table with a filter, and beside it what the model will see."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSplitter, QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.modes.support.knowledge.document_model import DocumentModel
from nibble_app.modes.support.knowledge.document_table import DocumentTable
from nibble_app.modes.support.knowledge.preview import Preview
from nibble_app.modes.support.knowledge.words import trouble
from nibble_app.theme import Theme
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.document import Entry


class DocumentsTab(QWidget):
    """Keeps the chosen document through a change of the list; `listed` tells all entries."""

    listed = Signal(list)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base: KnowledgeBase | None = None
        self._listing = Background(self)
        self._wanted: tuple[str, tuple[int, int]] | None = None
        self._shown: Entry | None = None
        self.entries: Sequence[Entry] = ()
        self.filter = QLineEdit()
        name = self.tr("Filter the documents")
        self.filter.setPlaceholderText(name)
        self.filter.setAccessibleName(name)
        self.filter.setClearButtonEnabled(True)
        self.model = DocumentModel(theme, self)
        self.table = DocumentTable(self.model)
        self.preview = Preview(theme)
        self._split = QSplitter()
        self._lay_out()
        self.filter.textChanged.connect(self._filter)
        self.table.chosen.connect(self._show_row)

    def show_base(self, base: KnowledgeBase | None) -> None:
        """Another base, or the same one with other documents. Lists them in a thread: there may
        be ten thousand, and an import may be writing."""
        if base is not self._base:
            self._base, self._shown = base, None
            self._put(())
            self.preview.clear()
        if base is not None:
            self._listing.run(base.entries, self._put)

    def show_passage(self, document: str, start: int, end: int) -> None:
        """Opens a document where it is cited, in characters of its text."""
        self.filter.clear()
        self._wanted = (document, (start, end))
        self._select_wanted()

    def _put(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.model.put(entries)
        self._select_shown()
        self._select_wanted()
        if self._shown is None and entries:
            self._show_first()
        self.listed.emit(list(entries))

    def _filter(self, words: str) -> None:
        self.model.filter(words)
        self._select_shown()

    def _select_shown(self) -> None:
        """The row of what the preview shows; that is read again if it is not as it was."""
        before = self._shown
        row = self.model.row(before.name) if before else -1
        now = self.model.entry(row)
        if now is None:
            return
        self.table.select(row)
        if before is not None and (now.stamp, now.error) != (before.stamp, before.error):
            self._show_row(row)

    def _select_wanted(self) -> None:
        if self._wanted is not None and (row := self.model.row(self._wanted[0])) >= 0:
            span, self._wanted = self._wanted[1], None
            self.table.select(row)
            self._show_row(row, span)

    def _show_first(self) -> None:
        """Nothing was chosen yet."""
        self.table.select(0)
        self._show_row(0)

    def _show_row(self, row: int, span: tuple[int, int] | None = None) -> None:
        entry = self._shown = self.model.entry(row)
        if entry is None or self._base is None:
            return
        if entry.error:
            self.preview.show_trouble(entry.name, trouble(entry))
        else:
            self.preview.show_document(self._base, entry.name, span)

    def _lay_out(self) -> None:
        left = QWidget()
        rows = QVBoxLayout(left)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        rows.addWidget(self.filter)
        rows.addWidget(self.table, 1)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(16)
        self._split.addWidget(left)
        self._split.addWidget(self.preview)
        self._split.setSizes([460, 540])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._split)
