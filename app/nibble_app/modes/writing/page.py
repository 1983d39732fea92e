"""The writing mode's page: documents and outline, the editor, and the parts that work on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nibble_app.folders import chosen_data_folder
from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.writing.actions.bar import ActionBar
from nibble_app.modes.writing.actions.entries import ActionList
from nibble_app.modes.writing.actions.keys import ActionKeys
from nibble_app.modes.writing.actions.palette import CommandPalette
from nibble_app.modes.writing.actions.scope import span_of
from nibble_app.modes.writing.actions.text_actions import add_text_actions, put_languages
from nibble_app.modes.writing.actions.wish import Wish
from nibble_app.modes.writing.changes.part import ChangesPart
from nibble_app.modes.writing.documents import DocumentPanel
from nibble_app.modes.writing.editor.writing_editor import WritingEditor
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.modes.writing.open_document import OpenDocument
from nibble_app.modes.writing.own_actions.entries import put_own
from nibble_app.modes.writing.own_actions.form import CustomActionForm
from nibble_app.modes.writing.page_entries import page_entries
from nibble_app.modes.writing.proposer import Proposer
from nibble_app.modes.writing.room import WritingRoom
from nibble_app.modes.writing.side_parts import SideParts
from nibble_app.modes.writing.wishes import Wishes
from nibble_app.notices import Tone
from nibble_app.state import EngineState
from nibble_app.writing.own_actions import OwnActions
from nibble_app.writing.rules import chosen_rules, switch
from nibble_app.writing.voice import Voice
from nibble_engine.api import Role

if TYPE_CHECKING:
    from nibble_app.modes.writing.certainty.part import CertaintyPart
    from nibble_app.modes.writing.drafting.part import DraftPart
    from nibble_app.modes.writing.history.history_part import HistoryPart
    from nibble_app.modes.writing.options.page import WritingOptions
    from nibble_app.modes.writing.terms.part import TermsPart

_NARROWEST = 440
"""Pixels that the editor has before the documents make room for it."""


class WritingPage(ModeView):
    """Wires the parts; each does its own work."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        folder = chosen_data_folder(context.settings) / "writing"
        self.own, self.voice = OwnActions(folder / "actions"), Voice(folder / "voice")
        self.room = WritingRoom(context.store)
        self.editor = WritingEditor(context.theme)
        self.manuscript = Manuscript(self.editor, self)
        self.opened = OpenDocument(context, self.room, self.manuscript, self)
        self.proposer = Proposer(context.link, self, rules=self._rules)
        self.wishes = Wishes(context, self.manuscript, self.proposer, self._rules, self)
        self.panel = DocumentPanel(context, self.room)
        self.actions = ActionList(context.settings, self)
        self.bar = ActionBar(context.theme, self.actions)
        self.form = CustomActionForm()
        self.find = FindBar(context.theme, self.editor)
        self.outline = OutlinePanel(context.theme, self.manuscript)
        self.counts = CountLabel(self.manuscript)
        self.parts = SideParts(context.theme)
        self.changes = ChangesPart(context, self.manuscript, context.store.rejections, self)
        self._text, self._pages = QWidget(), QStackedWidget()
        self._wants_documents = True
        self._add_parts()
        self._lay_out()
        self.command_palette = CommandPalette(context.theme, self.actions, self)
        self._fill_actions()
        ActionKeys(self.actions, self._text)
        self._connect()
        self.opened.open_newest()
        self.panel.refresh()

    def focus_input(self) -> None:
        """The cursor goes to the document."""
        self.editor.setFocus()

    def shutdown(self) -> None:
        """Keeps the last words."""
        self.opened.close()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for both, the documents give way to a part."""
        super().resizeEvent(event)
        self._fit()

    @property
    def draft(self) -> DraftPart:
        """Outlines and drafts."""
        return cast("DraftPart", self.parts.part("draft"))

    @property
    def terms(self) -> TermsPart:
        """The sheet of terms."""
        return cast("TermsPart", self.parts.part("terms"))

    @property
    def history(self) -> HistoryPart:
        """The versions."""
        return cast("HistoryPart", self.parts.part("history"))

    @property
    def certainty(self) -> CertaintyPart:
        """How sure the model was."""
        return cast("CertaintyPart", self.parts.part("certainty"))

    @property
    def options(self) -> WritingOptions:
        """What is set up for writing, in the place of the text."""
        if self._options is None:
            self._options = self._made_options()
        return self._options

    # --- parts ---

    def _add_parts(self) -> None:
        add = self.parts.add
        add("changes", self.tr("Changes"), "file-diff", "Ctrl+Shift+C", lambda: self.changes)
        add("draft", self.tr("Outline and draft"), "list-tree", "Ctrl+Shift+D", self._made_draft)
        add("terms", self.tr("Terms and names"), "book-open", "Ctrl+Shift+E", self._made_terms)
        add("history", self.tr("History"), "history", "Ctrl+Shift+H", self._made_history)
        add("certainty", self.tr("Certainty"), "gauge", "Ctrl+Shift+U", self._made_certainty)

    def _made_draft(self) -> QWidget:
        from nibble_app.modes.writing.drafting.part import DraftPart

        part = DraftPart(self._context, self.manuscript, self._context.store.plans)
        part.drafted.connect(self.opened.recorder.accepted)
        part.document_asked.connect(self.opened.saver.flush)
        return part

    def _made_terms(self) -> QWidget:
        from nibble_app.modes.writing.terms.part import TermsPart

        return TermsPart(self._context, self.manuscript)

    def _made_history(self) -> QWidget:
        from nibble_app.modes.writing.history.history_part import HistoryPart

        return HistoryPart(self._context, self.manuscript, self.opened.recorder)

    def _made_certainty(self) -> QWidget:
        from nibble_app.modes.writing.certainty.part import CertaintyPart

        part = CertaintyPart(self._context, self.manuscript)
        self.certain.show_in(part)
        return part

    def _made_options(self) -> WritingOptions:
        from nibble_app.modes.writing.options.page import WritingOptions

        made = WritingOptions(self._context)
        made.left.connect(self._show_text)
        made.changed.connect(self._options_changed)
        self._pages.addWidget(made)
        return made
