"""What a table is answered with: file, column of the messages, base; and run or stop."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from nibble_app.modes.support.base_box import BaseBox
from nibble_app.modes.support.table.shown import Shown
from nibble_app.modes.support.table.words import shown_name
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import ElidedLabel, PlainLabel
from nibble_app.widgets.more_button import MoreButton


class TableHead(QWidget):
    """`asked_anew` when column, base or way were chosen; `filtered` when the filter was.
    ``choices`` is all that is of no use without a table."""

    asked_anew = Signal()
    filtered = Signal()

    def __init__(self, theme: Theme, base: BaseBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel("", "heading")
        self.open = TextButton(self.tr("Open table…"))
        self.run = TextButton(self.tr("Run"), kind="primary")
        self.more = MoreButton(theme, self.tr("More for this table"))
        self.column = _box(self.tr("Column of the messages"))
        self.base = base
        self.quotes = QCheckBox(self.tr("Only quote the documents"))
        self.shown = _box(self.tr("Which messages are shown"))
        self.intent = _box(self.tr("Which intents are shown"))
        self.choices = QWidget()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.said = PlainLabel("", "small")
        for shown in Shown:
            self.shown.addItem(shown_name(shown), shown)
        self._lay_out()
        for box in (self.column, self.base):
            box.activated.connect(lambda index: self.asked_anew.emit())
        self.quotes.clicked.connect(lambda checked=False: self.asked_anew.emit())
        for box in (self.shown, self.intent):
            box.activated.connect(lambda index: self.filtered.emit())

    def put_columns(self, names: Sequence[str], chosen: int) -> None:
        """The columns of another table."""
        self.column.clear()
        self.column.addItems([*names])
        self.column.setCurrentIndex(chosen)

    def put_intents(self, intents: Sequence[tuple[str, str]]) -> None:
        """Keys and names of the intents that are there; the chosen one stays if it still is."""
        before = self.intent.currentData()
        self.intent.clear()
        self.intent.addItem(self.tr("All intents"), "")
        for key, name in intents:
            self.intent.addItem(name, key)
        self.intent.setCurrentIndex(max(0, self.intent.findData(before)))

    def _lay_out(self) -> None:
        first, second, third = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.name, 1)
        for widget in (self.open, self.run, self.more):
            first.addWidget(widget)
        for label, box in (
            (self.tr("Messages in"), self.column),
            (self.tr("Answers from"), self.base),
        ):
            second.addWidget(PlainLabel(label, "small"))
            second.addWidget(box, 1)
        second.addWidget(self.quotes)
        third.addWidget(self.said, 1)
        third.addWidget(self.shown)
        third.addWidget(self.intent)
        inner, column = QVBoxLayout(self.choices), QVBoxLayout(self)
        for part in (inner, column):
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(8)
        for row in (first, second, third):
            row.setSpacing(8)
        inner.addLayout(second)
        inner.addWidget(self.progress)
        inner.addLayout(third)
        column.addLayout(first)
        column.addWidget(self.choices)


def _box(name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    return box
