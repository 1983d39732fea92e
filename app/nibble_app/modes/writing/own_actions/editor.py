"""Where an own action is written: its name, what it asks of the model, and its fields."""

from __future__ import annotations

import re
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from nibble_app.modes.writing.own_actions.field_row import ActionFieldRow
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.writing.custom_actions import CustomAction, Field

TEXT = "text"
_PLACE = re.compile(r"\{([^\W\d]\w{0,31})\}")
_LEAST = 120


class ActionEditor(QWidget):
    """`edited` on every change by the person. Each {field} of the request gets a row of its
    own; what a row said stays known while its place is gone for a moment."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id, self._filling = "", False
        self._known: dict[str, Field] = {}
        self._shown: list[ActionFieldRow] = []
        self.name, self.meaning = QLineEdit(), QLineEdit()
        self.request = QPlainTextEdit()
        self.request.setProperty("kind", "field")
        self.request.setTabChangesFocus(True)
        self.request.setMinimumHeight(_LEAST)
        self.request.setPlaceholderText(
            self.tr("Write the text below for {audience}, and keep its facts.\n\n{text}")
        )
        self._heading = PlainLabel(self.tr("What is asked before it is done"), "heading")
        self._rows = QVBoxLayout()
        self._lay_out()
        for line in (self.name, self.meaning):
            line.textEdited.connect(lambda text: self._changed())
        self.request.textChanged.connect(self._changed)

    def put(self, action: CustomAction | None) -> None:
        """Shows an action, or an empty one to be written."""
        shown = action or CustomAction("", "")
        self._id, self._filling = shown.id, True
        self.name.setText(shown.name)
        self.meaning.setText(shown.description)
        self.request.setPlainText(shown.request)
        self._known = {field.key: field for field in shown.fields}
        self._clear_rows()
        self._match_rows()
        self._filling = False

    def action(self) -> CustomAction:
        """What is written, whether or not it is enough."""
        return CustomAction(
            self._id,
            " ".join(self.name.text().split()),
            self.meaning.text().strip(),
            tuple(row.field() for row in self._shown),
            self.request.toPlainText().strip(),
        )

    def is_empty(self) -> bool:
        """Whether nothing is written yet."""
        return not (self.name.text().strip() or self.request.toPlainText().strip())

    def rows(self) -> list[ActionFieldRow]:
        """The fields, in the order in which they are read."""
        return list(self._shown)

    def _changed(self) -> None:
        if not self._filling:
            self._match_rows()
            self.edited.emit()

    def _match_rows(self) -> None:
        places = dict.fromkeys(_PLACE.findall(self.request.toPlainText()))
        wanted = [key for key in places if key != TEXT]
        if [row.key for row in self._shown] != wanted:
            self._known |= {row.key: row.field() for row in self._shown}
            self._clear_rows()
            for key in wanted:
                row = ActionFieldRow(self._known.get(key, Field(key, key)))
                row.edited.connect(self.edited)
                self._rows.addWidget(row)
                self._shown.append(row)
            stops = [self.request, *(stop for row in self._shown for stop in row.stops())]
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
        help_text = self.tr(
            "{text} stands for the text that it works on. Any other name in braces, such as "
            "{audience}, is asked for before it is done."
        )
        form = QFormLayout()
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("&Description"), self.meaning)
        label = PlainLabel(self.tr("&Request to the model"))
        label.setBuddy(self.request)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addLayout(form)
        column.addWidget(label)
        column.addWidget(self.request, 1)
        column.addWidget(PlainLabel(help_text, "small", wrap=True))
        column.addWidget(self._heading)
        column.addLayout(self._rows)
        self.name.setAccessibleName(self.tr("Name"))
        self.meaning.setAccessibleName(self.tr("Description"))
        self.request.setAccessibleName(self.tr("Request to the model"))
