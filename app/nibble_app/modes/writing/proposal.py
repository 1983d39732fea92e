"""A proposal of the model: what it would change, to be accepted or discarded."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.modes.writing.room import Proposal
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton, TextButton
from nibble_app.widgets.diff_view import DiffView
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.api import Action
from nibble_engine.differences import Piece, pieces

LONG = 10_000
"""Characters; the changes of a longer text are looked for beside the window, not in it."""


class ProposalPanel(QFrame):
    """Shows the text as it comes, and the changes when it has ended."""

    accepted = Signal()
    discarded = Signal()
    stop_asked = Signal()
    again_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._proposal: Proposal | None = None
        self._background = Background(self)
        self.view = DiffView(theme)
        self.view.setAccessibleName(self.tr("Proposal"))
        self._title = PlainLabel("", "heading")
        self._changes = QCheckBox(self.tr("Show what changed"))
        self._changes.setChecked(True)
        self._copy = IconButton(theme, "copy", self.tr("Copy the proposal"))
        self.accept = TextButton(self.tr("Accept"), self.accepted.emit, kind="primary")
        self.discard = TextButton(self.tr("Discard"), self.discarded.emit)
        self.again = TextButton(self.tr("Try again"), self.again_asked.emit, kind="ghost")
        self.stop = TextButton(self.tr("Stop"), self.stop_asked.emit)
        self._lay_out()
        self._changes.toggled.connect(self._draw)
        self._copy.clicked.connect(self._copied)
        keys = QKeySequence("Ctrl+Return")
        self.accept.setToolTip(keys.toString(QKeySequence.SequenceFormat.NativeText))
        accept = QShortcut(keys, self)
        accept.activated.connect(self.accept.click)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WindowShortcut)
        escape.activated.connect(self._escaped)
        self.hide()

    def begin(self, proposal: Proposal) -> None:
        """A new proposal is being written."""
        self._proposal = proposal
        self._title.setText(self.tr("Writing a proposal…"))
        self.view.show_changes([])
        self._show_end(False)
        self.show()

    def add(self, text: str) -> None:
        """More of it."""
        self.view.append(text)

    def finish(self, proposal: Proposal, *, cut: bool) -> None:
        """It has ended; ``cut`` says that it was stopped or failed midway."""
        self._proposal = proposal
        self._title.setText(self.tr("Proposal (cut off)") if cut else self.tr("Proposal"))
        self._show_end(True)
        self._changes.setVisible(proposal.action is not Action.CONTINUE)
        self._draw()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._changes)
        head.addWidget(self._copy)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.accept, self.discard, self.again, self.stop):
            foot.addWidget(button)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addLayout(foot)

    def _show_end(self, ended: bool) -> None:
        for widget in (self.accept, self.again, self._changes, self._copy):
            widget.setVisible(ended)
        self.stop.setVisible(not ended)

    def _draw(self) -> None:
        proposal = self._proposal
        if proposal is None or not proposal.done:
            return
        if proposal.action is Action.CONTINUE or not self._changes.isChecked():
            self.view.show_changes([Piece("same", proposal.text.strip())])
            return
        before, after = proposal.original.strip(), proposal.result.strip()
        if len(before) + len(after) <= LONG:
            self.view.show_changes(pieces(before, after))
            return

        def drawn(changes: list[Piece]) -> None:
            if self._proposal is proposal and self._changes.isChecked():
                self.view.show_changes(changes)

        self._background.run(partial(pieces, before, after), drawn)

    def _copied(self) -> None:
        if self._proposal is not None:
            QGuiApplication.clipboard().setText(self._proposal.text.strip())

    def _escaped(self) -> None:
        if self.isVisible():
            (self.discard if self.accept.isVisible() else self.stop).click()
