"""The fields of an action that a person added, each with what is wrong under it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from nibble_app.language_names import language_name
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_engine.errors import EmptyFieldsError, NibbleError
from nibble_engine.languages import TABLE, canonical
from nibble_engine.writing.custom_actions import CustomAction, Field, filled

Editor = QLineEdit | QPlainTextEdit | QComboBox | QCheckBox
_NUMBER = "12"
_LINES = 3
_WIDEST_LABEL = 160


class ActionFields(QWidget):
    """Asks for the values of one action."""

    def __init__(self, action: CustomAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._action = action
        self.editors: dict[str, Editor] = {}
        self._troubles: dict[str, MessageLabel] = {}
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 8, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for field in action.fields:
            holder = self._made(field)
            label = PlainLabel(self._name(field), wrap=True)
            wide = label.fontMetrics().horizontalAdvance(label.text()) + 4
            label.setFixedWidth(min(wide, _WIDEST_LABEL))
            form.addRow(label, holder)

    def values(self) -> dict[str, str]:
        """What is filled in, by the fields' keys."""
        return {key: _value(editor) for key, editor in self.editors.items()}

    def show_problems(self) -> bool:
        """Says under each field what is wrong with it, and goes to the first such; whether there
        is any."""
        found = {field.key: told for field in self._action.fields if (told := self._wrong(field))}
        for key, trouble in self._troubles.items():
            trouble.setText(found.get(key, ""))
        if found:
            self.editors[next(iter(found))].setFocus()
        return bool(found)

    def _wrong(self, field: Field) -> str:
        alone = CustomAction("", "", "", (field,), "{text}")
        try:
            filled(alone, self.values())
        except EmptyFieldsError:
            return self.tr("Please fill this in.")
        except NibbleError:
            if field.kind == "number":
                return self.tr("A number, please, like {example}.").replace("{example}", _NUMBER)
            return self.tr("This does not fit here.")
        return ""

    def _name(self, field: Field) -> str:
        if field.required or field.kind == "yes_no":
            return field.label
        return self.tr("{field} (may be empty)").replace("{field}", field.label)

    def _made(self, field: Field) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        trouble = MessageLabel("", "danger", wrap=True, parent=holder)
        editor = _editor(field, self.tr("Yes"))
        editor.setAccessibleName(field.label)
        if isinstance(editor, QLineEdit | QPlainTextEdit):
            editor.textChanged.connect(lambda *text: trouble.setText(""))
        column.addWidget(editor)
        column.addWidget(trouble)
        self.editors[field.key], self._troubles[field.key] = editor, trouble
        return holder


def _value(editor: Editor) -> str:
    if isinstance(editor, QComboBox):
        return str(editor.currentData())
    if isinstance(editor, QCheckBox):
        return "yes" if editor.isChecked() else "no"
    return editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()


def _editor(field: Field, yes: str) -> Editor:
    if field.kind == "yes_no":
        box = QCheckBox(yes)
        box.setChecked(field.default == "yes")
        return box
    if field.kind in ("choice", "language"):
        return _choice(field)
    if field.kind == "long":
        return _long(field)
    line = QLineEdit(field.default)
    if field.kind == "number":
        line.setPlaceholderText(_NUMBER)
        line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
    return line


def _choice(field: Field) -> QComboBox:
    box = QComboBox()
    # As wide as the form gives it, and not as its longest line.
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(12)
    if not field.required:
        box.addItem("", "")
    if field.kind == "language":
        for language in TABLE:
            box.addItem(language_name(language.tag), language.tag)
        default = canonical(field.default)
    else:
        for choice in field.choices:
            box.addItem(choice, choice)
        default = field.default
    box.setCurrentIndex(max(0, box.findData(default)))
    return box


def _long(field: Field) -> QPlainTextEdit:
    edit = QPlainTextEdit(field.default)
    edit.setProperty("kind", "field")
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(edit.fontMetrics().lineSpacing() * _LINES + 20)
    return edit
