"""A summary of the whole document, made section by section."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from nibble_app.modes.registry import Context
from nibble_app.modes.writing.drafting.entered import Entered
from nibble_app.modes.writing.drafting.summary_work import SummaryWork
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import ElidedLabel, MessageLabel, PlainLabel
from nibble_engine.api import Action
from nibble_engine.writing.proposal import Proposal
from nibble_engine.writing.request import Request
from nibble_engine.writing.sections import sections
from nibble_engine.writing.steps import Step
from nibble_engine.writing.summarising import Summary


class SummaryPane(QWidget):
    """`entered` with an `Entered` when the summary was put into the document."""

    entered = Signal(object)

    def __init__(
        self, context: Context, manuscript: Manuscript, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self.work = SummaryWork(context, manuscript, self)
        self.form = QComboBox()
        self.form.setAccessibleName(self.tr("Form of the summary"))
        for name, form in (
            (self.tr("A point for each section"), "points"),
            (self.tr("One paragraph"), "paragraph"),
            (self.tr("A title"), "title"),
        ):
            self.form.addItem(name, form)
        self.start = TextButton(self.tr("Summarise the document"), self._start, kind="primary")
        self.stop = TextButton(self.tr("Stop"), self.work.stop)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of the summary"))
        self.progress = ElidedLabel("", "small")
        self.result = QPlainTextEdit()
        self.result.setProperty("kind", "pane")
        self.result.setAccessibleName(self.tr("Summary"))
        self.result.setPlaceholderText(
            self.tr("The summary comes here. Every section is read, none is left out.")
        )
        self.result.setTabChangesFocus(True)
        self.said = MessageLabel("", "small", wrap=True, parent=self)
        self.insert = TextButton(self.tr("Insert at the top"), self._insert)
        self.copy = TextButton(self.tr("Copy"), self._copy)
        self._summary: Summary | None = None
        self._lay_out()
        self.work.changed.connect(self.refresh)
        self.work.left.connect(self._clear)
        self.work.stepped.connect(self._stepped)
        self.work.made.connect(self._made)
        self.result.textChanged.connect(self.refresh)
        manuscript.document_changed.connect(lambda document: self.refresh())
        self.refresh()

    def _clear(self) -> None:
        """What was made of another document does not belong in this one."""
        self._summary = None
        self.said.setText("")
        self.progress.setText("")
        self.result.clear()

    def _start(self) -> None:
        self._clear()
        if not self._manuscript.text.strip():
            self.said.setText(self.tr("There is nothing to sum up yet."))
            return
        self.work.start(self.form.currentData())

    def _stepped(self, step: Step) -> None:
        self.bar.setMaximum(step.total)
        self.bar.setValue(step.done)
        text = self.tr("Reading {number} of {total}: {heading}")
        if not step.about:
            text = self.tr("Step {number} of {total}")
        for name, value in (("number", step.done + 1), ("total", step.total)):
            text = text.replace(f"{{{name}}}", str(value))
        self.progress.setText(text.replace("{heading}", step.about))

    def _made(self, summary: Summary) -> None:
        self._summary = summary
        self.bar.setValue(self.bar.maximum())
        count = str(len(summary.parts))
        self.progress.setText(self.tr("Parts that were read: {count}").replace("{count}", count))
        self.result.setPlainText(summary.text)
        self.said.setText(self._findings(summary))

    def _findings(self, summary: Summary) -> str:
        said = []
        if any(one.kind == "too_small" and not one.detail for one in summary.findings):
            said.append(
                self.tr("This model is too small for it. Try the points, or a larger model.")
            )
        names = [
            part.heading or part.text.strip()[:20] for part in summary.parts if not part.usable
        ]
        if names:
            text = self.tr(
                "The model could not sum up some parts; their first sentences stand for them: "
                "{names}"
            )
            said.append(text.replace("{names}", ", ".join(dict.fromkeys(names))))
        return " ".join(said)

    def _insert(self) -> None:
        text, made = self._manuscript.text, self.result.toPlainText().strip()
        if not made or self._summary is None:
            return
        is_title = self.form.currentData() == "title"
        first = next(iter(sections(text)), None)
        start = first.body if first is not None and first.level == 1 and not is_title else 0
        lead = "" if not start else "\n" if text[:start].endswith("\n") else "\n\n"
        after = f"{lead}{'# ' if is_title else ''}{made}\n" + (
            "" if text[start:][:1] == "\n" else "\n"
        )
        self._manuscript.replace(start, start, after)
        request = Request(Action.SUMMARISE, text, form=self.form.currentData())
        proposal = Proposal(request, made, findings=self._summary.findings, model=self.work.wrote)
        self.entered.emit(Entered(start, "", after, self.tr("Summary"), proposal))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.result.toPlainText().strip())

    def refresh(self) -> None:
        """Shows what can be done now."""
        busy = self.work.busy
        self.start.setVisible(not busy)
        self.stop.setVisible(busy)
        self.form.setEnabled(not busy)
        self.start.setEnabled(self.work.model is not None)
        self.bar.setVisible(busy)
        there = bool(self.result.toPlainText().strip()) and not busy
        self.insert.setEnabled(there and self._summary is not None)
        self.copy.setEnabled(there)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.start)
        head.addWidget(self.stop)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.insert)
        foot.addWidget(self.copy)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(self.tr("Summary of the whole document"), "heading"))
        column.addWidget(self.form)
        column.addLayout(head)
        column.addWidget(self.progress)
        column.addWidget(self.bar)
        column.addWidget(self.said)
        column.addWidget(self.result, 1)
        column.addLayout(foot)
