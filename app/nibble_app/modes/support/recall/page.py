"""The page of the recall tests: the person's questions, and whether the base finds the answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.file_work import FileWork
from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.support.base_box import LAST_BASE, BaseBox
from nibble_app.modes.support.knowledge.library import KnowledgeLibrary
from nibble_app.modes.support.recall.figures import Figures
from nibble_app.modes.support.recall.measure import Report, measure
from nibble_app.modes.support.recall.question_form import QuestionForm
from nibble_app.modes.support.recall.question_model import QuestionModel
from nibble_app.modes.support.recall.question_table import QuestionTable
from nibble_app.modes.support.recall.questions import keep, kept, write_questions
from nibble_app.modes.support.recall.threshold_panel import ThresholdPanel
from nibble_app.notices import Action
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_app.widgets.more_button import MoreButton
from nibble_engine.api import ErrorInfo
from nibble_engine.errors import KnowledgeError, NibbleError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.question_files import RecallQuestion
from nibble_engine.knowledge.question_files import questions as questions_of

_THRESHOLD = "support.threshold"
_READ = "CSV, TOML, JSON (*.csv *.toml *.jsonl)"
_WRITE = "CSV (*.csv)"


class RecallPage(ModeView):
    """`passage_asked` with base, document, start and end of what is to be opened."""

    passage_asked = Signal(str, str, int, int)

    def __init__(
        self, context: Context, library: KnowledgeLibrary, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._library = context, library
        self._key = ""
        self._names: Sequence[str] = ()
        self.files = FileWork(context.notices, self)
        self._searching = Background(self)
        self._listing = Background(self)
        self.bases = BaseBox(context, library)
        self.run = TextButton(self.tr("Run"), self.run_tests, kind="primary")
        self.more = MoreButton(context.theme, self.tr("More for these questions"))
        self.figures = Figures()
        self.threshold = ThresholdPanel(context.theme)
        self.threshold.hide()
        self.model = QuestionModel(context.theme, self)
        self.table = QuestionTable(self.model, lambda: self._names)
        self.form = QuestionForm(context.theme)
        self.said = MessageLabel("", "small", wrap=True, parent=self)
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Reads the bases anew, and shows the questions of the one that is in use."""
        self.bases.refresh(str(self._context.settings.get(LAST_BASE)))
        self.bases.setEnabled(bool(self.bases.key()))
        self._show_base(self.bases.key())

    def import_file(self, path: Path) -> None:
        """Adds the questions of a file."""
        self.files.run(lambda: questions_of(path), self._imported)

    def export_file(self, path: Path) -> None:
        """Writes all questions."""
        questions = list(self.model.questions)
        done = self.tr("Questions that were written: {count}").format(count=len(questions))
        self.files.run(lambda: write_questions(path, questions), lambda _: self.said.setText(done))

    def run_tests(self) -> None:
        """Searches for each question, in a thread."""
        base = self._base()
        questions = list(self.model.questions)
        if base is None or not questions:
            return
        self.run.setEnabled(False)
        self.said.setText(self.tr("Searching…"))

        def work() -> Report | ErrorInfo:
            try:
                return measure(base, questions)
            except NibbleError as error:
                return error.info()

        self._searching.run(work, lambda report: self._measured(questions, report))

    def focus_input(self) -> None:
        """To the new question."""
        self.refresh()
        self.form.question.setFocus()

    # --- what happens ---

    def _base(self) -> KnowledgeBase | None:
        try:
            return self._library.base(self._key) if self._key else None
        except KnowledgeError:
            return None

    def _show_base(self, key: str) -> None:
        other, self._key = key != self._key, key
        self.bases.choose(key)
        base = self._base()
        for widget in (self.table, self.form, self.more):
            widget.setEnabled(base is not None)
        if other:
            self.model.put(kept(base) if base else [])
            self.figures.put(None)
            self.threshold.hide()
            self.said.setText("" if base else self.tr("Make a knowledge base first."))
        self._say_first()
        if base is not None:
            self._listing.run(lambda: _document_names(base), self._listed)

    def _listed(self, names: Sequence[str]) -> None:
        self._names = names
        self.form.document.put(names)

    def _chosen(self) -> None:
        key = self.bases.key()
        self._context.settings.set(LAST_BASE, key)
        self._show_base(key)

    def _edited(self) -> None:
        base = self._base()
        if base is not None:
            keep(base, self.model.questions)
        self._say_first()

    def _say_first(self) -> None:
        some = bool(self.model.questions)
        self.run.setEnabled(some and self._key != "")
        if not some and self._key:
            first = self.tr(
                "Write questions that your customers ask, each with the document that answers it: "
                "the run tells how many of them are found."
            )
            self.said.setText(first)

    def _added(self, question: RecallQuestion) -> None:
        self.said.setText("")
        self.model.add(question)
        self.table.scrollToBottom()

    def _imported(self, questions: Sequence[RecallQuestion]) -> None:
        known = set(self.model.questions)
        fresh = [one for one in questions if one not in known]
        self.model.put([*self.model.questions, *fresh])
        self._edited()
        words = self.tr("Questions that were read: {count}")
        self.said.setText(words.format(count=len(fresh)))

    def _measured(self, questions: Sequence[RecallQuestion], report: Report | ErrorInfo) -> None:
        self.run.setEnabled(True)
        self.said.setText("")
        if isinstance(report, ErrorInfo):
            self._context.notices.error(report)
        elif list(questions) != self.model.questions:
            self.said.setText(self.tr("The questions have changed meanwhile. Run again."))
        else:
            self.figures.put(report.shares)
            self.threshold.put(report.judged, float(self._context.settings.get(_THRESHOLD)))
            self.threshold.show()
            self.model.show_found(report.found)

    def _open(self, row: int) -> None:
        found = self.model.found(row)
        if found is not None and found.document:
            self.passage_asked.emit(self._key, found.document, found.start, found.end)

    def _delete(self) -> None:
        rows = self.table.rows()
        before = list(self.model.questions)
        if not rows:
            return
        self.model.remove(rows)
        text = self.tr("Deleted questions: {count}").format(count=len(rows))
        undo = Action(self.tr("Undo"), lambda: self._put_back(before))
        self._context.notices.show(text, action=undo)

    def _put_back(self, questions: Sequence[RecallQuestion]) -> None:
        self.model.put(questions)
        self._edited()

    def _ask_import(self) -> None:
        if path := self.files.ask_open(self.tr("Import questions"), _READ):
            self.import_file(path)

    def _ask_export(self) -> None:
        if path := self.files.ask_save(self.tr("Export questions"), "questions.csv", _WRITE):
            self.export_file(path)

    # --- how it is made ---

    def _connect(self) -> None:
        self.more.add(self.tr("Import questions…"), self._ask_import)
        self.more.add(self.tr("Export questions…"), self._ask_export)
        self.bases.activated.connect(lambda index: self._chosen())
        self.model.edited.connect(self._edited)
        self.table.open_asked.connect(self._open)
        self.table.delete_asked.connect(self._delete)
        self.form.added.connect(self._added)
        self.threshold.chosen.connect(
            lambda threshold: self._context.settings.set(_THRESHOLD, threshold)
        )
        at_once = QShortcut(QKeySequence("Ctrl+Return"), self)
        at_once.activated.connect(self.run_tests)
        keys = at_once.key().toString(QKeySequence.SequenceFormat.NativeText)
        self.run.setToolTip(f"{self.run.text()} ({keys})")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(self.tr("Are the answers found?"), "heading"), 1)
        for widget in (self.bases, self.run, self.more):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.figures)
        column.addWidget(self.threshold)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addWidget(self.form)


def _document_names(base: KnowledgeBase) -> list[str]:
    return [entry.name for entry in base.entries() if not entry.error]
