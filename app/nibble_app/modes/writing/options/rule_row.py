"""One rule of proofreading: its switch, an example, and what is told of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.settings import SCHEMA
from nibble_app.widgets.labels import PlainLabel
from nibble_app.writing.explained import Explained
from nibble_app.writing.rules import SPACING, SPACING_RULE

_INDENT = 24
_WIDTH = 200


class RuleRow(QWidget):
    """`switched` by the person; the rule of spaces has a style instead, told with `styled`."""

    switched = Signal(str, bool)
    styled = Signal(str)

    def __init__(self, rule: Explained, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rule = rule
        self.box: QCheckBox | QComboBox
        self._example = PlainLabel("", wrap=True)
        self._example.setIndent(_INDENT)
        reason = PlainLabel(rule.reason, "small", wrap=True)
        reason.setIndent(_INDENT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(2)
        if rule.id == SPACING_RULE:
            self.box = self._style()
            title = PlainLabel(rule.title)
            title.setIndent(_INDENT)
            column.addWidget(title)
            line = QHBoxLayout()
            line.setContentsMargins(_INDENT, 2, 0, 2)
            line.addWidget(self.box)
            line.addStretch(1)
            column.addLayout(line)
        else:
            self.box = QCheckBox(rule.title.replace("&", "&&"))
            self.box.clicked.connect(lambda on: self.switched.emit(rule.id, on))
            column.addWidget(self.box)
        self.box.setAccessibleName(rule.title)
        self.box.setAccessibleDescription(f"{rule.wrong} {rule.reason}")
        column.addWidget(self._example)
        column.addWidget(reason)
        self._show_example(rule.wrong, rule.right)

    def show_on(self, on: bool) -> None:
        """Whether the rule is on; emits nothing."""
        if isinstance(self.box, QCheckBox):
            self.box.setChecked(on)

    def show_style(self, style: str) -> None:
        """How spaces are put; emits nothing."""
        if isinstance(self.box, QComboBox):
            self.box.setCurrentIndex(self.box.findData(style))
            there = (self.rule.wrong, self.rule.right)
            self._show_example(*(reversed(there) if style == "remove" else there))

    def _show_example(self, wrong: str, right: str) -> None:
        self._example.setText(f"{wrong}  →  {right}")

    def _style(self) -> QComboBox:
        (setting,) = (one for one in SCHEMA if one.key == SPACING)
        box = QComboBox()
        box.setFixedWidth(_WIDTH)
        for choice in setting.choices:
            box.addItem(QCoreApplication.translate("Settings", choice.label), choice.value)
        box.activated.connect(lambda index: self.styled.emit(box.itemData(index)))
        return box
