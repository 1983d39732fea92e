"""The open case's title, status, tags, and what can be done with it as a whole."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from nibble_app.modes.support.desk import words
from nibble_app.store import Case
from nibble_app.store.cases import STATUSES
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton
from nibble_app.widgets.labels import ElidedLabel

_TAGS_WIDTH = (72, 170)


class CaseHead(QWidget):
    """`status_chosen`, `tags_given`; `reveal_toggled` and `panel_toggled` with what is wanted."""

    status_chosen = Signal(str)
    tags_given = Signal(list)
    add_asked = Signal()
    delete_asked = Signal()
    reveal_toggled = Signal(bool)
    panel_toggled = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel("", "heading")
        self.tags = QLineEdit()
        self.tags.setPlaceholderText(self.tr("Tags, with commas"))
        self.tags.setAccessibleName(self.tr("Tags, with commas"))
        self.tags.setMinimumWidth(_TAGS_WIDTH[0])
        self.tags.setMaximumWidth(_TAGS_WIDTH[1])
        self.status = QComboBox()
        self.status.setAccessibleName(self.tr("Status"))
        for status in STATUSES:
            self.status.addItem(words.value(status), status)
        self.add = IconButton(theme, "plus", self.tr("Add the customer's next message"))
        self.delete = IconButton(theme, "trash-2", self.tr("Delete this case"))
        self.reveal = IconButton(
            theme,
            "info",
            self.tr(
                "Show personal data. It is kept in memory while the program runs; only marks of it "
                "are stored, and after a restart the marks stay"
            ),
        )
        self.panel = IconButton(theme, "list", self.tr("Show or hide the right column (F9)"))
        for button in (self.reveal, self.panel):
            button.setCheckable(True)
            button.setChecked(True)
        self._lay_out()
        self._connect()

    def show_case(self, case: Case | None, title: str) -> None:
        """The case, or none."""
        self.title.setText(title)
        for widget in (self.tags, self.status, self.add, self.delete, self.reveal):
            widget.setVisible(case is not None)
        if case is not None:
            self.status.setCurrentIndex(self.status.findData(case.status))
            if not self.tags.hasFocus():
                self.tags.setText(", ".join(case.tags))

    def _tags_edited(self) -> None:
        text = self.tags.text().replace("，", ",").replace("、", ",")
        self.tags_given.emit([tag.strip() for tag in text.split(",") if tag.strip()])

    def _connect(self) -> None:
        self.status.activated.connect(
            lambda row: self.status_chosen.emit(self.status.itemData(row))
        )
        self.tags.editingFinished.connect(self._tags_edited)
        self.add.clicked.connect(self.add_asked)
        self.delete.clicked.connect(self.delete_asked)
        self.reveal.toggled.connect(self.reveal_toggled)
        self.panel.toggled.connect(self.panel_toggled)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.title, 3)
        row.addWidget(self.tags, 1)
        for widget in (self.status, self.add, self.reveal, self.delete, self.panel):
            row.addWidget(widget)
