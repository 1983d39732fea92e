"""The left column: customers' cases by status, with a search over everything that was said."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nibble_app.modes.support.desk import words
from nibble_app.modes.support.desk.case_list import CaseList, Row
from nibble_app.modes.support.desk.room import DeskRoom, Filter
from nibble_app.modes.support.desk.times import short_when
from nibble_app.store.cases import STATUSES, CaseStatus
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.support.intents import INTENTS

WIDTH = 236
_PAUSE_MS = 150
_MOST = 300
_URGENCIES = ("high", "normal", "low")


class InboxPanel(QFrame):
    """Shows what the room has; the view decides what happens."""

    chosen = Signal(str)
    delete_asked = Signal(str)
    new_asked = Signal()
    import_asked = Signal()

    def __init__(self, theme: Theme, room: DeskRoom, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setMinimumWidth(180)
        self._room = room
        self.new = IconButton(theme, "plus", self.tr("New case (Ctrl+N)"))
        self.bring = IconButton(theme, "folder-open", self.tr("Import messages… (Ctrl+I)"))
        self.search = QLineEdit()
        self.status = QButtonGroup(self)
        self._buttons: dict[CaseStatus, QToolButton] = {}
        self.intent, self.urgency, self.tag = QComboBox(), QComboBox(), QComboBox()
        self.list = CaseList(theme, self.tr("Cases"))
        self._nothing = PlainLabel("", "small", wrap=True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Reads the list anew."""
        self._fill_tags()
        inbox = self._room.inbox()
        for status, button in self._buttons.items():
            count = inbox.counts[status]
            name = words.value(status)
            button.setText(f"{name} {count}" if count else name)
            button.setChecked(status == self._room.filter.status)
        previews = self._room.previews()
        rows = [
            Row(
                case.id,
                self._room.shown_of(case.id, case.title),
                previews.get(case.id, ""),
                case.urgency == "high",
                " · ".join(
                    part
                    for part in (words.intent(case.intent) if case.intent else "", *case.tags)
                    if part
                ),
                short_when(case.updated),
            )
            for case in inbox.cases[:_MOST]
        ]
        self.list.put(rows, self._room.case)
        more = len(inbox.cases) - len(rows)
        self._nothing.setText(self._said(len(rows), more))
        self._nothing.setVisible(not rows or more > 0)

    def focus_search(self) -> None:
        """The cursor goes to the search field."""
        self.search.setFocus()
        self.search.selectAll()

    def show_status(self, status: CaseStatus) -> None:
        """Shows the cases of a status."""
        chosen = self._room.filter
        self._room.filter = Filter(status, chosen.query, chosen.tag, chosen.intent, chosen.urgency)
        self.refresh()

    def button(self, status: CaseStatus) -> QToolButton:
        """What shows the cases of a status."""
        return self._buttons[status]

    def _said(self, shown: int, more: int) -> str:
        if shown:
            return self.tr("The newest {count} are shown; search for others.").replace(
                "{count}", f"{shown}"
            )
        chosen = self._room.filter
        if chosen.query or chosen.tag or chosen.intent or chosen.urgency:
            return self.tr("Nothing was found.")
        return self.tr("No case here.")

    def _filter(self) -> None:
        self._room.filter = Filter(
            self._room.filter.status,
            self.search.text(),
            self.tag.currentData() or "",
            self.intent.currentData() or "",
            self.urgency.currentData() or "",
        )
        self.refresh()

    def _fill_tags(self) -> None:
        tags, chosen = self._room.tags(), self._room.filter.tag
        shown = [self.tag.itemData(row) for row in range(1, self.tag.count())]
        if shown != tags:
            self.tag.clear()
            self.tag.addItem(self.tr("Tag"), "")
            for tag in tags:
                self.tag.addItem(tag, tag)
        self.tag.setCurrentIndex(max(0, self.tag.findData(chosen)))
        self.tag.setVisible(bool(tags))

    def _connect(self) -> None:
        self._pause.timeout.connect(self._filter)
        self.search.textChanged.connect(lambda text: self._pause.start())
        for box in (self.intent, self.urgency, self.tag):
            box.activated.connect(self._filter)
        self.list.chosen.connect(self.chosen)
        self.list.delete_asked.connect(self.delete_asked)
        self.new.clicked.connect(self.new_asked)
        self.bring.clicked.connect(self.import_asked)

    def _lay_out(self) -> None:
        head, row, filters = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Inbox"), "heading"), 1)
        head.addWidget(self.bring)
        head.addWidget(self.new)
        self.search.setPlaceholderText(self.tr("Search in everything"))
        self.search.setAccessibleName(self.tr("Search in everything"))
        self.search.setClearButtonEnabled(True)
        row.setSpacing(2)
        for status in STATUSES:
            row.addWidget(self._status_button(status), 1)
        self._fill_boxes()
        filters.setSpacing(4)
        filters.addWidget(self.intent, 1)
        filters.addWidget(self.urgency, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 8, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.search)
        column.addLayout(row)
        column.addLayout(filters)
        column.addWidget(self.tag)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)

    def _fill_boxes(self) -> None:
        self.intent.addItem(self.tr("Intent"), "")
        for intent in INTENTS:
            self.intent.addItem(words.intent(intent), intent)
        self.urgency.addItem(self.tr("Urgency"), "")
        for urgency in _URGENCIES:
            self.urgency.addItem(words.value(urgency), urgency)
        for box, name in (
            (self.intent, self.tr("Intent")),
            (self.urgency, self.tr("Urgency")),
            (self.tag, self.tr("Tag")),
        ):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(4)

    def _status_button(self, status: CaseStatus) -> QToolButton:
        button = self._buttons[status] = QToolButton()
        button.setProperty("kind", "rail")
        button.setStyleSheet("padding: 4px 2px;")
        button.setCheckable(True)
        button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
        button.clicked.connect(lambda checked=False: self.show_status(status))
        self.status.addButton(button)
        return button
