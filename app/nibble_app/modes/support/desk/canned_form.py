"""The fields of a canned reply, filled in before it is put into the draft."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QFrame, QHBoxLayout, QLineEdit, QWidget

from nibble_app.error_text import describe
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_engine.errors import NibbleError
from nibble_engine.support.canned import Field, Template, filled


class CannedForm(QFrame):
    """Emits `filled` with the text, or `left` when it is given up. What is not filled in may be
    left as a {field}: the draft cannot be copied before it is. `shown` when it comes or goes."""

    filled = Signal(str)
    left = Signal()
    shown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "notice-info")
        self.setAccessibleName(self.tr("Fields of the canned reply"))
        self._template: Template | None = None
        self._editors: dict[str, QLineEdit | QComboBox] = {}
        self._title = PlainLabel("", "heading")
        self._trouble = MessageLabel("", "danger", wrap=True, parent=self)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(12, 8, 12, 8)
        self.insert = TextButton(self.tr("&Insert"), self._insert, kind="primary")
        self.later = TextButton(self.tr("Fill in &later"), self._insert_as_it_is)
        self.hide()

    def open(self, template: Template) -> None:
        """Asks for the fields of a template that has some."""
        self._template = template
        while self._form.rowCount():
            row = self._form.takeRow(0)
            for item in (row.labelItem, row.fieldItem):
                self._put_away(item.widget() if item else None)
        self._editors = {}
        self._title.setText(template.title)
        self._form.addRow(self._title)
        self._title.show()
        for field in template.used_fields():
            self._editors[field.name] = _editor(field)
            self._form.addRow(field.name, self._editors[field.name])
        self._form.addRow(self._trouble)
        self._trouble.setText("")
        buttons = QWidget()
        row_of = QHBoxLayout(buttons)
        row_of.setContentsMargins(0, 0, 0, 0)
        row_of.addStretch(1)
        row_of.addWidget(self.later)
        row_of.addWidget(self.insert)
        self._form.addRow(buttons)
        self.show()
        next(iter(self._editors.values())).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Tells that it needs room."""
        super().showEvent(event)
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Gives the room back."""
        super().hideEvent(event)
        self.shown.emit(False)

    def editor(self, name: str) -> QLineEdit | QComboBox:
        """Where a field is filled in."""
        return self._editors[name]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter inserts, Escape gives up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._insert()
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _insert(self) -> None:
        assert self._template is not None
        values = {name: _value(editor) for name, editor in self._editors.items()}
        try:
            text = filled(self._template, values)
        except NibbleError as error:
            words = describe(error.info())
            self._trouble.setText(f"{words.title}: {words.detail}")
            return
        self.hide()
        self.filled.emit(text)

    def _insert_as_it_is(self) -> None:
        """With what is filled in so far."""
        assert self._template is not None
        text = self._template.text
        for name, editor in self._editors.items():
            if value := _value(editor):
                text = text.replace(f"{{{name}}}", value)
        self.hide()
        self.filled.emit(text)

    def _put_away(self, widget: QWidget | None) -> None:
        if widget is None or widget in (self._title, self._trouble):
            return
        for button in (self.insert, self.later):
            if widget.isAncestorOf(button):
                button.setParent(self)
        widget.hide()
        widget.deleteLater()


def _editor(field: Field) -> QLineEdit | QComboBox:
    if field.kind == "choice":
        box = QComboBox()
        box.addItems(list(field.choices))
        box.setAccessibleName(field.name)
        return box
    line = QLineEdit(field.default)
    line.setAccessibleName(field.name)
    if field.kind == "date":
        line.setPlaceholderText("2026-01-31")
    return line


def _value(editor: QLineEdit | QComboBox) -> str:
    return editor.currentText() if isinstance(editor, QComboBox) else editor.text()
