"""One knowledge base: its head, and its documents, sources and search in tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from nibble_app.error_text import describe
from nibble_app.link import EngineLink
from nibble_app.modes.support.knowledge.base_head import BaseHead
from nibble_app.modes.support.knowledge.documents_tab import DocumentsTab
from nibble_app.modes.support.knowledge.import_work import ImportWork
from nibble_app.modes.support.knowledge.search_tab import SearchTab
from nibble_app.modes.support.knowledge.sources_tab import SourcesTab
from nibble_app.modes.support.knowledge.words import trouble
from nibble_app.notices import Tone
from nibble_app.theme import Theme
from nibble_app.widgets.inline_message import InlineMessage
from nibble_engine.api import ErrorInfo
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.document import Entry
from nibble_engine.knowledge.importing import Result

_NAMED = 5


class BaseView(QWidget):
    """Shows a base; what is asked of it goes to the page."""

    def __init__(self, theme: Theme, link: EngineLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = BaseHead(theme)
        self.message = InlineMessage(theme)
        self.documents = DocumentsTab(theme)
        self.sources = SourcesTab(theme)
        self.search = SearchTab(link)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Parts of the knowledge base"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._stack = QStackedWidget()
        for title, tab in (
            (self.tr("Documents"), self.documents),
            (self.tr("Folders and files"), self.sources),
            (self.tr("Search"), self.search),
        ):
            self.tabs.addTab(title)
            self._stack.addWidget(tab)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.documents.listed.connect(self.head.show_entries)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(8)
        for widget in (self.head, self.message, self.tabs):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)

    def show_base(self, base: KnowledgeBase | None, name: str, *, other: bool) -> None:
        """A base as it is now; ``other`` is a base than before, about which nothing was said."""
        self.head.setVisible(base is not None)
        self.tabs.setVisible(base is not None)
        self._stack.setVisible(base is not None)
        self.head.name.setText(name)
        if other:
            self.message.hide()
        self.documents.show_base(base)
        self.sources.show_base(base)
        self.search.show_base(base)

    def show_passage(self, document: str, start: int, end: int) -> None:
        """Opens a document where it is cited, in characters of its text."""
        self.tabs.setCurrentIndex(0)
        self.documents.show_passage(document, start, end)

    def tell_stopped(self) -> None:
        """The last import was stopped: one may go on."""
        text = self.tr("The import was stopped. What was read is here.")
        self.message.show_text(text, Tone.INFO, action=self.tr("Go on"))

    def tell_error(self, error: ErrorInfo) -> None:
        """Something did not work."""
        text = describe(error)
        self.message.show_text(text.title, Tone.ERROR, f"{text.detail} {text.action}")

    def tell_end(self, work: ImportWork) -> None:
        """How an import ended; nothing where nobody asked for it and nothing was found."""
        if work.error is not None:
            self.tell_error(work.error)
        elif work.cancelled:
            self.tell_stopped()
        elif work.result is not None and (not work.quiet or work.found_something):
            self._tell_result(work.result, work.missing)

    def _tell_result(self, result: Result, missing: Sequence[Entry]) -> None:
        counts = (
            (self.tr("added: {count}"), result.added),
            (self.tr("changed: {count}"), result.changed),
            (self.tr("unchanged: {count}"), result.unchanged),
            (self.tr("removed: {count}"), result.removed),
            (self.tr("not read: {count}"), len(result.failed)),
        )
        said = ", ".join(words.format(count=count) for words, count in counts if count)
        tone = Tone.WARNING if result.failed else Tone.SUCCESS
        told = [trouble(entry) for entry in missing[:_NAMED]]
        if len(result.failed) > len(missing):
            told.append(self.tr("Those that were not read stand first, with what to do."))
        if result.skipped:
            names = ", ".join(result.skipped[:_NAMED])
            more = len(result.skipped) - _NAMED
            others = self.tr("and {count} others").format(count=more) if more > 0 else ""
            skipped = self.tr("Files of other kinds were left out: {names}")
            told.append(skipped.replace("{names}", f"{names} {others}".strip()))
        nothing = self.tr("No documents were found.")
        words = self.tr("Documents {counts}").format(counts=said) if said else nothing
        self.message.show_text(words, tone, "\n".join(told))
