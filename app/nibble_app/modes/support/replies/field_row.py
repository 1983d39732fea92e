"""One field of a text: its kind, its choices, and whether it may stay empty."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from nibble_app.modes.support.replies import words
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.support.canned import Field, field_from

_NAME_WIDTH = 96


class FieldRow(QWidget):
    """`edited` on every change by the person."""

    edited = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = field.name
        self.kind = QComboBox()
        self.kind.setAccessibleName(self.tr("Kind of {field}").replace("{field}", field.name))
        for key, text in words.FIELD_KINDS.items():
            self.kind.addItem(words.said(text), key)
        self.kind.setCurrentIndex(self.kind.findData(field.kind))
        self.choices = QLineEdit(_joined(field.choices))
        self.choices.setCursorPosition(0)
        self.choices.setPlaceholderText(self.tr("Choices, with commas between them"))
        self.choices.setAccessibleName(self.choices.placeholderText())
        self.default = QLineEdit(field.default)
        self.default.setPlaceholderText(self.tr("Filled in at first"))
        self.default.setAccessibleName(self.default.placeholderText())
        self.required = QCheckBox(self.tr("Required"))
        self.required.setChecked(field.required)
        self._lay_out()
        self.kind.activated.connect(lambda index: self._changed())
        for line in (self.choices, self.default):
            line.textEdited.connect(lambda text: self._changed())
        self.required.clicked.connect(self._changed)
        self._fit()

    def stops(self) -> list[QWidget]:
        """Where the focus goes in it, in order."""
        return [self.kind, self.choices, self.default, self.required]

    def field(self) -> Field:
        """As it is now; a choice without choices is a text."""
        choices = _split(self.choices.text()) if self.kind.currentData() == "choice" else []
        kind = "text" if self.kind.currentData() == "choice" and not choices else None
        return field_from(
            {
                "name": self.name,
                "kind": kind or self.kind.currentData(),
                "choices": choices,
                "required": self.required.isChecked(),
                "default": self.default.text().strip(),
            }
        )

    def _changed(self) -> None:
        self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        self.choices.setVisible(self.kind.currentData() == "choice")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        name = PlainLabel(self.name)
        name.setMinimumWidth(_NAME_WIDTH)
        row.addWidget(name)
        row.addWidget(self.kind)
        row.addWidget(self.choices, 3)
        row.addWidget(self.default, 1)
        row.addWidget(self.required)


def _joined(choices: tuple[str, ...]) -> str:
    if any(re.search("[,，、;；]", choice) for choice in choices):
        return " | ".join([*choices, ""]).rstrip(" ")
    return ", ".join(choices)


def _split(text: str) -> list[str]:
    parts = text.split("|") if "|" in text else re.split("[,，、;；]", text)
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))
