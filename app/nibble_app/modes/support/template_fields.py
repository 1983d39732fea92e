"""The fields of a text, one line each, with what is wrong under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_engine.errors import NibbleError
from nibble_engine.support.canned import Field, Template, problems

Editor = QLineEdit | QComboBox
_DATE, _NUMBER = "2026-01-31", "12"


class TemplateFields(QWidget):
    """Asks for the values of one template."""

    def __init__(self, template: Template, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._template = template
        self.editors: dict[str, Editor] = {}
        self._troubles: dict[str, MessageLabel] = {}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 8, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in template.used_fields():
            form.addRow(PlainLabel(self._name(field)), self._made(field))

    def values(self) -> dict[str, str]:
        """What is filled in, by the fields' names."""
        return {
            name: box.currentText() if isinstance(box, QComboBox) else box.text()
            for name, box in self.editors.items()
        }

    def show_problems(self) -> bool:
        """Says under each field what is wrong with it, and goes to the first such; whether there
        is any."""
        found = problems(self._template, self.values())
        for name, trouble in self._troubles.items():
            trouble.setText(self._said(found[name]) if name in found else "")
        if found:
            self.editors[next(iter(found))].setFocus()
        return bool(found)

    def _name(self, field: Field) -> str:
        if field.required:
            return field.name
        return self.tr("{field} (may be empty)").replace("{field}", field.name)

    def _made(self, field: Field) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        trouble = MessageLabel("", "danger", wrap=True, parent=holder)
        editor = _editor(field)
        editor.setAccessibleName(field.name)
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(lambda text: trouble.setText(""))
        column.addWidget(editor)
        column.addWidget(trouble)
        self.editors[field.name], self._troubles[field.name] = editor, trouble
        return holder

    def _said(self, error: NibbleError) -> str:
        kind = error.params.get("kind")
        if kind == "number":
            return self.tr("A number, please, like {example}.").replace("{example}", _NUMBER)
        if kind == "date":
            return self.tr("A date, please, like {example}.").replace("{example}", _DATE)
        return self.tr("Please fill this in.")


def _editor(field: Field) -> Editor:
    if field.kind == "choice":
        box = QComboBox()
        box.addItems(list(field.choices) if field.required else ["", *field.choices])
        box.setCurrentText(field.default)
        return box
    line = QLineEdit(field.default)
    if field.kind == "date":
        line.setPlaceholderText(_DATE)
    elif field.kind == "number":
        line.setPlaceholderText(_NUMBER)
        line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
    return line
