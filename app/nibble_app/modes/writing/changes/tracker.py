"""The open changes as they stand in the manuscript: made, rejected, followed while it is edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from PySide6.QtCore import QObject, QTimer, Signal

from nibble_app.modes.writing.changes.accepted import Rejected
from nibble_app.modes.writing.changes.anchors import Anchors
from nibble_app.modes.writing.changes.group import Group
from nibble_app.modes.writing.changes.known import KnownRejections
from nibble_app.modes.writing.changes.mark import Mark, mark_of
from nibble_app.modes.writing.changes.pending import PendingChange
from nibble_app.modes.writing.changes.places import Span, moved
from nibble_app.modes.writing.changes.room import Added, OpenProposal, PendingChanges, State
from nibble_app.modes.writing.changes.undone import OpenedBefore
from nibble_app.modes.writing.changes.writing_in import told_of, write
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.widgets.text_places import selection
from nibble_engine.api import Action
from nibble_engine.writing.proposal import Proposal

_PAUSE_MS = 80


class Tracker(QObject):
    """`groups` are what the person decides about, in order, and `current` is a change of the one
    that they are at; `places` are characters of `text`. Edits are noticed shortly
    after they were made, and before each decision."""

    changed = Signal()
    """The groups, or what is at their places, are others."""
    moved_on = Signal()
    """Only `current` is another."""
    lost = Signal(int)
    """So many changes were let go, for the text under them was edited."""
    accepted = Signal(object)
    rejected = Signal(object)

    def __init__(self, manuscript: Manuscript, known: KnownRejections, parent: QObject) -> None:
        super().__init__(parent)
        self._manuscript, self._known = manuscript, known
        self.room = PendingChanges()
        self.groups: list[Group] = []
        self.places: dict[int, Span] = {}
        self.current: int | None = None
        document = manuscript.editor.document()
        self._anchors, self._bases = Anchors(document), Anchors(document)
        self._before = OpenedBefore()
        self.text = manuscript.text
        self._cursor = -1
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.look)
        manuscript.text_changed.connect(self._look_soon)
        manuscript.editor.cursorPositionChanged.connect(self._look_soon)

    # --- proposals ---

    def propose(self, proposal: Proposal, start: int) -> Added | None:
        """Opens its changes; None where the text at ``start`` is not that of the proposal."""
        self.look()
        text, asked = self._manuscript.text, proposal.request.text
        end = start + len(asked)
        if text[start:end] != asked:
            return None
        variant_of = self._like(proposal, start)
        if not variant_of:
            self._withdraw_within(start, end)
        added = self.room.add(proposal, self._known.pairs(), variant_of)
        spans = {one.key: (start + one.start, start + one.end) for one in added.changes}
        self._anchors.put(text, spans)
        if added.changes:
            self._bases.put(text, {added.number: (start, end)})
            self.current = added.changes[0].key
        self._settle()
        return added

    def proposal(self) -> OpenProposal | None:
        """That of the current change."""
        group = self.group()
        return self.room.proposals[group.changes[0].proposal] if group else None

    def base(self, number: int) -> Span:
        """Where the text of a proposal stands."""
        return self._bases.spans(self._manuscript.text)[number]

    def show_variant(self, number: int) -> None:
        """Puts a variant in front and goes to its first change."""
        self.room.show(number)
        self.current = self.room.of(number)[0].key
        self.refresh()

    def close(self) -> None:
        """Another document is open, or the person wants none of it."""
        self.room.clear()
        self._before.clear()
        self._settle()

    # --- where the person is ---

    def group(self) -> Group | None:
        """The current one."""
        row = self._row()
        return self.groups[row] if row is not None else None

    def step(self, by: int) -> None:
        """Goes to the next (1) or the previous (-1) group, from the last to the first."""
        self.look()
        row = self._row()
        if row is not None:
            self.go_to(self.groups[(row + by) % len(self.groups)].keys[0])

    def go_to(self, key: int) -> None:
        """Makes a change the current one and brings it into sight. Nothing is selected, so that
        nothing is typed over."""
        self.current = key
        start, _ = self.places[key]
        self._manuscript.show(start, start)
        self._cursor = start
        self.moved_on.emit()

    def refresh(self) -> None:
        """What is shown, or how it is grouped, was chosen anew."""
        self.groups = self.room.groups(self.places)
        if self._row() is None:
            self.current = self.groups[0].keys[0] if self.groups else None
        self.changed.emit()

    def marks(self) -> list[Mark]:
        """All that is shown, for the editor; the current ones last, so that they lie above."""
        group = self.group()
        now = set(group.keys) if group else set()
        made = [
            mark_of(change, self.places[change.key], current=change.key in now)
            for each in self.groups
            for change in each.changes
        ]
        return sorted(made, key=lambda mark: mark.current)

    def replacements(self) -> list[tuple[int, int, str]]:
        """All that is open and in front, in the order of the text: start, end, what would come."""
        self.look()
        made = [(*self.places[one.key], one.replacement) for one in self.room.shown()]
        return sorted(made)

    # --- decisions ---

    def accept(self, keys: Iterable[int]) -> list[OpenProposal]:
        """Makes the changes, all in one step of the undo history, unless the person has to see
        something first: then nothing is made, and the proposals that it is about are returned."""
        self.look()
        wanted = set(keys)
        changes = [one for one in self.room.shown() if one.key in wanted]
        unseen = self.room.unseen(one.key for one in changes)
        if unseen or not changes:
            return unseen
        text, places = self._manuscript.text, self.places
        changes.sort(key=lambda one: (places[one.key], one.key))
        made = [(*places[one.key], one.replacement) for one in changes]
        proposals = {n: one.proposal for n, one in self.room.proposals.items()}
        told = told_of(text, changes, made, proposals)
        self._before.note(text, self.state())
        write(self._manuscript.editor.document(), text, made)
        self.room.accept([one.key for one in changes])
        after = moved(places, made)
        left = {one.key: after[one.key] for one in self.room.all()}
        self._anchors.put(self._manuscript.text, left)
        self._settle(after[changes[0].key][0])
        for one in told:
            self.accepted.emit(one)
        return []

    def reject(self, keys: Iterable[int]) -> list[PendingChange]:
        """The changes are not wanted, now and later; returns them."""
        self.look()
        wanted = set(keys)
        changes = [one for one in self.room.shown() if one.key in wanted]
        if not changes:
            return []
        proposals = {n: one.proposal for n, one in self.room.proposals.items()}
        place = min(self.places[one.key] for one in changes)[0]
        self._known.add(self.room.reject([one.key for one in changes]))
        self._settle(place)
        for number, own in groupby(changes, key=lambda one: one.proposal):
            self.rejected.emit(Rejected(tuple(one.change for one in own), proposals[number]))
        return changes

    def state(self) -> State:
        """What is open now."""
        return self.room.state(self.places, self._bases.spans(self.text))

    def reopen(self, state: State, changes: Sequence[PendingChange]) -> None:
        """Takes back that changes were rejected in that state; the text has to be as it was."""
        self._known.forget(self.room.forgive(state, [one.key for one in changes]))
        self._restore(state)
        self.current = changes[0].key
        self._settle()

    def withdraw(self, number: int) -> None:
        """Nothing of a proposal is offered any more."""
        self.room.withdraw([one.key for one in self.room.of(number)])
        self._settle()

    def withdraw_rule(self, rule: str) -> None:
        """Nothing of a rule is offered any more."""
        self.room.withdraw([one.key for one in self.room.all() if one.rule == rule])
        self._settle()

    # --- the document ---

    def still_open(self) -> bool:
        """Whether anything of the text that is there now is open."""
        self.look()
        return bool(self.room.proposals)

    def look(self) -> None:
        """Follows what was edited, and where the cursor went."""
        self._pause.stop()
        text = self._manuscript.text
        if text != self.text:
            self._follow(text)
        self._follow_cursor()

    def _look_soon(self) -> None:
        # Not started anew: who types without a pause sees it too.
        if not self._pause.isActive():
            self._pause.start()

    def _follow(self, text: str) -> None:
        places = self._anchors.spans(text)
        lost = self.room.edited(text, places)
        state = self._before.find(text)
        if not lost and state is None:
            self.text, self.places = text, places
            self.room.settle(text, places)
            return  # only the places are others, and those the editor follows by itself
        if state is not None:
            self._restore(state)
        open_now = {one.key for one in self.room.all()}
        self._settle(note=False)
        # What undo and redo close is no news.
        newest = state.newest if state else 0
        if gone := [one for one in lost if one.key > newest and one.key not in open_now]:
            self.lost.emit(len(gone))

    def _restore(self, state: State) -> None:
        """The text is what it was then."""
        text = self._manuscript.text
        self.room.restore(state, self._anchors.spans(text))
        opened = {one.key for one in self.room.all()}
        self._anchors.put(text, {k: span for k, span in state.places.items() if k in opened})
        self._bases.put(text, {n: s for n, s in state.bases.items() if n in self.room.proposals})

    def _follow_cursor(self) -> None:
        at = selection(self._manuscript.editor.textCursor())[1] if self.groups else self._cursor
        if at == self._cursor:
            return
        self._cursor = at
        here = [group for group in self.groups if self._holds(group, at)]
        if here and self.group() not in here:
            self.current = here[-1].keys[0]
            self.moved_on.emit()

    def _holds(self, group: Group, at: int) -> bool:
        return self.places[group.keys[0]][0] <= at <= self.places[group.keys[-1]][1]

    def _settle(self, place: int | None = None, *, note: bool = True) -> None:
        """After anything that changed what is open: with ``place``, goes on from there. What is
        typed is not worth a note of its own: there would soon be no other."""
        text = self.text = self._manuscript.text
        self._anchors.keep(one.key for one in self.room.all())
        self._bases.keep(self.room.proposals)
        self.places = self._anchors.spans(text)
        self.room.settle(text, self.places)
        if note:
            self._before.note(text, self.state())
        if place is not None:
            ahead = self.room.groups(self.places)
            next_ = next((g for g in ahead if self.places[g.keys[0]][0] >= place), None)
            chosen = next_ or (ahead[-1] if ahead else None)
            self.current = chosen.keys[0] if chosen else None
        self.refresh()
        if place is not None and self.current is not None:
            self.go_to(self.current)

    # --- parts ---

    def _row(self) -> int | None:
        return next((row for row, g in enumerate(self.groups) if self.current in g.keys), None)

    def _like(self, proposal: Proposal, start: int) -> int:
        """The open proposal that this one is a variant of; 0 for none."""
        if proposal.request.action is Action.PROOFREAD:
            return 0  # reading again takes the place of what was found before
        bases = self._bases.spans(self._manuscript.text)
        for number, one in self.room.proposals.items():
            asked = one.proposal.request
            if asked.text == proposal.request.text and bases[number][0] == start:
                return number if asked.action is not Action.PROOFREAD else 0
        return 0

    def _withdraw_within(self, start: int, end: int) -> None:
        self.room.withdraw(
            key for key, (a, b) in self.places.items() if a < max(end, start + 1) and b >= start
        )
