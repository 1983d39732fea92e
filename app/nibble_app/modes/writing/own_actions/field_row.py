"""One field of an own action: what it is called, its kind, its choices, whether it may be empty."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.language_names import language_name
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.errors import NibbleError
from nibble_engine.languages import TABLE, canonical
from nibble_engine.writing.custom_actions import CustomAction, Field, Kind, filled

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
    """`edited` on every change by the person. What is filled in at first is written, ticked or
    chosen, as the kind is."""

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
        self.ticked = QCheckBox(self.tr("Ticked at first"))
        self.ticked.setChecked(field.default == "yes")
        self.language = QComboBox()
        self.language.addItem("", "")
        for language in TABLE:
            self.language.addItem(language_name(language.tag), language.tag)
        self.language.setCurrentIndex(max(0, self.language.findData(canonical(field.default))))
        self.required = QCheckBox(self.tr("Must be filled in"))
        self.required.setChecked(field.required)
        self._name_parts()
        self._lay_out()
        for box in (self.kind, self.language):
            box.activated.connect(lambda index: self._changed())
        for line in (self.label, self.choices, self.default):
            line.textEdited.connect(lambda text: self._changed())
        for tick in (self.ticked, self.required):
            tick.clicked.connect(self._changed)
        self._fit()

    def stops(self) -> list[QWidget]:
        """Where the focus goes in it, in order."""
        first = [self.default, self.ticked, self.language]
        return [self.label, self.kind, *first, self.required, self.choices]

    def field(self) -> Field:
        """As it is now; a choice without choices is a text, and what does not fit its kind is not
        filled in at first."""
        kind: Kind = self.kind.currentData()
        choices = self._choices() if kind == "choice" else ()
        if kind == "choice" and not choices:
            kind = "text"
        label = self.label.text().strip() or self.key
        made = Field(self.key, label, kind, "", choices, self.required.isChecked())
        return Field(self.key, label, kind, self._default(made), choices, made.required)

    def _default(self, field: Field) -> str:
        if field.kind == "yes_no":
            return "yes" if self.ticked.isChecked() else "no"
        if field.kind == "language":
            return str(self.language.currentData())
        default = self.default.text().strip()
        try:
            filled(CustomAction("", "", "", (field,), "{text}"), {field.key: default})
        except NibbleError:
            return ""
        return default

    def _choices(self) -> tuple[str, ...]:
        parts = _BETWEEN.split(self.choices.text())
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))

    def _changed(self) -> None:
        self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        kind = self.kind.currentData()
        self.choices.setVisible(kind == "choice")
        self.ticked.setVisible(kind == "yes_no")
        self.language.setVisible(kind == "language")
        self.default.setVisible(kind not in ("yes_no", "language"))
        self.required.setVisible(kind != "yes_no")

    def _name_parts(self) -> None:
        first = self.tr("What is in {field} at first")
        named = {
            self.label: self.tr("Name of {field}"),
            self.kind: self.tr("Kind of {field}"),
            self.choices: self.tr("Choices of {field}, with commas between them"),
            self.default: first,
            self.ticked: self.tr("{field} is ticked at first"),
            self.language: first,
            self.required: self.tr("{field} must be filled in"),
        }
        for widget, name in named.items():
            widget.setAccessibleName(name.replace("{field}", self.key))
            widget.setToolTip(widget.accessibleName())
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
        for first in (self.default, self.ticked, self.language):
            grid.addWidget(first, 1, 1)
        grid.addWidget(self.required, 1, 2)
        grid.addWidget(self.choices, 2, 1, 1, 2)
        grid.setColumnStretch(1, 1)
