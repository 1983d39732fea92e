"""The fields of a template of documents, with what is wrong under each."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_engine.writing.templates import Field, Template, problems

Editor = QLineEdit | QComboBox | QPlainTextEdit
_LONG_HEIGHT = 76


class FieldForm(QWidget):
    """`changed` whenever something is filled in, `finished` on Enter in a field of one line."""

    changed = Signal()
    finished = Signal()

    def __init__(self, template: Template, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._template = template
        self.editors: dict[str, Editor] = {}
        self._troubles: dict[str, MessageLabel] = {}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 8, 0)
        form.setVerticalSpacing(4)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in template.fields:
            form.addRow(PlainLabel(self._name(field), "small"), self._made(field))

    def values(self) -> dict[str, str]:
        """What is filled in, by the fields' names."""
        return {name: _value(editor) for name, editor in self.editors.items()}

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
        name = field.name[:1].upper() + field.name[1:]
        if field.required:
            return name
        return self.tr("{field} (may be empty)").replace("{field}", name)

    def _said(self, problem: str) -> str:
        if problem == "date":
            text = self.tr("A date, please, like {example}.")
            return text.replace("{example}", _today(self._template.language))
        return self.tr("Please fill this in.")

    def _made(self, field: Field) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        trouble = MessageLabel("", "danger", wrap=True, parent=holder)
        editor = self._editor(field)
        editor.setAccessibleName(field.name)
        column.addWidget(editor)
        column.addWidget(trouble)
        self.editors[field.name], self._troubles[field.name] = editor, trouble
        return holder

    def _editor(self, field: Field) -> Editor:
        if field.kind == "choice":
            box = QComboBox()
            box.addItems(list(field.choices))
            box.setCurrentText(field.default)
            box.currentTextChanged.connect(lambda text: self.changed.emit())
            return box
        if field.kind == "long":
            text = QPlainTextEdit(field.default)
            text.setProperty("kind", "field")
            text.setTabChangesFocus(True)
            text.setFixedHeight(_LONG_HEIGHT)
            text.setPlaceholderText(field.example)
            text.textChanged.connect(self.changed)
            return text
        is_today = field.kind == "date" and field.required
        line = QLineEdit(_today(self._template.language) if is_today else field.default)
        line.setPlaceholderText(field.example)
        line.textChanged.connect(lambda text: self.changed.emit())
        line.returnPressed.connect(self.finished)
        return line


def _value(editor: Editor) -> str:
    if isinstance(editor, QComboBox):
        return editor.currentText()
    return editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()


def _today(language: str) -> str:
    now = date.today()
    return f"{now.year}年{now.month}月{now.day}日" if language == "zh" else now.isoformat()
