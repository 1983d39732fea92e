"""Where a house rule is written."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from nibble_app.modes.support.replies import words
from nibble_app.modes.support.replies.language_box import LanguageBox
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.support.house_rules import Rule, rule_from

_NEW = "new"


class RuleEditor(QWidget):
    """`edited` on every change by the person."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self._filling = False
        self.kind = QComboBox()
        for key, text in words.RULE_KINDS.items():
            self.kind.addItem(words.said(text), key)
        self.language = LanguageBox()
        self.note = QLineEdit()
        self.note.setPlaceholderText(self.tr("Why, and what to say instead"))
        self.on = QCheckBox(self.tr("Drafts are &checked for it"))
        self.phrases = QPlainTextEdit()
        self.phrases.setProperty("kind", "editor")
        self.phrases.setTabChangesFocus(True)
        self.phrases.setAccessibleName(self.tr("Phrases, one a line"))
        self._lay_out()
        for box in (self.kind, self.language):
            box.activated.connect(lambda index: self._changed())
        self.note.textEdited.connect(lambda text: self._changed())
        self.on.clicked.connect(self._changed)
        self.phrases.textChanged.connect(self._changed)

    def put(self, rule: Rule | None) -> None:
        """Shows a rule, or an empty one to be written."""
        shown = rule or Rule("", "never", ())
        self._filling = True
        self._key = shown.id
        self.kind.setCurrentIndex(self.kind.findData(shown.kind))
        self.language.put(shown.language)
        self.note.setText(shown.note)
        self.note.setCursorPosition(0)
        self.on.setChecked(shown.on)
        self.phrases.setPlainText("\n".join(shown.phrases))
        self._filling = False

    def is_empty(self) -> bool:
        """Whether nothing is written yet."""
        return not (self.note.text().strip() or self.phrases.toPlainText().strip())

    def rule(self) -> Rule:
        """What is written; its id is "" if it was not kept yet. Raises `BadInputError` where
        there is no phrase, or one of wildcards alone."""
        lines = (line.strip() for line in self.phrases.toPlainText().splitlines())
        made = rule_from(
            {
                "id": self._key or _NEW,
                "kind": self.kind.currentData(),
                "phrases": [*filter(None, lines)],
                "language": self.language.tag(),
                "note": self.note.text().strip(),
                "on": self.on.isChecked(),
            }
        )
        return replace(made, id=self._key)

    def kept(self, key: str) -> None:
        """The rule has this id from now on."""
        self._key = key

    def show_switch(self, on: bool) -> None:
        """It was switched in the list."""
        self.on.setChecked(on)

    def _changed(self) -> None:
        if not self._filling:
            self.edited.emit()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Kind"), self.kind)
        form.addRow(self.tr("&Language"), self.language)
        form.addRow(self.tr("&Reason"), self.note)
        form.addRow("", self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(form)
        label = PlainLabel(self.tr("&Phrases, one a line"), "small")
        label.setBuddy(self.phrases)
        column.addWidget(label)
        column.addWidget(self.phrases, 1)
