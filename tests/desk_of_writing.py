"""A real window with a document in it and what keeps it, as the writing page puts them together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QWidget

from nibble_app.modes.registry import Context
from nibble_app.modes.writing.history.history_part import HistoryPart
from nibble_app.modes.writing.history.recorder import Recorder
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.modes.writing.saver import Saver
from nibble_engine.api import Action, Level, ModelInfo, Role
from nibble_engine.writing.proposal import Proposal
from nibble_engine.writing.request import Request

MODEL = ModelInfo(
    name="small",
    path="",
    role=Role.CHAT,
    family="",
    level=Level.NF4,
    wanted=Level.NF4,
    bits=4.5,
    device="cpu",
    memory=0,
    parameters=0,
    context=0,
)


@dataclass(frozen=True)
class Accepted:
    """A change that the person accepted."""

    start: int
    original: str
    replacement: str
    label: str
    proposal: Proposal


class Page(QWidget):
    """An editor, and the history beside it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.editor = QPlainTextEdit()
        self.manuscript = Manuscript(self.editor, self)
        self.saver = Saver(context, self.manuscript, self)
        self.recorder = Recorder(context, self.manuscript, self)
        self.part = HistoryPart(context, self.manuscript, self.recorder)
        row = QHBoxLayout(self)
        row.addWidget(self.editor, 1)
        row.addWidget(self.part)
        self.part.setFixedWidth(320)
        self.resize(900, 640)

    def open(self, document: str) -> None:
        """Leaves the document that is open for another one, "" for a new one."""
        self.leave()
        found = self.context.store.documents.get(document) if document else None
        self.manuscript.open(document, found.text if found else "")

    def leave(self) -> None:
        """Keeps what is not kept yet."""
        self.saver.flush()
        self.recorder.flush()

    def accept(
        self, original: str, replacement: str, *, model: ModelInfo | None = MODEL
    ) -> Accepted:
        """A change of the first ``original``; at the end of the text where it is empty."""
        text = self.manuscript.text
        start = text.index(original) if original else len(text)
        self.manuscript.replace(start, start + len(original), replacement)
        request = Request(Action.SHORTEN, original)
        proposal = Proposal(request, replacement, model=model)
        accepted = Accepted(start, original, replacement, "Shorten", proposal)
        self.recorder.accepted(accepted)
        QApplication.processEvents()
        return accepted

    def stored(self) -> str:
        """What the disk has of the document."""
        found = self.context.store.documents.get(self.manuscript.document)
        return found.text if found else ""

    def ago(self, version: int, seconds: float) -> None:
        """Makes a version older."""
        with self.context.store._db.write() as connection:
            connection.execute(
                "UPDATE version SET created = ? WHERE id = ?",
                (datetime.now().timestamp() - seconds, version),
            )
