"""The agent's desk: the inbox, the open case with its draft, and what was found for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.support.desk import words
from nibble_app.modes.support.desk.bringing import Bringing
from nibble_app.modes.support.desk.canned_list import CannedList
from nibble_app.modes.support.desk.case_head import CaseHead
from nibble_app.modes.support.desk.draft_panel import DraftPanel
from nibble_app.modes.support.desk.drafting import Drafting
from nibble_app.modes.support.desk.findings import FindingsPanel, answered_marks
from nibble_app.modes.support.desk.inbox import InboxPanel
from nibble_app.modes.support.desk.new_case import NewCase
from nibble_app.modes.support.desk.room import DeskRoom
from nibble_app.modes.support.desk.source_list import Source
from nibble_app.modes.support.desk.thread_view import Shown, ThreadView
from nibble_app.modes.support.desk.times import short_time
from nibble_app.modes.support.desk.translating import Translating
from nibble_app.modes.support.desk.welcome import Welcome
from nibble_app.modes.support.knowledge.library import KnowledgeLibrary
from nibble_app.notices import Action
from nibble_app.widgets.drop_frame import DropFrame
from nibble_engine.errors import KnowledgeError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.hit import Quote
from nibble_engine.support.analysis import Analysis, analyse
from nibble_engine.support.canned import Template
from nibble_engine.support.plain_text import as_plain_text
from nibble_engine.support.thread import Thread
from nibble_engine.support.threads import pasted

_BASE = "support.base"
_LEFT, _RIGHT = 248, 320
_NARROW = 1040
"""Below this width the right column is closed by itself."""


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
        self._context, self._library = context, library
        self.room = DeskRoom(context.store)
        self.inbox = InboxPanel(context.theme, self.room)
        self.head = CaseHead(context.theme)
        self.messages = ThreadView(context.theme)
        self.panel = DraftPanel(context.theme)
        self.findings = FindingsPanel(context.theme)
        self.new_case = NewCase()
        self.welcome = Welcome(context.theme)
        self.canned = CannedList(self.panel.editor, self)
        self.drafting = Drafting(context, self.room, self.panel, self)
        self.translating = Translating(context, self.room, self.panel, self)
        self.bringing = Bringing(context.notices, self.room, self)
        self._analysing, self._reading = Background(self), Background(self)
        self._sources: list[Quote] = []
        self._adds_to_case = False
        self.frame = DropFrame(context.theme)
        self._columns = QSplitter(Qt.Orientation.Horizontal)
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
            self.inbox.list.setFocus()

    def refresh(self) -> None:
        """Reads the list of cases and of bases anew."""
        self.inbox.refresh()
        bases = [(b.key, b.name) for b in self._library.bases() if b.error is None]
        self.findings.show_bases(bases, self.base_key())
        self.welcome.show_bases(bool(bases))

    def shutdown(self) -> None:
        """Nothing more is written."""
        self.drafting.suggester.stop()
        self.bringing.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Bases may be there that were not before."""
        super().showEvent(event)
        self.refresh()

    # --- cases ---

    def open(self, case: str) -> None:
        """Shows a case, and looks at it where that was not done yet; "" for none."""
        self.room.open(case)
        self._show_case()
        if case and self.room.work.analysis is None and self.room.message():
            self._analyse()

    def ask_new(self, text: str = "") -> None:
        """Where a message is pasted."""
        self._adds_to_case = False
        self._places.setCurrentWidget(self.new_case)
        self.new_case.open(text)

    def add(self, text: str) -> None:
        """A new case out of what was pasted, or one more message of the open one."""
        more = self._adds_to_case and self.room.case

        def done(thread: Thread) -> None:
            if more:
                for message in thread.messages:
                    self.room.add_message(message)
            else:
                self.room.add(thread)
            self._show_new()

        # A long thread takes a while to be taken apart.
        self._reading.run(lambda: pasted(text), done)

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
        self.drafting.suggest(self.base())

    # --- the base ---

    def base_key(self) -> str:
        """That of the open case, else the one that was used last, else the first one."""
        info = self.room.info()
        keys = [base.key for base in self._library.bases() if base.error is None]
        last = str(self._context.settings.get(_BASE))
        wanted = (info.knowledge_base if info else "", last, *keys)
        return next((key for key in wanted if key in keys), "")

    def base(self) -> KnowledgeBase | None:
        """The opened one; None where there is none, or it cannot be opened."""
        key = self.base_key()
        try:
            return self._library.base(key) if key else None
        except KnowledgeError as error:
            self._context.notices.error(error.info())
            return None

    def _choose_base(self, key: str) -> None:
        self._context.settings.set(_BASE, key)
        if self.room.case:
            self.room.set_base(key)
            self.suggest()

    # --- what is shown ---

    def _show_case(self) -> None:
        case = self.room.info()
        self.head.show_case(case, self.room.shown(case.title) if case else "")
        self._places.setCurrentWidget(self._case_page if case else self.welcome)
        self.findings.show_case(case is not None)
        self.findings.show_reading(False)
        self.findings.show_note(self.room.shown(case.note) if case and case.note else "")
        self._show_thread()
        self.drafting.show()
        self.translating.show()
        self._show_findings()
        self.refresh()

    def _show_thread(self) -> None:
        if not self.room.case:
            self.messages.put([])
            return
        reveals = self.head.reveal.isChecked()
        work = self.room.work
        shown = []
        for message in self.room.thread():
            own = message.role != "user"
            who = self.tr("You") if own else self.tr("Customer")
            shown.append(
                Shown(
                    f"{who} · {short_time(message.created)}",
                    self.room.shown(message.content) if reveals else message.content,
                    own,
                    self.room.personal(message.content) if reveals else (),
                    work.translations.get(message.id, ""),
                )
            )
        self.messages.put(shown)

    def _show_findings(self) -> None:
        panel = self.findings
        if not self.room.case:
            panel.show_analysis(None)
            panel.show_questions([])
            panel.show_sources([])
            panel.show_flags([])
            return
        work = self.room.work
        answered = work.draft.questions if work.draft else ()
        questions = self.room.questions() or tuple(one.question for one in answered)
        shown = [(self.room.shown(text), a) for text, a in answered_marks(questions, answered)]
        panel.show_analysis(work.analysis)
        panel.show_questions(shown)
        self._sources = list(work.reply.citations) if work.reply else []
        panel.show_sources(
            [
                Source(f"{at}", self.room.place_of(quote), as_plain_text(quote.text))
                for at, quote in enumerate(self._sources, 1)
            ]
        )
        panel.show_flags(work.draft.flags if work.draft else ())

    def _show_source(self, at: int) -> None:
        base = self.base()
        if base is None or not 0 <= at < len(self._sources):
            return
        quote = self._sources[at]
        self.head.panel.setChecked(True)
        self.findings.reading.show_passage(base, quote.document, quote.start, quote.end)
        self.findings.show_reading(True)

    # --- what happens ---

    def _analyse(self) -> None:
        case, message = self.room.case, self.room.message()

        def done(found: Analysis) -> None:
            self.room.analysed(case, found)
            if case != self.room.case:
                return
            self._show_findings()
            self.inbox.refresh()
            self.translating.show()
            if self.room.work.reply is None and self.thread_waits():
                self.suggest()

        self._analysing.run(lambda: analyse(message), done)

    def thread_waits(self) -> bool:
        """Whether the customer said the last word."""
        thread = self.room.thread()
        return bool(thread) and thread[-1].role == "user" and self.base() is not None

    def _found(self) -> None:
        self._show_findings()
        if not self.drafting.suggester.busy:
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

    def _open_canned(self) -> None:
        editor = self.panel.editor
        place = editor.cursorRect()
        place.moveTopLeft(editor.viewport().mapTo(self, place.topLeft()))
        self.canned.open(place, self.room.templates())

    def _take_canned(self, template: Template) -> None:
        if template.used_fields():
            self.panel.canned.open(template)
        else:
            self.drafting.insert_canned(template.text)

    def _make_note(self) -> None:
        found = self.room.work.analysis
        about = words.intent(found.intent) if found else ""
        self.findings.show_note(self.room.note(self.translating.agent_language(), about))
        self.findings.note.setFocus()

    def _copy_note(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._context.notices.show(self.tr("The note was copied"))

    def _leave_new(self) -> None:
        self._show_case()
        self.focus_input()

    def _add_message(self) -> None:
        self.ask_new()
        self._adds_to_case = True

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
        stops: list[QWidget] = [self.inbox.list, self.messages, self.panel.editor]
        if self.findings.isVisible():
            stops.append(self.findings)
        focus = self.focusWidget()
        at = next(
            (
                i
                for i, stop in enumerate(stops)
                if focus is not None and (stop is focus or stop.isAncestorOf(focus))
            ),
            -1 if step > 0 else 0,
        )
        chosen = stops[(at + step) % len(stops)]
        if chosen is self.findings:
            self.findings.focus_first()
        else:
            chosen.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has no room for the right column, until it is asked for."""
        super().resizeEvent(event)
        was = event.oldSize().width()
        if was < _LEFT + _RIGHT:
            self._columns.setSizes([_LEFT, self.width() - _LEFT - _RIGHT, _RIGHT])
        if was < 0 or (was < _NARROW) != (self.width() < _NARROW):
            self.head.panel.setChecked(self.width() >= _NARROW)

    def _connect(self) -> None:
        self.inbox.chosen.connect(self.open)
        self.inbox.delete_asked.connect(self.delete)
        self.inbox.new_asked.connect(self.ask_new)
        self.inbox.import_asked.connect(self.bringing.ask)
        self.frame.dropped.connect(self.bringing.bring)
        self.bringing.stepped.connect(self.inbox.refresh)
        self.bringing.ended.connect(self._brought)
        self.new_case.added.connect(self.add)
        self.new_case.left.connect(self._leave_new)
        self.welcome.example_chosen.connect(self.ask_new)
        self.welcome.sample_asked.connect(self.sample_asked)
        self.welcome.documents_asked.connect(self.documents_asked)
        self.head.status_chosen.connect(self._set_status)
        self.head.tags_given.connect(self._set_tags)
        self.head.add_asked.connect(self._add_message)
        self.head.delete_asked.connect(lambda: self.delete(self.room.case))
        self.head.reveal_toggled.connect(lambda on: self._show_thread())
        self.head.panel_toggled.connect(self.findings.setVisible)
        self.panel.head.suggest_asked.connect(self.suggest)
        self.panel.head.wish_changed.connect(self._wish_changed)
        self.panel.canned_asked.connect(self._open_canned)
        self.panel.editor.canned_asked.connect(self._open_canned)
        self.panel.editor.citation_asked.connect(lambda number: self._show_source(number - 1))
        self.canned.chosen.connect(self._take_canned)
        self.canned.left.connect(lambda typed: self.panel.editor.insert(f"/{typed}"))
        self.drafting.found.connect(self._found)
        self.drafting.copied.connect(self._copied)
        self.translating.found.connect(self._show_thread)
        self.findings.base_chosen.connect(self._choose_base)
        self.findings.source_asked.connect(self._show_source)
        self.findings.note_asked.connect(self._make_note)
        self.findings.note_changed.connect(self.room.set_note)
        self.findings.note_copied.connect(self._copy_note)
        self.findings.reading.open_asked.connect(
            lambda document, start, end: self.passage_asked.emit(
                self.base_key(), document, start, end
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
        for part in (self.inbox, middle, self.findings):
            self._columns.addWidget(part)
        self._columns.setChildrenCollapsible(False)
        self._columns.setStretchFactor(1, 1)
        for box, inner in ((self, self.frame), (self.frame, self._columns)):
            row = QHBoxLayout(box)
            row.setContentsMargins(0, 0, 0, 0)
            row.addWidget(inner)
