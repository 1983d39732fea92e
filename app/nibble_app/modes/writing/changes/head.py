"""The top of the changes: what was asked, who proposes, which variant, which rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from nibble_app.modes.writing.changes.group import Grain
from nibble_app.modes.writing.changes.room import OpenProposal
from nibble_app.modes.writing.changes.words import (
    action_name,
    grain_name,
    is_rule,
    rule_name,
    source_text,
)
from nibble_app.theme import Theme
from nibble_app.widgets.labels import ElidedLabel, PlainLabel
from nibble_app.widgets.more_button import MoreButton
from nibble_engine.api import Action


class ChangesHead(QWidget):
    """Emits what the person chooses; `rule` is None for all rules."""

    variant_chosen = Signal(int)
    rule_chosen = Signal(object)
    grain_chosen = Signal(object)
    rule_accepted = Signal(str)
    rule_rejected = Signal(str)
    rule_off = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers: list[int] = []
        self._title = ElidedLabel("", "heading")
        self._count = PlainLabel("", "small")
        self._source = ElidedLabel("", "small")
        self.variants = QTabBar()
        self.variants.setAccessibleName(self.tr("Variants"))
        self.variants.setDrawBase(False)
        self.rules = QComboBox()
        self.rules.setAccessibleName(self.tr("Rule"))
        self.grains = QComboBox()
        self.grains.setAccessibleName(self.tr("How much is one decision"))
        for grain in Grain:
            self.grains.addItem(grain_name(grain), grain)
        self.more = MoreButton(theme, self.tr("With this rule"))
        self._rule = ""
        say = self.more.add
        say(self.tr("Accept all of this rule"), lambda: self.rule_accepted.emit(self._rule))
        say(self.tr("Reject all of this rule"), lambda: self.rule_rejected.emit(self._rule))
        off = self.tr("Switch this rule off")
        self._off = say(off, lambda: self.rule_off.emit(self._rule))
        self._lay_out()
        self.variants.currentChanged.connect(self._variant_changed)
        self.rules.activated.connect(lambda row: self.rule_chosen.emit(self.rules.itemData(row)))
        self.grains.activated.connect(lambda row: self.grain_chosen.emit(self.grains.itemData(row)))

    def show_proposal(self, one: OpenProposal, variants: Sequence[OpenProposal]) -> None:
        """Of the current change, and those it is a variant of."""
        self._title.setText(action_name(one.proposal.request))
        self._source.setText(source_text(one.proposal))
        self._numbers = [each.number for each in variants]
        with QSignalBlocker(self.variants):
            while self.variants.count():
                self.variants.removeTab(0)
            for count in range(1, len(variants) + 1):
                self.variants.addTab(self.tr("Variant {count}").replace("{count}", str(count)))
            self.variants.setCurrentIndex(self._numbers.index(one.number))
        self.variants.setVisible(len(variants) > 1)
        self.grains.setCurrentIndex(self.grains.findData(one.grain))
        read = one.proposal.request.action is Action.PROOFREAD  # slips are decided one by one
        self.grains.setVisible(len(one.proposal.changes) > 1 and not read)

    def show_rules(self, rules: Mapping[str, int], chosen: str | None, at: int, count: int) -> None:
        """How many changes each rule has, and that the person is at the ``at``-th of ``count``."""
        self._count.setText(self.tr("{at} of {count}").format(at=at, count=count))
        self.rules.clear()
        everything = self.tr("All kinds ({count})").replace("{count}", str(sum(rules.values())))
        self.rules.addItem(everything, None)
        for rule, many in rules.items():
            self.rules.addItem(f"{rule_name(rule)} ({many})", rule)
        self.rules.setCurrentIndex(max(0, self.rules.findData(chosen)) if chosen else 0)
        self.rules.setVisible(len(rules) > 1 or any(map(is_rule, rules)))
        self.more.setVisible(self.rules.isVisibleTo(self))

    def act_on(self, rule: str) -> None:
        """The rule that the menu is about: the chosen one, or that of the current change."""
        self._rule = rule
        self.more.rename(self.tr("With “{rule}”").replace("{rule}", rule_name(rule)))
        self._off.setVisible(is_rule(rule))

    def _variant_changed(self, row: int) -> None:
        if 0 <= row < len(self._numbers):
            self.variant_chosen.emit(self._numbers[row])

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._title, 1)
        line.addWidget(self._count)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self.rules, 1)
        choices.addWidget(self.more)
        choices.addWidget(self.grains, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self._source)
        column.addWidget(self.variants)
        column.addLayout(choices)
