"""The review of a document: what is shown, the table, and how much there is to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nibble_app.modes.translation.documents.desk import Item
from nibble_app.modes.translation.documents.review import Shown, count, next_look
from nibble_app.modes.translation.documents.runner import DocumentRunner
from nibble_app.modes.translation.documents.segment_model import SegmentModel
from nibble_app.modes.translation.documents.segment_table import SegmentTable
from nibble_app.modes.translation.documents.words import counts_line
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton
from nibble_app.widgets.labels import ElidedLabel, PlainLabel
from nibble_engine.api import ErrorInfo

_TYPING_MS = 150
_ARRIVING_MS = 400


class ReviewPanel(QWidget):
    """Shows the segments of one document; `failed` tells an edit that the disk did not keep."""

    failed = Signal(ErrorInfo)

    def __init__(self, theme: Theme, runner: DocumentRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._item: Item | None = None
        self.model = SegmentModel(self._edit, self)
        self.table = SegmentTable(theme, self.model)
        self.shown = QComboBox()
        self.search = QLineEdit()
        self.next = IconButton(
            theme,
            "triangle-alert",
            self.tr("Go to the next segment that needs a look"),
            shortcut="F8",
        )
        self.counts = PlainLabel("", "small")
        self._typing = self._timer(_TYPING_MS, self._filter)
        self._arriving = self._timer(_ARRIVING_MS, self._refresh)
        self._name_things()
        self._lay_out()
        self._connect()

    def show_item(self, item: Item | None) -> None:
        """The segments of this document, from the first that needs a look."""
        self.finish()
        self._item = item
        self.model.put(item.work.segments if item and item.work else [])
        with QSignalBlocker(self.shown), QSignalBlocker(self.search):
            self.shown.setCurrentIndex(0)
            self.search.clear()
        self._filter()
        self._show_counts()
        if self.model.rowCount():
            self.table.go_to(0)

    def finish(self) -> None:
        """Keeps what is typed in an open row."""
        self.table.delegate.finish()

    def segments_changed(self, numbers: list[int]) -> None:
        """Translations came, or were edited."""
        self.model.changed(numbers)
        if not self._arriving.isActive():
            self._arriving.start()

    def to_next(self) -> None:
        """Goes to the next segment that needs a look, around the end."""
        if self._item is None or self._item.work is None:
            return
        self.finish()
        here = self.table.current()
        number = next_look(self._item.work.segments, -1 if here is None else here)
        if number is None:
            return
        if self.model.row(number) is None:
            with QSignalBlocker(self.shown), QSignalBlocker(self.search):
                self.shown.setCurrentIndex(0)
                self.search.clear()
            self._filter()
        self.table.setFocus()
        self.table.go_to(self.model.row(number) or 0)

    def _edit(self, number: int, text: str) -> bool:
        if self._item is None:
            return False
        return self._kept(self._runner.edit(self._item, number, text))

    def _approve(self, number: int) -> None:
        """Approves and goes on to the next that needs a look; approved ones are taken back."""
        if self._item is None or self._item.work is None:
            return
        segment = self._item.work.segments[number]
        if segment.status == "waiting":
            return
        approved = segment.status != "approved"
        if self._kept(self._runner.approve(self._item, number, approved)) and approved:
            self._after_approval(number)

    def _after_approval(self, number: int) -> None:
        self._show_counts()
        if self._item and self._item.work and next_look(self._item.work.segments, number) is None:
            row = self.model.row(number)
            if row is not None and row + 1 < self.model.rowCount():
                self.table.go_to(row + 1)
            return
        self.to_next()

    def _kept(self, error: ErrorInfo | None) -> bool:
        if error is not None:
            self.failed.emit(error)
        return error is None

    def _filter(self) -> None:
        """Shows what is asked for; the row one is at stays the current one if it is there."""
        here = self.table.current()
        self._show(None)
        row = None if here is None else self.model.row(here)
        if row is not None:
            self.table.go_to(row)
        elif self.model.rowCount():
            self.table.go_to(0)

    def _refresh(self) -> None:
        """What came meanwhile may belong into what is shown; the row one is at stays."""
        self._show_counts()
        filtered = self._chosen() is not Shown.ALL
        if filtered and self.table.delegate.editor is None:
            here = self.table.current()
            place = self.table.verticalScrollBar().value()
            self._show(here)
            row = None if here is None else self.model.row(here)
            if row is not None:
                self.table.go_to(row)
            else:
                self.table.verticalScrollBar().setValue(place)

    def _show(self, keep: int | None) -> None:
        self.model.show(self._chosen(), self.search.text().strip(), keep)

    def _chosen(self) -> Shown:
        # Qt gives a member of an enumeration back as the text it is.
        return Shown(self.shown.currentData())

    def _show_counts(self) -> None:
        work = self._item.work if self._item else None
        found = count(work.segments if work else [])
        self.counts.setText(counts_line(found) if work else "")
        self.next.setEnabled(bool(found.look))

    def _timer(self, milliseconds: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(do)
        return timer

    def _name_things(self) -> None:
        for shown, name in (
            (Shown.ALL, self.tr("All segments")),
            (Shown.LOOK, self.tr("Needs a look")),
            (Shown.WAITING, self.tr("Waiting")),
            (Shown.EDITED, self.tr("Edited")),
        ):
            self.shown.addItem(name, shown)
        self.shown.setAccessibleName(self.tr("Segments that are shown"))
        self.search.setPlaceholderText(self.tr("Search in both languages"))
        self.search.setAccessibleName(self.tr("Search in the segments"))
        self.search.setClearButtonEnabled(True)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.shown)
        row.addWidget(self.search, 1)
        row.addWidget(self.next)
        keys = ElidedLabel(
            self.tr("Enter edits · Ctrl+Enter approves and goes on · F8 next to look at"), "small"
        )
        keys.setAlignment(Qt.AlignmentFlag.AlignRight)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(self.counts)
        below.addWidget(keys, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addLayout(below)

    def _connect(self) -> None:
        self.shown.currentIndexChanged.connect(self._filter)
        self.search.textChanged.connect(self._typing.start)
        self.search.returnPressed.connect(self.table.setFocus)
        self.next.clicked.connect(self.to_next)
        self.table.approve_asked.connect(self._approve)
        find = QShortcut(QKeySequence.StandardKey.Find, self)
        find.activated.connect(self._to_search)

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()
