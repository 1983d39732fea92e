"""The open changes: what was asked, what was noticed, the list or the whole text, the buttons."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from nibble_app.modes.writing.changes.card import Card, whole_pieces
from nibble_app.modes.writing.changes.change_list import ChangeList
from nibble_app.modes.writing.changes.findings_card import FindingsCard
from nibble_app.modes.writing.changes.foot import ChangesFoot
from nibble_app.modes.writing.changes.group import Group
from nibble_app.modes.writing.changes.head import ChangesHead
from nibble_app.modes.writing.changes.tracker import Tracker
from nibble_app.theme import Theme
from nibble_app.widgets.diff_view import DiffView
from nibble_engine.api import Action
from nibble_engine.writing.proposal import Proposal


class OpenPane(QWidget):
    """Shows what the tracker has; the part decides what happens."""

    def __init__(self, theme: Theme, tracker: Tracker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tracker = tracker
        self.head = ChangesHead(theme)
        self.findings = FindingsCard()
        self.list = ChangeList(theme)
        self.whole = DiffView(theme)
        self.whole.setAccessibleName(self.tr("The whole text with its changes"))
        self.foot = ChangesFoot(theme)
        self._views = QStackedWidget()
        self._views.addWidget(self.list)
        self._views.addWidget(self.whole)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.findings)
        column.addWidget(self._views, 1)
        column.addWidget(self.foot)
        self.foot.whole_toggled.connect(self._toggle_whole)

    def show_groups(self, card: Callable[[Group], Card]) -> None:
        """The changes are others."""
        self.list.put(self._tracker.groups, card, self._tracker.current)
        if self._views.currentWidget() is self.whole:
            self._show_whole()

    def show_current(self) -> None:
        """The person is at another change."""
        tracker = self._tracker
        one, group = tracker.proposal(), tracker.group()
        if one is None or group is None:
            return
        self.list.select(tracker.current)
        self.head.show_proposal(one, tracker.room.variants(one.number))
        row = tracker.groups.index(group) + 1
        self.head.show_rules(tracker.room.rules(), tracker.room.rule, row, len(tracker.groups))
        self.head.act_on(group.changes[0].rule)
        self.findings.show_findings(one.proposal.findings, seen=one.seen)
        self.foot.say_anyway(bool(one.blocked))
        self.foot.again.setVisible(_has_variants(one.proposal))

    def _toggle_whole(self, whole: bool) -> None:
        self._views.setCurrentWidget(self.whole if whole else self.list)
        if whole:
            self._show_whole()

    def _show_whole(self) -> None:
        """Of the current proposal, with its changes that are open."""
        tracker = self._tracker
        one = tracker.proposal()
        if one is not None:
            changes = tracker.room.of(one.number)
            text, span = tracker.text, tracker.base(one.number)
            self.whole.show_changes(whole_pieces(text, span, changes, tracker.places))


def _has_variants(proposal: Proposal) -> bool:
    """A slip is corrected in one way, and a translation is always the same."""
    request = proposal.request
    fixed = request.action is Action.PROOFREAD or bool(request.target)
    return proposal.model is not None and not fixed
