"""The part beside the editor that shows what would be changed, and takes the person's yes or no."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from nibble_app.modes.registry import Context
from nibble_app.modes.writing.changes.card import Card, pieces_of
from nibble_app.modes.writing.changes.foot import ChangesFoot
from nibble_app.modes.writing.changes.group import Grain, Group
from nibble_app.modes.writing.changes.head import ChangesHead
from nibble_app.modes.writing.changes.keys import take_keys
from nibble_app.modes.writing.changes.known import KnownRejections
from nibble_app.modes.writing.changes.note import ChangesNote
from nibble_app.modes.writing.changes.open_pane import OpenPane
from nibble_app.modes.writing.changes.tracker import Tracker
from nibble_app.modes.writing.changes.words import (
    action_name,
    flag_text,
    is_rule,
    rule_name,
    why,
)
from nibble_app.modes.writing.changes.writing_pane import WritingPane
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.store.rejections import Rejections
from nibble_app.widgets.empty_state import EmptyState
from nibble_engine.api import Action
from nibble_engine.writing.proposal import Proposal
from nibble_engine.writing.request import Request


class ChangesPart(QWidget):
    """Nothing of a proposal is in the document before the person accepts it. The keys work
    wherever the focus is in ``page``, also while another part is in front; `wanted` then asks to
    be brought there."""

    accepted = Signal(object)
    """An `Accepted`, after the document was changed."""
    rejected = Signal(object)
    changes_shown = Signal(object)
    """A list of `Mark`, whenever they are others; that they move with the text around them is not
    told."""
    rule_off = Signal(str)
    stop_asked = Signal()
    again_asked = Signal(object, int)
    """A `Proposal` of which another variant is wanted, and where its text starts."""
    wanted = Signal()

    def __init__(
        self,
        context: Context,
        manuscript: Manuscript,
        rejections: Rejections,
        page: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self._known = KnownRejections(manuscript, rejections)
        self._document = manuscript.document
        self._asked_for: list[int] = []
        self.tracker = Tracker(manuscript, self._known, self)
        self.note = ChangesNote(context.theme)
        self.writing = WritingPane(context.theme)
        self.open = OpenPane(context.theme, self.tracker)
        self._empty = EmptyState(
            context.theme,
            "pen-line",
            self.tr("Nothing waits for you"),
            self.tr(
                "Select a part of the text, or put the cursor in a paragraph, and choose what to "
                "do with it. What would be changed is shown here, and you decide."
            ),
        )
        self._stack = QStackedWidget()
        for pane in (self._empty, self.writing, self.open):
            self._stack.addWidget(pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.note)
        column.addWidget(self._stack, 1)
        self._connect()
        take_keys(self, page or self)

    # --- proposals ---

    def begin(self, request: Request) -> None:
        """A proposal is being written."""
        self.note.hide()
        self.writing.begin(action_name(request))
        self._stack.setCurrentWidget(self.writing)

    def begin_again(self) -> None:
        """It is being written anew: what was written so far counts no more."""
        self.writing.clear()

    def add(self, text: str) -> None:
        """More of it."""
        self.writing.add(text)

    def end(self) -> None:
        """Nothing came of it."""
        self._show_open()

    def propose(self, proposal: Proposal, start: int) -> bool:
        """Opens the changes of a proposal whose text starts there; whether it still does."""
        added = self.tracker.propose(proposal, start)
        self._show_open()
        if added is None:
            self.note.stale()
            return False
        if added.hidden:
            self.note.left_out(added.hidden, partial(self._anew, proposal, start, added.number))
        elif not added.changes:
            self.note.nothing_to_change(proposal)
        return True

    # --- decisions ---

    def accept(self) -> None:
        """The current group."""
        group = self.tracker.group()
        self._accept(group.keys if group else ())

    def accept_all(self) -> None:
        """All that are shown, in one step."""
        self._accept(key for group in self.tracker.groups for key in group.keys)

    def reject(self) -> None:
        """The current group."""
        group = self.tracker.group()
        self._reject(group.keys if group else ())

    def reject_all(self) -> None:
        """All that are shown."""
        self._reject([key for group in self.tracker.groups for key in group.keys])

    def step(self, by: int) -> None:
        """To the next or the previous group."""
        self.tracker.step(by)

    def _is_writing(self) -> bool:
        """Then the changes that wait are out of sight, and nothing is decided about them."""
        return self._stack.currentWidget() is self.writing

    def _accept(self, wanted: Iterable[int]) -> None:
        if self._is_writing():
            return
        self._asked_for = list(wanted)
        self.note.hide()
        unseen = self.tracker.accept(self._asked_for)
        if unseen:
            self.wanted.emit()
            self.tracker.go_to(self._first_of(unseen[0].number))
            self.open.findings.ask()

    def _accept_anyway(self) -> None:
        proposal = self.tracker.proposal()
        if proposal is not None:
            self.tracker.room.see(proposal.number)
            self._manuscript.editor.setFocus()
            self._accept(self._asked_for)
            self._shown()

    def _first_of(self, number: int) -> int:
        mine = {one.key for one in self.tracker.room.of(number)}
        return next(key for key in self._asked_for if key in mine)

    def _reject(self, wanted: Iterable[int]) -> None:
        if self._is_writing():
            return
        self.tracker.look()
        state = self.tracker.state()
        changes = self.tracker.reject(wanted)
        if not changes:
            return

        # With another text the state would not fit; then the note goes.
        self.note.rejected(len(changes), lambda: self.tracker.reopen(state, changes))

    def _anew(self, proposal: Proposal, start: int, number: int) -> None:
        """With what was rejected before."""
        if number in self.tracker.room.proposals:
            start = self.tracker.base(number)[0]
            self.tracker.withdraw(number)
        self._known.forget()
        self.propose(proposal, start)

    def _of_rule(self, rule: str) -> list[int]:
        return [one.key for one in self.tracker.room.shown() if one.rule == rule]

    def _switch_off(self, rule: str) -> None:
        self.tracker.room.rule = None
        self.tracker.withdraw_rule(rule)
        self.rule_off.emit(rule)

    # --- what is shown ---

    def _show_open(self) -> None:
        self._stack.setCurrentWidget(self.open if self.tracker.groups else self._empty)

    def _changed(self) -> None:
        self.open.show_groups(self._card)
        if not self._is_writing():
            self._show_open()
        self._shown()

    def _shown(self) -> None:
        self.open.show_current()
        self.changes_shown.emit(self.tracker.marks())

    def _card(self, group: Group) -> Card:
        first = group.changes[0]
        one = self.tracker.room.proposals[first.proposal]
        read = one.proposal.request.action is Action.PROOFREAD
        named = rule_name(first.rule) if read or is_rule(first.rule) else ""
        pieces = pieces_of(group, self.tracker.text, self.tracker.places, one.grain)
        reason = why(first.change) if len(group.changes) == 1 else ""
        return Card(named, flag_text(group.facts), pieces, reason)

    def _choose_rule(self, rule: str | None) -> None:
        self.tracker.room.rule = rule
        self.tracker.refresh()

    def _choose_grain(self, grain: Grain) -> None:
        proposal = self.tracker.proposal()
        if proposal is not None:
            self.tracker.room.regrain(proposal.number, grain)
            self.tracker.refresh()

    def _ask_again(self) -> None:
        proposal = self.tracker.proposal()
        if proposal is not None:
            self.again_asked.emit(proposal.proposal, self.tracker.base(proposal.number)[0])

    def _document_changed(self, document: str) -> None:
        before, self._document = self._document, document
        if document and document == before:
            return
        if document and not before and self.tracker.still_open():
            self._known.named()
            return
        self._known.opened()
        self.tracker.close()
        self.note.hide()
        self._show_open()

    # --- wiring ---

    def _connect(self) -> None:
        tracker, pane = self.tracker, self.open
        tracker.changed.connect(self._changed)
        tracker.moved_on.connect(self._shown)
        tracker.lost.connect(self.note.lost)
        tracker.accepted.connect(self.accepted)
        tracker.rejected.connect(self.rejected)
        pane.list.chosen.connect(tracker.go_to)
        pane.list.reject_asked.connect(self.reject)
        pane.list.text_asked.connect(self._manuscript.editor.setFocus)
        pane.findings.anyway.connect(self._accept_anyway)
        self._connect_head(pane.head)
        self._connect_foot(pane.foot)
        self.writing.stop_asked.connect(self.stop_asked)
        self._manuscript.text_changed.connect(self.note.expire)
        self._manuscript.document_changed.connect(self._document_changed)

    def _connect_head(self, head: ChangesHead) -> None:
        head.variant_chosen.connect(self.tracker.show_variant)
        head.rule_chosen.connect(self._choose_rule)
        head.grain_chosen.connect(self._choose_grain)
        head.rule_accepted.connect(lambda rule: self._accept(self._of_rule(rule)))
        head.rule_rejected.connect(lambda rule: self._reject(self._of_rule(rule)))
        head.rule_off.connect(self._switch_off)

    def _connect_foot(self, foot: ChangesFoot) -> None:
        foot.accept.connect(self.accept)
        foot.reject.connect(self.reject)
        foot.accept_all.connect(self.accept_all)
        foot.reject_all.connect(self.reject_all)
        foot.stepped.connect(self.step)
        foot.again_asked.connect(self._ask_again)

    def leave(self) -> None:
        """Out of here, and what is being written is stopped."""
        if self._is_writing():
            self.stop_asked.emit()
        self._manuscript.editor.setFocus()
