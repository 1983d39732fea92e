"""The agent's desk: the inbox, the open case with its draft, and what was found for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.support.desk import showing
from nibble_app.modes.support.desk.adding import Adding
from nibble_app.modes.support.desk.analysing import Analysing
from nibble_app.modes.support.desk.bases import Bases
from nibble_app.modes.support.desk.bringing import Bringing
from nibble_app.modes.support.desk.canned_choice import CannedChoice
from nibble_app.modes.support.desk.case_head import CaseHead
from nibble_app.modes.support.desk.columns import Columns, next_stop
from nibble_app.modes.support.desk.draft_panel import DraftPanel
from nibble_app.modes.support.desk.drafting import Drafting
from nibble_app.modes.support.desk.findings import FindingsPanel
from nibble_app.modes.support.desk.inbox import InboxPanel
from nibble_app.modes.support.desk.new_case import NewCase
from nibble_app.modes.support.desk.noting import Noting
from nibble_app.modes.support.desk.room import DeskRoom
from nibble_app.modes.support.desk.test_making import TestMaking
from nibble_app.modes.support.desk.thread_view import ThreadView
from nibble_app.modes.support.desk.translating import Translating
from nibble_app.modes.support.desk.welcome import DeskWelcome
from nibble_app.modes.support.knowledge.library import KnowledgeLibrary
from nibble_app.notices import Action
from nibble_app.widgets.drop_frame import DropFrame


class DeskView(ModeView):
    """`passage_asked` with base, document, start and end, to be shown on the knowledge page;
    `sample_asked` and `documents_asked` while there is no base."""

    passage_asked = Signal(str, str, int, int)
    sample_asked = Signal()
    documents_asked = Signal()

    def __init__(
        self, context: Context, library: KnowledgeLibrary, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        self.room = DeskRoom(context.store)
        self.bases = Bases(context, library, self.room)
        self.inbox = InboxPanel(context.theme, self.room)
        self.head = CaseHead(context.theme)
        self.messages = ThreadView(context.theme)
        self.panel = DraftPanel(context.theme)
        self.findings = FindingsPanel(context.theme)
        self.new_case = NewCase()
        self.welcome = DeskWelcome(context.theme)
        self.drafting = Drafting(context, self.room, self.panel, self)
        self.canned = CannedChoice(self.room, self.panel, self.drafting, self).list
        self.translating = Translating(context, self.room, self.panel, self)
        self.bringing = Bringing(context.notices, self.room, self)
        self.analysing = Analysing(self.room, self)
        self.adding = Adding(self.room, self.new_case, self)
        self.noting = Noting(context.notices, self.room, self.findings, self.translating, self)
        self.test_making = TestMaking(context, self.room, self.panel, self.bases.key, self)
        self.frame = DropFrame(context.theme)
        self._places = QStackedWidget()
        self._case_page = QSplitter(Qt.Orientation.Vertical)
        self._lay_out()
        self._connect()
        self._take_settings()
        self.refresh()
        cases = self.room.inbox().cases
        self.open(cases[0].id if cases else "")

    # --- as a mode's page ---

    def focus_input(self) -> None:
        """To the draft, or to where a case begins."""
        if self._places.currentWidget() is self.new_case:
            self.new_case.text.setFocus()
        elif self.room.case:
            self.panel.editor.setFocus()
        else:
            self.welcome.focus_first()

    def refresh(self) -> None:
        """Reads the list of cases and of bases anew."""
        self.inbox.refresh()
        bases = self.bases.names()
        self.findings.show_bases(bases, self.bases.key())
        self.welcome.show_bases(bool(bases))

    def shutdown(self) -> None:
        """Nothing more is written."""
        self.drafting.suggester.stop()
        self.bringing.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Bases may be there that were not before."""
        super().showEvent(event)
        self.refresh()
        self._go_on()

    # --- cases ---

    def open(self, case: str) -> None:
        """Shows a case, and looks at it where that was not done yet; "" for none."""
        self.room.open(case)
        self._show_case()
        self._go_on()

    def ask_new(self, text: str = "", *, into: str = "") -> None:
        """Where a message is pasted: for a new case, or for the one that is given."""
        self._places.setCurrentWidget(self.new_case)
        self.adding.ask(text, into=into)

    def _show_new(self) -> None:
        info = self.room.info()
        self.inbox.show_status(info.status if info else "new")
        self.open(self.room.case)
        self.panel.editor.setFocus()

    def delete(self, case: str) -> None:
        """Deletes a case; it can be undone."""
        self.room.delete(case)
        cases = self.room.inbox().cases
        self.open(self.room.case or (cases[0].id if cases else ""))

        def undo() -> None:
            self.room.restore(case)
            self.open(case)

        self._context.notices.show(
            self.tr("The case was deleted"), action=Action(self.tr("Undo"), undo)
        )

    def suggest(self) -> None:
        """Drafts a reply to the open case."""
        self.drafting.suggest(self.bases.base())

    # --- what is shown ---

    def _show_case(self) -> None:
        case = self.room.info()
        self.head.show_case(case, self.room.shown(case.title) if case else "")
        self._places.setCurrentWidget(self._case_page if case else self.welcome)
        self.findings.show_case(case is not None)
        self.findings.show_reading(False)
        self.noting.show()
        self._show_thread()
        self.drafting.show()
        self.translating.show()
        self._show_findings()
        self.refresh()

    def _show_thread(self) -> None:
        self.messages.put(showing.messages(self.room, reveals=self.head.reveal.isChecked()))

    def _show_findings(self) -> None:
        showing.show_findings(self.room, self.findings)

    def _show_source(self, at: int) -> None:
        base = self.bases.base()
        reply = self.room.work.reply if self.room.case else None
        if base is None or reply is None or not 0 <= at < len(reply.citations):
            return
        quote = reply.citations[at]
        self.head.panel.setChecked(True)
        self.findings.reading.show_passage(base, quote.document, quote.start, quote.end)
        self.findings.show_reading(True)

    # --- what happens ---

    def _go_on(self) -> None:
        """What is next for a case that the customer waits for: the analysis, then a reply."""
        info = self.room.info()
        if info is None:
            return
        work = self.room.work
        if work.analysis is None:
            self.analysing.look()
            return
        untouched = work.reply is None and work.edited is None and info.status == "new"
        if untouched and self.bases.key() and not self.drafting.suggester.busy:
            self.suggest()

    def _analysed(self) -> None:
        self._show_findings()
        self.inbox.refresh()
        self.translating.show()
        self._go_on()

    def _choose_base(self, key: str) -> None:
        self.bases.choose(key)
        self.suggest()

    def _replied(self) -> None:
        self._show_findings()
        self.translating.show()
        self.translating.reply_suggested()

    def _brought(self, count: int) -> None:
        if count and not self.room.case:
            cases = self.room.inbox().cases
            self.open(cases[0].id if cases else "")

    def _copied(self) -> None:
        self._context.notices.show(self.tr("The reply was copied; the case is waiting now"))
        self._show_case()

    def _set_status(self, status: str) -> None:
        for known in ("new", "waiting", "done"):
            if status == known:
                self.room.set_status(known)
        self.inbox.refresh()

    def _leave_new(self) -> None:
        self._show_case()
        self.focus_input()

    def _take_settings(self) -> None:
        settings = self._context.settings
        self.room.masks = bool(settings.get("support.mask_personal_data"))
        tone = self.panel.head.tone
        tone.setCurrentIndex(max(0, tone.findData(settings.get("support.tone"))))

    def _wish_changed(self) -> None:
        self._context.settings.set("support.tone", self.panel.head.tone.currentData())
        if self.room.case:
            self.suggest()

    def _next_column(self, step: int) -> None:
        stops = (self.inbox.list, self.messages, self.panel.editor, self.findings)
        chosen = next_stop(stops, self.focusWidget(), step)
        if chosen is self.findings:
            self.findings.focus_first()
        else:
            chosen.setFocus()

    def _connect(self) -> None:
        self.inbox.chosen.connect(self.open)
        self.inbox.list.entered.connect(self.panel.editor.setFocus)
        self.inbox.delete_asked.connect(self.delete)
        self.inbox.new_asked.connect(self.ask_new)
        self.inbox.import_asked.connect(self.bringing.ask)
        self.frame.dropped.connect(self.bringing.bring)
        self.bringing.stepped.connect(self.inbox.refresh)
        self.bringing.ended.connect(self._brought)
        self.adding.added.connect(self._show_new)
        self.analysing.found.connect(self._analysed)
        self.new_case.left.connect(self._leave_new)
        self.welcome.example_chosen.connect(self.ask_new)
        self.welcome.sample_asked.connect(self.sample_asked)
        self.welcome.documents_asked.connect(self.documents_asked)
        self.head.status_chosen.connect(self._set_status)
        self.head.tags_given.connect(self._set_tags)
        self.head.add_asked.connect(lambda: self.ask_new(into=self.room.case))
        self.head.delete_asked.connect(lambda: self.delete(self.room.case))
        self.head.reveal_toggled.connect(lambda on: self._show_thread())
        self.head.panel_toggled.connect(self.findings.setVisible)
        self.panel.head.suggest_asked.connect(self.suggest)
        self.panel.head.wish_changed.connect(self._wish_changed)
        self.panel.editor.citation_asked.connect(lambda number: self._show_source(number - 1))
        self.drafting.found.connect(self._show_findings)
        self.drafting.replied.connect(self._replied)
        self.drafting.copied.connect(self._copied)
        self.translating.found.connect(self._show_thread)
        self.findings.base_chosen.connect(self._choose_base)
        self.findings.source_asked.connect(self._show_source)
        self.findings.reading.open_asked.connect(
            lambda document, start, end: self.passage_asked.emit(
                self.bases.key(), document, start, end
            )
        )
        self._add_shortcuts()

    def _set_tags(self, tags: list[str]) -> None:
        if self.room.case:
            self.room.set_tags(tags)
            self.inbox.refresh()

    def _add_shortcuts(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+N": self.ask_new,
            "Ctrl+I": self.bringing.ask,
            "Ctrl+F": self.inbox.focus_search,
            "Ctrl+Shift+C": self.drafting.copy,
            "F6": lambda: self._next_column(1),
            "Shift+F6": lambda: self._next_column(-1),
            "F9": self.head.panel.toggle,
        }
        for number in range(1, 10):
            keys[f"Alt+{number}"] = partial(self._show_source, number - 1)
        for key, do in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _lay_out(self) -> None:
        draft = QWidget()
        around = QVBoxLayout(draft)
        around.setContentsMargins(0, 4, 0, 0)
        around.addWidget(self.panel)
        self._case_page.addWidget(self.messages)
        self._case_page.addWidget(draft)
        self._case_page.setStretchFactor(0, 2)
        self._case_page.setStretchFactor(1, 3)
        self._case_page.setChildrenCollapsible(False)
        for page in (self._case_page, self.new_case, self.welcome):
            self._places.addWidget(page)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self._places, 1)
        columns = Columns(self.inbox, middle, self.findings)
        columns.narrowed.connect(lambda narrow: self.head.panel.setChecked(not narrow))
        for box, inner in ((self, self.frame), (self.frame, columns)):
            row = QHBoxLayout(box)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(inner)
