"""The part for tables: a file of messages becomes a table of drafts to look through."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from nibble_app import folders
from nibble_app.background import Background
from nibble_app.file_work import FileWork
from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.support.base_box import BaseBox
from nibble_app.modes.support.desk import words as desk_words
from nibble_app.modes.support.exchanger import chosen_way
from nibble_app.modes.support.knowledge.library import KnowledgeLibrary
from nibble_app.modes.support.table.details import Details
from nibble_app.modes.support.table.head import TableHead
from nibble_app.modes.support.table.row_model import RowModel
from nibble_app.modes.support.table.row_table import RowTable
from nibble_app.modes.support.table.runner import BatchRunner
from nibble_app.modes.support.table.shown import Shown
from nibble_app.support_batch import export
from nibble_app.support_batch.answering import way_name
from nibble_app.support_batch.reading import SUFFIXES, read
from nibble_app.support_batch.row import Cited
from nibble_app.support_batch.table import Table
from nibble_app.support_batch.work import BatchWork
from nibble_app.widgets.drop_frame import DropFrame
from nibble_app.widgets.empty_state import EmptyState
from nibble_engine.api import ErrorInfo
from nibble_engine.errors import NibbleError, NoColumnError
from nibble_engine.support.exchange import Way

_WRITE = "CSV (*.csv);;Excel (*.xlsx);;JSON Lines (*.jsonl)"
_LOOK_MS = 1000


class TableView(ModeView):
    """`passage_asked` with base, document, start and end of what is to be opened."""

    passage_asked = Signal(str, str, int, int)

    def __init__(
        self, context: Context, library: KnowledgeLibrary, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._library = context, library
        self._folder = folders.chosen_data_folder(context.settings) / "tables"
        self._closing = False
        self._table: Table | None = None
        self.work: BatchWork | None = None
        self.files = FileWork(context.notices, self)
        self._preparing = Background(self)
        self.runner = BatchRunner(context.link, self)
        self.head = TableHead(context.theme, BaseBox(context, library))
        self.model = RowModel(context.theme, self)
        self.table = RowTable(self.model)
        self.details = Details()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LOOK_MS)
        self._later.timeout.connect(self._filter)
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Reads the list of bases anew."""
        self.head.base.refresh()
        self._update()

    def open_file(self, path: Path) -> None:
        """Reads a table in place of the one that is there."""
        self.runner.stop()
        self.files.run(lambda: read(path, lambda: self._closing), self._opened)

    def run_or_stop(self) -> None:
        """Goes on, or stops."""
        if self.runner.busy:
            self.runner.stop()
        else:
            # Model and documents may be others than when the table was opened.
            self._prepare(start=True)

    def retry(self) -> None:
        """Has the selected rows answered once more."""
        if self.work is None:
            return
        try:
            changed = self.work.retry(self.table.numbers())
        except NibbleError as error:
            self._context.notices.error(error.info())
            return
        self._rows_changed(changed)
        if changed and not self.runner.busy:
            self.run_or_stop()

    def export_file(self, path: Path, *, personal: bool = False) -> None:
        """Writes the table with the answers so far."""
        work = self.work
        if work is not None:
            done = self.tr("The table was written: {name}").format(name=path.name)
            self.files.run(
                lambda: export.write(work, path, personal=personal),
                lambda _: self._context.notices.show(done),
            )

    def focus_input(self) -> None:
        """To the rows, or to where a table is opened."""
        self.refresh()
        (self.table if self.work else self.head.open).setFocus()

    def shutdown(self) -> None:
        """Stops; what was answered is on the disk."""
        self._closing = True
        self._later.stop()
        self.runner.stop()

    # --- what happens ---

    def _opened(self, table: Table) -> None:
        self._table, self.work = table, None
        self.head.shown.setCurrentIndex(0)
        try:
            column = table.column()
        except NoColumnError:
            column = _longest(table)
        self.head.put_columns(table.headings, column)
        self._prepare()

    def _prepare(self, *, start: bool = False) -> None:
        """Looks what was answered before by this table, column, base and model."""
        table, base = self._table, self.head.base.base()
        self.runner.stop()
        if table is None or base is None:
            self._update()
            return
        column, folder = max(0, self.head.column.currentIndex()), self._folder
        way = chosen_way(self._context, base, quotes_only=self.head.quotes.isChecked())

        def work() -> BatchWork | ErrorInfo:
            try:
                named = way_name(base, way.model, way.threshold)
                return BatchWork.of(table, column, folder, named)
            except NibbleError as error:
                return error.info()

        self._preparing.run(work, lambda made: self._prepared(made, way if start else None))

    def _prepared(self, work: BatchWork | ErrorInfo, way: Way | None) -> None:
        if isinstance(work, ErrorInfo):
            self._context.notices.error(work)
            return
        current = self._current()
        self.work = work
        self.model.put(work)
        self._filter()
        self.table.select(min(max(0, current), len(work.rows) - 1))
        if way is not None:
            self.runner.start(work, way)

    def _rows_changed(self, numbers: list[int]) -> None:
        self.model.changed(numbers)
        current = self._current()
        if current in numbers:
            self._show_row(current)
        self._update()
        if not self._later.isActive():
            self._later.start()

    def _filter(self) -> None:
        """Only what no longer fits moves rows about: the filter is asked again once a second."""
        work = self.work
        if work is None:
            return
        intents = {row.answer.intent for row in work.rows if row.answer}
        self.head.put_intents(sorted((key, desk_words.intent(key)) for key in intents))
        shown, intent = self.head.shown.currentData(), str(self.head.intent.currentData() or "")
        if shown != Shown.ALL or intent or self.model.rowCount() < len(work.rows):
            current = self._current()
            self.model.show(Shown(shown), intent, current)
            self.table.select(current)
        self._update()

    def _current(self) -> int:
        return self.model.number(self.table.currentIndex().row())

    def _show_row(self, number: int) -> None:
        there = self.work is not None and number >= 0
        row = self.work.rows[number] if self.work and there else None
        self.details.put(row, self.work.message(number) if self.work and there else "")

    def _open_cited(self, cited: Cited) -> None:
        self.passage_asked.emit(self.head.base.key(), cited.document, cited.start, cited.end)

    def _update(self) -> None:
        """Buttons, progress and what is said follow the work."""
        work, busy, head = self.work, self.runner.busy, self.head
        self._stack.setCurrentIndex(0 if self._table is None else 1)
        head.choices.setVisible(self._table is not None)
        head.name.setText(self._table.path.name if self._table else self.tr("A table of messages"))
        left = work.total - work.done if work else 0
        head.run.setText(self.tr("Stop") if busy else self._begin(work))
        head.run.setEnabled(busy or (left > 0 and bool(head.base.key())))
        for box in (head.column, head.base, head.quotes):
            box.setEnabled(not busy and self._table is not None)
        head.more.setEnabled(work is not None)
        head.progress.setRange(0, max(1, work.total if work else 1))
        head.progress.setValue(work.done if work else 0)
        head.said.setText(self._said(work) if work else "")

    def _begin(self, work: BatchWork | None) -> str:
        return self.tr("Go on") if work and 0 < work.done < work.total else self.tr("Run")

    def _said(self, work: BatchWork) -> str:
        text = self.tr("{done} of {total} answered, {handed} handed over, {failed} failed")
        return text.format(
            done=work.done - work.failed,
            total=work.total,
            handed=work.handed_over,
            failed=work.failed,
        )

    def _ask_open(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        if path := self.files.ask_open(self.tr("Open a table of messages"), f"({kinds})"):
            self.open_file(path)

    def _ask_export(self, *, personal: bool = False) -> None:
        name = f"{self._table.path.stem}-answered.csv" if self._table else "answered.csv"
        if path := self.files.ask_save(self.tr("Export the table"), name, _WRITE):
            self.export_file(path, personal=personal)

    # --- how it is made ---

    def _connect(self) -> None:
        head, more = self.head, self.head.more
        head.open.clicked.connect(lambda checked=False: self._ask_open())
        head.run.clicked.connect(lambda checked=False: self.run_or_stop())
        more.add(self.tr("Export…"), self._ask_export)
        more.add(self.tr("Export with personal data…"), lambda: self._ask_export(personal=True))
        more.add(self.tr("Answer the selected messages again"), self.retry)
        head.asked_anew.connect(self._prepare)
        head.filtered.connect(self._filter)
        self.table.chosen.connect(self._show_row)
        self.details.again.connect(self.retry)
        self.details.cited.connect(self._open_cited)
        self.runner.rows_changed.connect(self._rows_changed)
        self.runner.changed.connect(self._update)
        self.runner.failed.connect(self._context.notices.error)
        self.drop.dropped.connect(lambda paths: self.open_file(paths[0]))
        for keys, do in (("Ctrl+Return", self.run_or_stop), ("Ctrl+O", self._ask_open)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _lay_out(self) -> None:
        empty = EmptyState(
            self._context.theme,
            "list",
            self.tr("Answer many messages at once"),
            self.tr(
                "Drop a CSV, XLSX or JSONL file here, or open one. Each message gets an intent, "
                "a draft with its sources, and a note where a colleague should answer."
            ),
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(self.details)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(split)
        self.drop = DropFrame(self._context.theme)
        column = QVBoxLayout(self.drop)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.drop)


def _longest(table: Table) -> int:
    """The column with most text."""
    sizes = [sum(len(row[at]) for row in table.rows) for at in range(len(table.headings))]
    return sizes.index(max(sizes))
