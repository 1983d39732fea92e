"""The head of a base: its name, what is in it, how its import goes, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from nibble_app.language_names import language_name
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton, TextButton
from nibble_app.widgets.labels import ElidedLabel, PlainLabel
from nibble_app.widgets.more_button import MoreButton
from nibble_engine.knowledge.document import Entry
from nibble_engine.knowledge.importing import Step


class BaseHead(QWidget):
    """What is asked of the base is told without it, the page knows which it is."""

    folder_asked = Signal()
    files_asked = Signal()
    look_asked = Signal()
    cancel_asked = Signal()
    rename_asked = Signal()
    delete_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel("", "heading")
        self.line = ElidedLabel("", "small")
        self.add = TextButton(self.tr("Add a folder…"), self.folder_asked.emit, kind="primary")
        self.look = IconButton(theme, "refresh-cw", self.tr("Look for changes"), shortcut="F5")
        self.look.clicked.connect(self.look_asked)
        self.more = MoreButton(theme, self.tr("More for this knowledge base"))
        self.more.add(self.tr("Add files…"), self.files_asked.emit)
        self.more.add(self.tr("Rename…"), self.rename_asked.emit)
        self.more.add(self.tr("Delete the knowledge base"), self.delete_asked.emit)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Documents that were read"))
        self.step = ElidedLabel("", "small")
        self.count = PlainLabel("", "small")
        self.cancel = TextButton(self.tr("Cancel"), self.cancel_asked.emit)
        self._progress = QWidget()
        self._lay_out()
        self.show_busy(False)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """How much is in the base, and in which languages."""
        bad = sum(1 for entry in entries if entry.error)
        languages: dict[str, int] = {}
        for entry in entries:
            if entry.passages:
                languages[entry.language] = languages.get(entry.language, 0) + entry.passages
        most = sorted(languages.items(), key=lambda one: -one[1])[:3]
        parts = [
            self.tr("Documents: {count}").format(count=len(entries) - bad),
            self.tr("Passages: {count}").format(count=sum(e.passages for e in entries)),
            *(f"{language_name(tag)} {count}" for tag, count in most if tag),
        ]
        if bad:
            parts.insert(1, self.tr("Not read: {count}").format(count=bad))
        self.line.setText(" · ".join(parts))

    def show_busy(self, busy: bool) -> None:
        """An import runs or waits for its turn, or it is over."""
        if busy and self._progress.isHidden():
            self.bar.setRange(0, 0)
            self.step.setText(self.tr("Looking for documents…"))
            self.count.setText("")
            self.cancel.setEnabled(True)
        self._progress.setVisible(busy)
        self.look.setEnabled(not busy)

    def show_step(self, step: Step) -> None:
        """How far an import is."""
        self.bar.setRange(0, max(step.total, 1))
        self.bar.setValue(step.done)
        self.step.setText(step.name)
        words = self.tr("{done} of {total} · passages: {passages}")
        text = words.format(done=step.done, total=step.total, passages=step.passages)
        if step.failed:
            text += " · " + self.tr("not read: {count}").format(count=step.failed)
        self.count.setText(text)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(words, 1)
        for button in (self.add, self.look, self.more):
            row.addWidget(button)
        told = QHBoxLayout()
        told.setSpacing(12)
        told.addWidget(self.step, 1)
        told.addWidget(self.count)
        told.addWidget(self.cancel)
        progress = QVBoxLayout(self._progress)
        progress.setContentsMargins(0, 0, 0, 0)
        progress.setSpacing(4)
        progress.addWidget(self.bar)
        progress.addLayout(told)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._progress)
