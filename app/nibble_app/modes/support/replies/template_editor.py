"""Where a canned reply, a prompt or a preset is written."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from nibble_app.modes.support.replies.field_row import FieldRow
from nibble_app.modes.support.replies.language_box import LanguageBox
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.support.canned import Field, Template, missing, template_from

_LONGEST_TITLE = 40
_LEAST = 96


class TemplateEditor(QWidget):
    """`edited` on every change by the person. Each {field} in the text gets a row of its own,
    unless there are none: presets are not filled in."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._has_fields = "", True
        self._known: dict[str, Field] = {}
        self.title, self.shortcut = QLineEdit(), QLineEdit()
        self.shortcut.setPlaceholderText(self.tr("What is typed after the /"))
        self.language = LanguageBox()
        self.text = QPlainTextEdit()
        self.text.setProperty("kind", "editor")
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(_LEAST)
        self.text.setAccessibleName(self.tr("Text"))
        self._heading = PlainLabel(self.tr("Fields of the text"), "small")
        self._rows = QVBoxLayout()
        self._shown: list[FieldRow] = []
        self._filling = False
        self._lay_out()
        for line in (self.title, self.shortcut):
            line.textEdited.connect(lambda text: self._changed())
        self.language.activated.connect(lambda index: self._changed())
        self.text.textChanged.connect(self._changed)

    def put(self, template: Template | None, *, has_fields: bool) -> None:
        """Shows a text, or an empty one to be written."""
        shown = template or Template("", "", "")
        self._key, self._has_fields = shown.id, has_fields
        self._filling = True
        self.title.setText(shown.title)
        self.shortcut.setText(shown.shortcut)
        self.language.put(shown.language)
        self.text.setPlainText(shown.text)
        self._form.setRowVisible(self.shortcut, has_fields)
        self._known = {field.name: field for field in shown.fields}
        self._clear_rows()
        self._match_rows()
        self._filling = False

    def is_empty(self) -> bool:
        """Whether nothing is written yet."""
        return not (self.title.text().strip() or self.text.toPlainText().strip())

    def template(self) -> Template:
        """What is written; without a title it is called by its first words. Raises
        `BadInputError` for one without text."""
        text = self.text.toPlainText()
        fields = tuple(row.field() for row in self.rows())
        made = template_from(
            {
                "id": self._key,
                "title": self.title.text().strip() or _beginning(text),
                "text": text,
                "shortcut": self.shortcut.text(),
                "language": self.language.tag(),
            }
        )
        return replace(made, fields=fields)

    def kept(self, key: str) -> None:
        """The text has this id from now on."""
        self._key = key

    def rows(self) -> list[FieldRow]:
        """The fields, in the order in which they are read."""
        return list(self._shown)

    def _changed(self) -> None:
        if not self._filling:
            self._match_rows()
            self.edited.emit()

    def _match_rows(self) -> None:
        wanted = missing(self.text.toPlainText()) if self._has_fields else []
        rows = self.rows()
        if [row.name for row in rows] != wanted:
            self._known |= {row.name: row.field() for row in rows}
            self._clear_rows()
            for name in wanted:
                row = FieldRow(self._known.get(name, Field(name)))
                row.edited.connect(self._changed)
                self._rows.addWidget(row)
                self._shown.append(row)
            stops = [self.text, *(stop for row in self._shown for stop in row.stops())]
            for one, following in pairwise(stops):
                self.setTabOrder(one, following)
        self._heading.setVisible(bool(wanted))

    def _clear_rows(self) -> None:
        for row in self._shown:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._shown = []

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.addRow(self.tr("&Title"), self.title)
        self._form.addRow(self.tr("&Shortcut"), self.shortcut)
        self._form.addRow(self.tr("&Language"), self.language)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._form)
        column.addWidget(self.text, 1)
        column.addWidget(self._heading)
        column.addLayout(self._rows)


def _beginning(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1]}…"
