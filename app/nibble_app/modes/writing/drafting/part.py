"""The part for long documents: outline and drafts, and a summary of the whole."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from nibble_app.model_choice import sampling
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.drafting.asker import Asker
from nibble_app.modes.writing.drafting.drafter import Drafter
from nibble_app.modes.writing.drafting.outline_page import OutlinePage
from nibble_app.modes.writing.drafting.plan_keeper import PlanKeeper
from nibble_app.modes.writing.drafting.start_page import StartPage
from nibble_app.modes.writing.drafting.summary_pane import SummaryPane
from nibble_app.modes.writing.manuscript import Manuscript, Span
from nibble_app.modes.writing.terms.entries import language_of
from nibble_app.notices import Action, Tone
from nibble_app.store.plans import Plans
from nibble_app.widgets.inline_message import InlineMessage
from nibble_engine.api import ErrorInfo
from nibble_engine.writing.outlining import Brief, Outlined, outlined
from nibble_engine.writing.placing import locked_spans, looked_up, plan_of
from nibble_engine.writing.plan import Plan, PlanSection


class DraftPart(QWidget):
    """`drafted` with an `Entered` for all text of a model that went into the document;
    `document_asked` when a plan was made for a document that is not kept yet: keep it, and call
    `Manuscript.named`."""

    drafted = Signal(object)
    document_asked = Signal()

    def __init__(
        self,
        context: Context,
        manuscript: Manuscript,
        plans: Plans,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._manuscript = context, manuscript
        self.keeper = PlanKeeper(manuscript, plans, self)
        self.drafter = Drafter(context, manuscript, self.keeper, self)
        self._model = self.drafter.model
        self._anew = False
        self._asker = Asker(context.link, self)
        self.start = StartPage()
        self.outline = OutlinePage(context.theme, manuscript, self.keeper, self.drafter)
        self.summary = SummaryPane(context, manuscript)
        self.message = InlineMessage(context.theme)
        self._pages = QStackedWidget()
        for page in (self.start, self.outline, self.summary):
            self._pages.addWidget(page)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Long documents"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(self.tr("Outline and draft"))
        self.tabs.addTab(self.tr("Summary"))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.tabs)
        column.addWidget(self.message)
        column.addWidget(self._pages, 1)
        self._connect()
        self._show_page()

    def take_plan(self, plan: Plan) -> None:
        """The plan that came with a template."""
        self._put(plan)

    def locked_spans(self) -> list[Span]:
        """Where the sections are that nobody but the person may touch: for actions on the whole
        document."""
        plan = self.keeper.plan
        return locked_spans(plan, self._manuscript.text) if plan is not None else []

    def shutdown(self) -> None:
        """The window closes: what is typed is kept, what is under way ends."""
        self.outline.form.flush()
        self.keeper.close()
        self._asker.stop()
        self.drafter.stop()
        self.summary.work.stop()

    def _make_outline(self, brief: Brief, fallback: tuple[PlanSection, ...]) -> None:
        model, how = self.drafter.model, sampling(self._context.settings)
        self.start.show_work(busy=True)
        self._asker.start(lambda: outlined(brief, model, fallback, how))

    def _outlined(self, made: Outlined) -> None:
        self._outline_ended()
        self._put(made.plan)
        if not made.by_model:
            self.message.show_text(
                self.tr("The outline is a ready-made one"),
                Tone.INFO,
                self.tr("The model could make none of what you wrote, or is too small. Edit it."),
            )

    def _outline_failed(self, error: ErrorInfo) -> None:
        self._outline_ended()
        self._context.notices.error(error)

    def _outline_ended(self) -> None:
        self.start.show_work(busy=False)

    def _take_headings(self) -> None:
        """An outline of what is there; sections of the old one that are there keep their notes."""
        text, old = self._manuscript.text, self.keeper.plan
        made = plan_of(text, language_of(text))
        if not made.sections:
            self.message.show_text(self.tr("The document has no headings yet"), Tone.INFO)
            return
        known = {one.heading: one for one in old.sections} if old else {}
        same = [known.pop(one.heading, one) for one in made.sections]
        self._put(looked_up(made.with_sections(same), text))

    def _put(self, plan: Plan) -> None:
        """The old plan can be had back."""
        old = self.keeper.plan
        self.message.hide()
        self._anew = False
        self.keeper.put(looked_up(plan, self._manuscript.text))
        self._show_page()
        if self.isVisible():
            self.outline.list.setFocus()
        if old is not None:
            undo = Action(self.tr("Undo"), lambda: self.keeper.put(old))
            self._context.notices.show(self.tr("The outline is another one now"), action=undo)

    def _show_page(self) -> None:
        if self.tabs.currentIndex() == 1:
            self._pages.setCurrentWidget(self.summary)
            return
        has_plan = self.keeper.plan is not None
        shows_plan = has_plan and not self._anew
        if not shows_plan and self._pages.currentWidget() is not self.start:
            self.start.begin(self._language(), has_plan=has_plan)
        self._pages.setCurrentWidget(self.outline if shows_plan else self.start)

    def _language(self) -> str:
        """That of the document; an empty one will be in the language of the window."""
        if text := self._manuscript.text.strip():
            return language_of(text)
        is_chinese = QLocale().language() is QLocale.Language.Chinese
        return "zh-Hans" if is_chinese else "en"

    def _start_anew(self) -> None:
        self._anew = True
        self._show_page()
        self.start.goal.setFocus()

    def _back(self) -> None:
        self._anew = False
        self._stop_outline()
        self._show_page()
        self.outline.list.setFocus()

    def _stop_outline(self) -> None:
        self._asker.stop()
        self._outline_ended()

    def _document_left(self) -> None:
        self._anew = False
        self._stop_outline()
        self.start.begin(self._language())
        self.message.hide()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(lambda tab: self._show_page())
        self.start.outline_asked.connect(self._make_outline)
        self.start.headings_asked.connect(self._take_headings)
        self.start.stop_asked.connect(self._stop_outline)
        self.start.back_asked.connect(self._back)
        self.outline.start_asked.connect(self._start_anew)
        self.outline.headings_asked.connect(self._take_headings)
        self._asker.made.connect(self._outlined)
        self._asker.failed.connect(self._outline_failed)
        self._asker.stopped.connect(self._outline_ended)
        self.keeper.left.connect(self._document_left)
        self.keeper.changed.connect(self._plan_changed)
        self.keeper.document_asked.connect(self.document_asked)
        self.drafter.entered.connect(self.drafted)
        self.drafter.failed.connect(self._context.notices.error)
        self.summary.entered.connect(self.drafted)
        self._context.link.state_changed.connect(self._engine_changed)

    def _plan_changed(self) -> None:
        if self.tabs.currentIndex() == 0:
            self._show_page()

    def _engine_changed(self) -> None:
        """Another model may be able to draft."""
        if self.drafter.model != self._model:
            self._model = self.drafter.model
            self.outline.refresh()
            self.summary.refresh()
