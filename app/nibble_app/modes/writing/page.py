"""The writing mode's page: documents and outline, the editor, and the parts that work on it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.writing.actions.menus import fill
from nibble_app.modes.writing.actions.parts import ActionParts
from nibble_app.modes.writing.actions.scope import span_of
from nibble_app.modes.writing.actions.text_actions import TEXT_GROUPS
from nibble_app.modes.writing.actions.wish import Wish
from nibble_app.modes.writing.changes.part import ChangesPart
from nibble_app.modes.writing.documents import WIDTH as PANEL
from nibble_app.modes.writing.documents import DocumentPanel, LeftPanel
from nibble_app.modes.writing.drawing import draw
from nibble_app.modes.writing.editor.count_label import CountLabel
from nibble_app.modes.writing.editor.find_bar import FindBar
from nibble_app.modes.writing.editor.outline_panel import OutlinePanel
from nibble_app.modes.writing.editor.selection_bar import SelectionBar
from nibble_app.modes.writing.editor.speller import Speller
from nibble_app.modes.writing.editor.writing_editor import WritingEditor
from nibble_app.modes.writing.files import DocumentFiles
from nibble_app.modes.writing.ghost_writer import GhostWriter
from nibble_app.modes.writing.history.provenance import document_provenance
from nibble_app.modes.writing.last_answer import LastAnswer
from nibble_app.modes.writing.manuscript import Manuscript, Span
from nibble_app.modes.writing.open_document import OpenDocument
from nibble_app.modes.writing.page_entries import at_selection, page_entries
from nibble_app.modes.writing.page_foot import PageFoot
from nibble_app.modes.writing.parts import WritingParts
from nibble_app.modes.writing.pasting import Pasting
from nibble_app.modes.writing.proposer import Proposer
from nibble_app.modes.writing.room import WritingRoom
from nibble_app.modes.writing.wishes import Wishes
from nibble_app.notices import Tone
from nibble_app.widgets.drop_frame import DropFrame
from nibble_app.writing.rules import chosen_rules, switch
from nibble_engine.api import Role, Term
from nibble_engine.proofreading.proofread import Rules
from nibble_engine.writing.plan import Plan
from nibble_engine.writing.proposal import Proposal
from nibble_engine.writing.provenance import Provenance
from nibble_engine.writing.request import Request

if TYPE_CHECKING:
    from nibble_app.modes.writing.options.page import Part as OptionsPart
    from nibble_app.modes.writing.options.page import WritingOptions
    from nibble_app.modes.writing.templates.chooser import TemplateChooser

_NARROWEST = 440
"""Pixels that the editor has before the documents make room for it."""


class WritingPage(ModeView):
    """Wires the parts; each does its own work."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        self._text, self._pages = DropFrame(context.theme), QStackedWidget()
        self.room = WritingRoom(context.store)
        self.editor = WritingEditor(context.theme)
        self.manuscript = Manuscript(self.editor, self)
        self.opened = OpenDocument(context, self.room, self.manuscript, self)
        self.proposer = Proposer(context.link, self, rules=self._rules)
        self.wishes = Wishes(context, self.manuscript, self.proposer, self._rules, self)
        self.panel = DocumentPanel(context, self.room, self.manuscript)
        self.find_bar = FindBar(context.theme, self.editor, self)
        self.outline = OutlinePanel(context.theme, self.editor)
        self.counts = CountLabel(self.editor)
        self.changes = ChangesPart(context, self.manuscript, context.store.rejections, self)
        self.parts = WritingParts(context, self.manuscript, self.opened, self.changes)
        self.answer = LastAnswer(self.proposer)
        self.ghosts = GhostWriter(context, self.manuscript, self.editor, self._terms, self._is_busy)
        self.speller = Speller(context, self.editor)
        self.files = DocumentFiles(
            context,
            self.manuscript,
            self,
            show=self.opened.show,
            pending=self.changes.tracker.replacements,
            provenance=self._provenance,
        )
        self.editor.paste_hook = Pasting(self.editor)
        self.foot = PageFoot(self.counts, self.wishes.asking, self.wishes.asking.stop)
        self.acts = ActionParts(context, self._text, self._why_not)
        self._options: WritingOptions | None = None
        self._templates: TemplateChooser | None = None
        self._wants_documents, self._focused = True, False
        self._lay_out()
        for entry in page_entries(self):
            self.acts.list.add(entry)
        self.selection_bar = SelectionBar(
            context.theme, self.editor, at_selection(self.acts.list), self._text
        )
        self._connect()
        self.opened.open_newest()
        self.panel.refresh()

    def focus_input(self) -> None:
        """The cursor goes to the document."""
        self.editor.setFocus()

    def shutdown(self) -> None:
        """Keeps the last words."""
        self.ghosts.stop()
        self.files.shutdown()
        self.wishes.asking.drop()
        self.parts.shutdown()
        self.opened.close()
        if self._options is not None:
            self._options.shutdown()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for both, the documents give way to a part."""
        super().resizeEvent(event)
        self._fit()

    @property
    def options(self) -> WritingOptions:
        """What is set up for writing, in the place of the text."""
        if self._options is None:
            self._options = self._made_options()
        return self._options

    def _made_options(self) -> WritingOptions:
        from nibble_app.modes.writing.options.page import WritingOptions

        made = WritingOptions(self._context, self.acts.list)
        made.left.connect(self._show_text)
        made.changed.connect(self.acts.options_changed)
        self._pages.addWidget(made)
        return made

    # --- documents ---

    def new_document(self) -> None:
        """An empty one."""
        self._show_text()
        self.opened.open("")
        self.panel.refresh()

    def show_templates(self) -> None:
        """Documents to begin with, in the place of the text."""
        if self._templates is None:
            self._templates = self._made_templates()
        self._pages.setCurrentWidget(self._templates)
        self._templates.begin("zh" if QLocale().language() == QLocale.Language.Chinese else "en")

    def show_options(self, part: OptionsPart) -> None:
        """Own actions, the voice or the rules, in the place of the text."""
        self._pages.setCurrentWidget(self.options)
        self.options.show_part(part)

    def _made_templates(self) -> TemplateChooser:
        from nibble_app.modes.writing.templates.chooser import TemplateChooser

        made = TemplateChooser(self._context.theme)
        made.chosen.connect(self._begin_with)
        made.left.connect(self._show_text)
        self._pages.addWidget(made)
        return made

    def _begin_with(self, text: str, plan: Plan | None) -> None:
        self._show_text()
        self._put(text)
        if plan is not None:
            self.parts.draft.take_plan(plan)
            self.parts.show_part("draft")

    def _put(self, text: str) -> None:
        self.opened.open_text(text)
        self.opened.saver.flush()
        self.panel.refresh()

    def _choose(self, document: str) -> None:
        self.opened.open(document)
        self.panel.refresh()

    def _delete(self, document: str) -> None:
        self.opened.delete(document)
        self.panel.refresh()

    def _show_text(self) -> None:
        self._pages.setCurrentWidget(self._text)
        self.editor.setFocus()

    # --- wishes ---

    def _is_busy(self) -> bool:
        return self.wishes.asking.busy

    def _rules(self) -> Rules:
        return chosen_rules(self._context.settings)

    def _terms(self, span: Span | None = None, target: str = "") -> tuple[Term, ...]:
        return self.parts.terms.sheet(span, target)

    def _wished(self, wish: Wish) -> None:
        self.ghosts.ghost.drop()
        self.wishes.grant(wish, span_of(self.acts.bar.scope.scope(), self.manuscript))

    def _fill_menu(self, menu: QMenu) -> None:
        menu.addSeparator()
        fill(menu, self._context.theme, self.acts.list, TEXT_GROUPS)

    def _begun(self, request: Request, start: int) -> None:
        self.parts.show_part("changes")
        self.changes.begin(request)
        self.acts.list.look_again()

    def _proposed(self, proposal: Proposal, start: int) -> None:
        self.parts.show_part("changes")
        self.changes.propose(proposal, start)

    def _ended(self, complete: bool) -> None:
        self.changes.end()
        self.acts.list.look_again()

    def _answered(self) -> None:
        if self.answer.asked is not None:
            self.parts.show_answer(self.answer.asked, self.answer.text, self.answer.tokens)

    def _why_not(self) -> str:
        """Why a model cannot be asked now."""
        state = self._context.link.state
        if self._is_busy():
            return self.tr("The model is still at work.")
        if state.model_for(Role.CHAT) is None and not state.models[Role.CHAT].loading:
            return self.tr("There is no model for it. Choose one on the Models page.")
        return ""

    def _switch_off(self, rule: str) -> None:
        switch(self._context.settings, rule, on=False)

    # --- view ---

    def toggle_focus(self) -> None:
        """Nothing but the text, and of it the paragraph at the cursor."""
        self._focused = not self._focused
        self.editor.set_focus_mode(self._focused)
        self.acts.bar.setVisible(not self._focused)
        if self._focused:
            self.parts.fold()
        self.parts.setVisible(not self._focused)
        self._fit()
        self.editor.setFocus()

    def toggle_documents(self) -> None:
        """The list of documents, or more room for the text."""
        self._wants_documents = not self._left.isVisible()
        if self._wants_documents and not self._has_room():
            self.parts.fold()
        self._fit()

    def _has_room(self) -> bool:
        taken = PANEL + self.parts.sizeHint().width()
        return self.width() - taken >= _NARROWEST

    def _fit(self) -> None:
        self._left.setVisible(self._wants_documents and not self._focused and self._has_room())

    # --- wiring ---

    def _lay_out(self) -> None:
        self._left = LeftPanel(self.panel, self.outline)
        middle = QVBoxLayout()
        middle.setContentsMargins(16, 12, 16, 8)
        middle.setSpacing(8)
        for widget in (self.acts.bar, self.acts.form, self.find_bar):
            middle.addWidget(widget)
        middle.addWidget(self.editor, 1)
        middle.addWidget(self.foot)
        row = QHBoxLayout(self._text)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._left)
        row.addLayout(middle, 1)
        row.addWidget(self.parts)
        self._pages.addWidget(self._text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _connect(self) -> None:
        panel, asking = self.panel, self.wishes.asking
        panel.chosen.connect(self._choose)
        panel.new_asked.connect(self.new_document)
        panel.delete_asked.connect(self._delete)
        self.opened.saver.rested.connect(lambda document: panel.refresh())
        self.manuscript.document_changed.connect(lambda document: panel.refresh())
        acts = self.acts
        acts.list.wished.connect(self._wished)
        acts.list.refused.connect(lambda why: self._context.notices.show(why, Tone.INFO))
        acts.options_asked.connect(self.show_options)
        acts.follow(self.editor)
        self.editor.menu_opening.connect(self._fill_menu)
        self.wishes.terms = self._terms
        self.wishes.locked = self.parts.locked
        self.wishes.voice = acts.voice.samples
        self.wishes.proposed.connect(self._proposed)
        asking.begun.connect(self._begun)
        asking.text_arrived.connect(self.changes.add)
        asking.failed.connect(self._context.notices.error)
        asking.ended.connect(self._ended)
        self.opened.leaving.connect(asking.drop)
        self.opened.leaving.connect(self.ghosts.ghost.drop)
        self.proposer.begun.connect(self.changes.begin_again)
        self.answer.told.connect(self._answered)
        self.ghosts.accepted.connect(self.opened.recorder.accepted)
        self._connect_changes()
        self.parts.shown.connect(lambda key: self._fit())
        self.files.opened.connect(lambda *told: self._show_text())
        self._text.dropped.connect(self._dropped)

    def _connect_changes(self) -> None:
        changes = self.changes
        changes.accepted.connect(self.opened.recorder.accepted)
        changes.changes_shown.connect(partial(draw, self.editor))
        changes.rule_off.connect(self._switch_off)
        changes.stop_asked.connect(self.wishes.asking.stop)
        changes.again_asked.connect(self.wishes.again)
        self.parts.continued_from.connect(self.wishes.go_on)
        changes.wanted.connect(lambda: self.parts.show_part("changes"))

    def _dropped(self, paths: list[Path]) -> None:
        for path in paths[:1]:
            self.files.open_path(path)

    def _provenance(self, document: str, text: str) -> Provenance:
        return document_provenance(self._context.store, self._context.settings, document, text)
