"""The part for mining: proposals from solved conversations, to approve, edit or reject."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QVBoxLayout,
    QWidget,
)

from nibble_app.file_work import FileWork
from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.support.base_box import BaseBox
from nibble_app.modes.support.knowledge.library import KnowledgeLibrary
from nibble_app.modes.support.mining.pair_model import Column, PairModel
from nibble_app.modes.support.mining.threads import solved
from nibble_app.notices import Action
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.drop_frame import DropFrame
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_app.widgets.table import Table
from nibble_engine.knowledge.importing import refresh
from nibble_engine.knowledge.learned import learn
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.support.mining import Pair, mined
from nibble_engine.support.thread import Thread
from nibble_engine.support.threads import SUFFIXES, read_threads


class MiningView(ModeView):
    """`learned` with the key of a base that has new answers."""

    learned = Signal(str)

    def __init__(
        self, context: Context, library: KnowledgeLibrary, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._library = context, library
        self._closing = False
        self.files = FileWork(context.notices, self)
        self.bases = BaseBox(context, library)
        self.from_desk = TextButton(self.tr("From solved cases"), self.mine_cases, kind="primary")
        self.from_file = TextButton(self.tr("From a file…"), self._ask_open)
        self.approve = TextButton(self.tr("Approve"), self.approve_selected, kind="primary")
        self.reject = TextButton(self.tr("Reject"), self.reject_selected)
        self.said = MessageLabel("", "small", wrap=True, parent=self)
        self.model = PairModel(context.theme, self)
        self.table = _table(self.model, self.tr("Proposed questions and answers"))
        self.drop = DropFrame(context.theme)
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Reads the list of bases anew."""
        self.bases.refresh()
        self._update()

    def mine_cases(self) -> None:
        """Proposes from the cases of the desk that are done."""
        self._mine(lambda: solved(self._context.store))

    def mine_files(self, paths: Sequence[Path]) -> None:
        """Proposes from conversations in files."""
        self._mine(lambda: [each for path in paths for each in read_threads(path)[0]])

    def approve_selected(self) -> None:
        """The selected proposals become a document of the base."""
        base, key = self.bases.base(), self.bases.key()
        pairs = self._taken() if base is not None else []
        if base is None or not pairs:
            return

        def work() -> int:
            learn(base, [(pair.question, pair.answer) for pair in pairs])
            refresh(base, cancelled=lambda: self._closing)
            return len(pairs)

        self.said.setText(self.tr("Adding…"))
        self.files.run(work, partial(self._learned, key))

    def reject_selected(self) -> None:
        """The selected proposals go."""
        before = list(self.model.pairs)
        gone = self._taken()
        if gone:
            self._update()
            text = self.tr("Rejected proposals: {count}").format(count=len(gone))
            undo = Action(self.tr("Undo"), lambda: self._put(before))
            self._context.notices.show(text, action=undo)

    def focus_input(self) -> None:
        """To the proposals, or to where they come from."""
        self.refresh()
        (self.table if self.model.pairs else self.from_desk).setFocus()

    def shutdown(self) -> None:
        """What is being read is given up."""
        self._closing = True

    # --- what happens ---

    def _rows(self) -> list[int]:
        return sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})

    def _taken(self) -> list[Pair]:
        """The selected proposals, no longer there; the one after them is selected."""
        rows = self._rows()
        taken = self.model.take(rows)
        if rows and self.model.pairs:
            self.table.selectRow(min(rows[0], len(self.model.pairs) - 1))
        return taken

    def _mine(self, threads: Callable[[], list[Thread]]) -> None:
        base = self.bases.base()
        search = Searcher(base).search if base is not None else None
        self.said.setText(self.tr("Reading conversations…"))
        self.files.run(lambda: mined(threads(), search, cancelled=lambda: self._closing), self._put)

    def _put(self, pairs: Sequence[Pair]) -> None:
        self.model.put(pairs)
        self._update()
        if not pairs:
            self.said.setText(self.tr("Nothing was found that the base does not say already."))
        self.table.selectRow(0)

    def _learned(self, key: str, count: int) -> None:
        self._update()
        self._context.notices.show(self.tr("Answers that were added: {count}").format(count=count))
        self.learned.emit(key)

    def _update(self) -> None:
        some = bool(self.model.pairs)
        self.approve.setEnabled(some and bool(self.bases.key()))
        self.reject.setEnabled(some)
        count = self.tr("{count} proposals. Read each before you approve it.")
        first = self.tr(
            "Solved conversations hold answers that your documents may lack. They are proposed "
            "here without names and numbers of customers, and nothing is added before you say so."
        )
        self.said.setText(count.format(count=len(self.model.pairs)) if some else first)

    def _ask_open(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        if path := self.files.ask_open(self.tr("Open conversations"), f"({kinds})"):
            self.mine_files([path])

    # --- how it is made ---

    def _connect(self) -> None:
        self.drop.dropped.connect(self.mine_files)
        for keys, do in (("Ctrl+Return", self.approve_selected), ("Delete", self.reject_selected)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Answers from conversations"), "heading"), 1)
        for widget in (self.bases, self.from_file, self.from_desk):
            head.addWidget(widget)
        foot.addStretch(1)
        for button in (self.reject, self.approve):
            foot.addWidget(button)
        column = QVBoxLayout(self.drop)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.drop)


def _table(model: PairModel, name: str) -> Table:
    stretched = (Column.QUESTION, Column.ANSWER)
    table = Table(model, name, stretched=stretched, widths={Column.TIMES: 64, Column.NOTE: 168})
    # A proposal is read as a whole.
    table.setWordWrap(True)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    edit = QAbstractItemView.EditTrigger
    table.setEditTriggers(edit.DoubleClicked | edit.EditKeyPressed)
    return table
