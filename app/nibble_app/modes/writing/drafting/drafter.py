"""Drafts the sections of a plan one after the other and puts each into the document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from nibble_app.model_choice import sampling
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.drafting.asker import Asker, Steps
from nibble_app.modes.writing.drafting.entered import Entered
from nibble_app.modes.writing.drafting.plan_keeper import PlanKeeper
from nibble_app.modes.writing.drafting.words import finding_words
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.modes.writing.terms.entries import entries_of
from nibble_engine.api import Action, ErrorInfo, ModelInfo, Role
from nibble_engine.writing.drafting import Drafted, Way, drafted, revised, waiting
from nibble_engine.writing.placing import body_of, insertion, placed
from nibble_engine.writing.plan import Plan, PlanSection, written
from nibble_engine.writing.proposal import Proposal
from nibble_engine.writing.request import Request

_REFUSED = 2
"""After so many sections in a row that came to nothing the rest is not tried."""


class Drafter(QObject):
    """`changed` whenever what it does is another; `entered` with an `Entered`; `revision` with a
    `Drafted` whose proposal waits for the person, and the key of its section."""

    changed = Signal()
    entered = Signal(object)
    revision = Signal(object, str)
    failed = Signal(object)

    def __init__(
        self, context: Context, manuscript: Manuscript, keeper: PlanKeeper, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._context, self._manuscript, self._keeper = context, manuscript, keeper
        self._asker = Asker(context.link, self)
        self._asker.made.connect(self._made)
        self._asker.failed.connect(self._failed)
        self._asker.stopped.connect(self.stop)
        keeper.left.connect(self._left)
        self._keys: list[str] = []
        self._anew = False
        self._revises = False
        self._in_a_row = 0
        self.section: PlanSection | None = None
        self.done = self.total = 0
        self.said: dict[str, str] = {}

    @property
    def model(self) -> ModelInfo | None:
        """The one that would write."""
        return self._context.link.state.model_for(Role.CHAT)

    @property
    def busy(self) -> bool:
        """Whether a section is under way."""
        return self.section is not None

    def draft_all(self) -> None:
        """Every section that has no text yet. A draft that was made already and did not come into
        the document, because the program ended, is put there without asking the model again."""
        plan = self._keeper.current()
        self._begin([one.key for one in waiting(plan, self._manuscript.text)], anew=False)

    def draft(self, key: str) -> None:
        """One section that has no text yet, by the model."""
        plan = self._keeper.current()
        found = [one.key for one in waiting(plan, self._manuscript.text) if one.key == key]
        self._begin(found, anew=True)

    def revise(self, key: str) -> None:
        """Has a proposal made for a section whose note has changed."""
        plan = self._keeper.current()
        if self.busy or self.model is None or not plan.section(key).wants_revision:
            return
        self.done, self.total, self._keys, self._revises = 0, 1, [], True
        self._ask(plan.section(key), plan, revised)

    def stop(self) -> None:
        """What is in the document stays; the section under way is drafted anew the next time."""
        self._asker.stop()
        self._keys, self.section, self._revises = [], None, False
        self.changed.emit()

    def accept(self, made: Drafted, key: str, label: str) -> bool:
        """Puts a revision in place of the text it was made for; False where that is not there any
        more, or was locked meanwhile."""
        plan, text = self._keeper.current(), self._manuscript.text
        before, after = made.proposal.request.text, made.proposal.text
        found = placed(plan, text).get(key)
        if found is None or plan.section(key).status == "locked" or body_of(found, text) != before:
            return False
        start = text.index(before, found.body)
        self._keeper.put(_with_results(plan, made.plan, key))
        self._enter(start, before, after, label, made.proposal)
        return True

    def _begin(self, keys: list[str], *, anew: bool) -> None:
        if self.busy or self.model is None or not keys:
            return
        self.done, self.total, self._keys, self._anew = 0, len(keys), keys, anew
        self._revises, self._in_a_row = False, 0
        self.said.clear()
        self._next()

    def _next(self) -> None:
        plan, text = self._keeper.current(), self._manuscript.text
        left = [one for one in waiting(plan, text) if one.key in self._keys]
        if not left or self.model is None:
            self.stop()
            return
        section = left[0]
        self._keys.remove(section.key)
        if section.draft and not self._anew:
            self._put_in(section, _kept(section, self.model))
            self._next()
            return
        self._ask(section, plan, drafted)

    def _ask(
        self, section: PlanSection, plan: Plan, steps: Callable[[Plan, str, str, Way], Steps]
    ) -> None:
        model, store, how = self.model, self._context.store, sampling(self._context.settings)
        assert model is not None
        text = self._manuscript.text
        self.section = section
        self.changed.emit()

        def make() -> Steps:
            # The plan names what the document will have.
            sheet = entries_of(store, f"{written(plan)}\n{text}", plan.language).sheet
            way = Way(model, sheet.told(), sampling=how)
            return steps(plan, section.key, text, way)

        self._asker.start(make)

    def _made(self, made: Drafted) -> None:
        section, self.section = self.section, None
        plan = self._keeper.plan
        if section is None or plan is None or all(s.key != section.key for s in plan.sections):
            self._next()
            return
        self.said[section.key] = finding_words(made.proposal.findings)
        if self._revises:
            self._revises = False
            if not made.refused:
                self.revision.emit(made, section.key)
            self.changed.emit()
            return
        self._keeper.put(_with_results(plan, made.plan, section.key))
        if made.refused:
            self._in_a_row += 1
        elif self._put_in(section, made.proposal):
            self._in_a_row = 0
        self.done += 1
        if self._in_a_row >= _REFUSED:
            self._keys.clear()
        self._next()

    def _put_in(self, section: PlanSection, proposal: Proposal) -> bool:
        """Under the heading, if nothing came there meanwhile."""
        plan, text = self._keeper.current(), self._manuscript.text
        place = insertion(plan, section.key, text, proposal.text)
        if place is None or plan.section(section.key).status == "locked":
            self.said[section.key] = self.tr("You wrote or locked this section meanwhile.")
            return False
        label = self.tr("Draft: {heading}").replace("{heading}", section.heading)
        self._enter(place.start, text[place.start : place.end], place.text, label, proposal)
        self._keeper.current()
        return True

    def _enter(self, start: int, before: str, after: str, label: str, made: Proposal) -> None:
        self._manuscript.replace(start, start + len(before), after)
        self.entered.emit(Entered(start, before, after, label, made))

    def _failed(self, error: ErrorInfo) -> None:
        self.stop()
        self.failed.emit(error)

    def _left(self) -> None:
        self.said.clear()
        self.done = self.total = 0
        self.stop()


def _with_results(plan: Plan, made: Plan, key: str) -> Plan:
    """The plan as it is now, with what was found out about its sections while it may have been
    edited."""
    new = {section.key: section for section in made.sections}
    for old in plan.sections:
        if (found := new.get(old.key)) is None:
            continue
        merged = replace(old, summary=found.summary, summary_of=found.summary_of)
        if old.key == key:
            merged = replace(merged, draft=found.draft, drafted_for=found.drafted_for)
        plan = plan.changed(merged)
    return plan


def _kept(section: PlanSection, model: ModelInfo) -> Proposal:
    request = Request(Action.INSTRUCT, "", request=section.drafted_for)
    return Proposal(request, section.draft, model=model)
