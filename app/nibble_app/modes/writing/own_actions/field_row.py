"""One field of an own action: what it is called, its kind, its choices, whether it may be empty."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.languages import find
from nibble_engine.writing.custom_actions import Field, Kind

_KINDS: dict[Kind, str] = {
    "text": QT_TRANSLATE_NOOP("OwnActionField", "Text"),
    "long": QT_TRANSLATE_NOOP("OwnActionField", "Long text"),
    "number": QT_TRANSLATE_NOOP("OwnActionField", "Number"),
    "choice": QT_TRANSLATE_NOOP("OwnActionField", "Choice"),
    "yes_no": QT_TRANSLATE_NOOP("OwnActionField", "Yes or no"),
    "language": QT_TRANSLATE_NOOP("OwnActionField", "Language"),
}
_KEY_WIDTH = 104
_BETWEEN = re.compile("[,，、;；]")


class ActionFieldRow(QWidget):
    """`edited` on every change by the person."""

    edited = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = field.key
        self.label = QLineEdit(field.label)
        self.kind = QComboBox()
        for kind, name in _KINDS.items():
            self.kind.addItem(QCoreApplication.translate("OwnActionField", name), kind)
        self.kind.setCurrentIndex(self.kind.findData(field.kind))
        self.choices = QLineEdit("、".join(field.choices))
        self.choices.setCursorPosition(0)
        self.default = QLineEdit(field.default)
        self.required = QCheckBox(self.tr("Must be filled in"))
        self.required.setChecked(field.required)
        self._name_parts()
        self._lay_out()
        self.kind.activated.connect(lambda index: self._changed())
        for line in (self.label, self.choices, self.default):
            line.textEdited.connect(lambda text: self._changed())
        self.required.clicked.connect(self._changed)
        self._fit()

    def stops(self) -> list[QWidget]:
        """Where the focus goes in it, in order."""
        return [self.label, self.kind, self.choices, self.default, self.required]

    def field(self) -> Field:
        """As it is now; a choice without choices is a text, and what cannot be filled in at first
        is not."""
        choices = self._choices()
        kind: Kind = self.kind.currentData()
        if kind == "choice" and not choices:
            kind = "text"
        default = self.default.text().strip()
        if not _fits(default, kind, choices):
            default = ""
        label = self.label.text().strip() or self.key
        return Field(self.key, label, kind, default, choices, self.required.isChecked())

    def _choices(self) -> tuple[str, ...]:
        if self.kind.currentData() != "choice":
            return ()
        parts = _BETWEEN.split(self.choices.text())
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def _changed(self) -> None:
        self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        self.choices.setVisible(self.kind.currentData() == "choice")
        self.required.setVisible(self.kind.currentData() != "yes_no")

    def _name_parts(self) -> None:
        named = {
            self.label: self.tr("Name of {field}"),
            self.kind: self.tr("Kind of {field}"),
            self.choices: self.tr("Choices of {field}, with commas between them"),
            self.default: self.tr("What is in {field} at first"),
            self.required: self.tr("{field} must be filled in"),
        }
        for widget, name in named.items():
            widget.setAccessibleName(name.replace("{field}", self.key))
        self.label.setPlaceholderText(self.tr("Name"))
        self.choices.setPlaceholderText(self.tr("Choices, with commas between them"))
        self.default.setPlaceholderText(self.tr("Filled in at first"))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        key = PlainLabel(f"{{{self.key}}}", "key")
        key.setMinimumWidth(_KEY_WIDTH)
        grid.addWidget(key, 0, 0)
        grid.addWidget(self.label, 0, 1)
        grid.addWidget(self.kind, 0, 2)
        grid.addWidget(self.default, 1, 1)
        grid.addWidget(self.required, 1, 2)
        grid.addWidget(self.choices, 2, 1, 1, 2)
        grid.setColumnStretch(1, 1)


def _fits(default: str, kind: str, choices: tuple[str, ...]) -> bool:
    if kind == "choice":
        return default in choices
    if kind == "yes_no":
        return default in ("yes", "no")
    if kind == "language":
        return find(default) is not None
    return kind != "number" or default.replace(",", ".").replace(".", "", 1).lstrip("+-").isdigit()
