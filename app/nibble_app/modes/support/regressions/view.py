"""The part for tests made of bad answers: run them, and see what broke."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from nibble_app.file_work import FileWork
from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.support.base_box import BaseBox
from nibble_app.modes.support.exchanger import chosen_way
from nibble_app.modes.support.knowledge.library import KnowledgeLibrary
from nibble_app.modes.support.regressions.regression_model import Column, RegressionModel
from nibble_app.modes.support.regressions.runner import RegressionRunner, expectation_of_test
from nibble_app.notices import Action
from nibble_app.store.regressions import Regression
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_app.widgets.more_button import MoreButton
from nibble_app.widgets.table import Table
from nibble_engine.knowledge.fingerprint import fingerprint
from nibble_engine.support.expectation_files import read_expectations, write_expectations
from nibble_engine.support.regressions import Expectation, Outcome, as_json, setting_of

_FILES = "TOML, JSON Lines (*.toml *.jsonl)"


class RegressionsView(ModeView):
    """The tests of one knowledge base at a time."""

    def __init__(
        self, context: Context, library: KnowledgeLibrary, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._library = context, library
        self._tests = context.store.regressions
        self.files = FileWork(context.notices, self)
        self.runner = RegressionRunner(context.link, self)
        self.bases = BaseBox(context, library)
        self.quotes = QCheckBox(self.tr("Only quote the documents"))
        self.run = TextButton(self.tr("Run"), self.run_or_stop, kind="primary")
        self.more = MoreButton(context.theme, self.tr("More for these tests"))
        self.said = MessageLabel("", "small", wrap=True, parent=self)
        self.model = RegressionModel(context.theme, self)
        self.table = Table(
            self.model,
            self.tr("Tests of replies"),
            stretched=(Column.QUESTION, Column.EXPECTED, Column.RESULT),
            widths={Column.CHANGE: 104},
        )
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Reads bases and tests anew."""
        self.bases.refresh()
        if not self.runner.busy:
            self._show_tests()

    def run_or_stop(self) -> None:
        """Asks all questions, or stops."""
        base = self.bases.base()
        if self.runner.busy:
            self.runner.stop()
        elif base is not None and self.model.items:
            way = chosen_way(self._context, base, quotes_only=self.quotes.isChecked())
            tests = [item.test for item in self.model.items]
            self.runner.start(tests, way, setting_of(way.model, fingerprint(base)))

    def import_file(self, path: Path) -> None:
        """Adds the tests of a file."""
        self.files.run(lambda: read_expectations(path), self._add)

    def export_file(self, path: Path) -> None:
        """Writes the tests."""
        tests = [expectation_of_test(item.test) for item in self.model.items]
        self.files.run(lambda: write_expectations(path, tests), lambda _: None)

    def focus_input(self) -> None:
        """To the tests."""
        self.refresh()
        self.table.setFocus()

    def shutdown(self) -> None:
        """What was judged is kept."""
        self.runner.stop()

    # --- what happens ---

    def _show_tests(self) -> None:
        self.model.put(self._tests.list(self.bases.key()) if self.bases.key() else [])
        self.model.sort_items()
        self._update()

    def _judged(self, test: Regression, outcome: Outcome) -> None:
        """A test that broke stays so named until it is run again."""
        before = next((i.now for i in self.model.items if i.test.id == test.id), None)
        kept = {"now": as_json(outcome), "before": as_json(before) if before else None}
        self._tests.record(test.id, kept)
        self.model.judge(test.id, outcome)
        self._update()

    def _changed(self) -> None:
        if not self.runner.busy:
            self.model.sort_items()
        self._update()

    def _update(self) -> None:
        items, busy = self.model.items, self.runner.busy
        self.run.setText(self.tr("Stop") if busy else self.tr("Run"))
        self.run.setEnabled(bool(items) and bool(self.bases.key()))
        self.bases.setEnabled(not busy and bool(self.bases.key()))
        self.quotes.setEnabled(not busy)
        if not items:
            first = self.tr(
                "When a reply is bad, make a test of it at the desk, or import tests. The run "
                "shows what broke after another model, other bits or changed documents."
            )
            self.said.setText(first)
            return
        passed = sum(item.now is not None and item.now.passed for item in items)
        broke = sum(item.change == "broke" for item in items)
        text = self.tr("{passed} of {total} pass, {broke} broke since the run before")
        self.said.setText(text.format(passed=passed, total=len(items), broke=broke))

    def _add(self, expectations: list[Expectation]) -> None:
        known = {(item.test.question, item.test.expected) for item in self.model.items}
        for one in expectations:
            if (one.question, one.must_contain) not in known:
                self._tests.add(
                    one.question,
                    self.bases.key(),
                    one.must_contain,
                    document=one.document,
                    must_hand_over=one.must_hand_over,
                )
        self._show_tests()

    def _delete(self) -> None:
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        gone = [self.model.items[row].test for row in rows]
        if not gone or self.runner.busy:
            return
        self._tests.delete([test.id for test in gone])
        self._show_tests()
        text = self.tr("Deleted tests: {count}").format(count=len(gone))
        undo = Action(
            self.tr("Undo"), lambda: self._add([expectation_of_test(test) for test in gone])
        )
        self._context.notices.show(text, action=undo)

    def _ask_import(self) -> None:
        if path := self.files.ask_open(self.tr("Import tests"), _FILES):
            self.import_file(path)

    def _ask_export(self) -> None:
        if path := self.files.ask_save(self.tr("Export tests"), "tests.toml", _FILES):
            self.export_file(path)

    # --- how it is made ---

    def _connect(self) -> None:
        self.more.add(self.tr("Import tests…"), self._ask_import)
        self.more.add(self.tr("Export tests…"), self._ask_export)
        self.more.add(self.tr("Delete the selected tests"), self._delete)
        self.bases.activated.connect(lambda index: self._show_tests())
        self.runner.judged.connect(self._judged)
        self.runner.changed.connect(self._changed)
        self.runner.failed.connect(self._context.notices.error)
        for keys, do in (("Ctrl+Return", self.run_or_stop), ("Delete", self._delete)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(self.tr("Are replies still as they should be?"), "heading"), 1)
        for widget in (self.quotes, self.bases, self.run, self.more):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
