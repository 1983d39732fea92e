"""Has the passages of a base turned into vectors by the embedding model, some dozens at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from nibble_app.background import Background
from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import EngineLink, JobHandle
from nibble_engine.api import Embed, Embedded, ErrorInfo, ModelInfo, new_job
from nibble_engine.errors import BadInputError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.passage import Passage

MODEL = "embedding"
"""The fact of a base: the folder name of the model that made its vectors."""
_TOGETHER = 32


class VectorWork(QObject):
    """One base at a time. `moved` after each piece and at the end; `failed` with an `ErrorInfo`."""

    moved = Signal()
    failed = Signal(object)

    def __init__(self, link: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self._reading = Background(self)
        self._handle: JobHandle | None = None
        self.base: KnowledgeBase | None = None
        """The base whose passages are being read; None while nothing is done."""

    def start(self, base: KnowledgeBase, model: ModelInfo) -> None:
        """Reads the passages that have no vector of this model yet; all of them where those that
        are there are another model's."""
        if self.base is not None:
            return
        if base.fact(MODEL) != model.name:
            base.drop_vectors()
            base.set_fact(MODEL, model.name)
        self.base = base
        self._next()

    def stop(self) -> None:
        """What was read is kept."""
        self.base = None
        self._reading.drop()
        if self._handle is not None:
            self._handle.cancel()
        self.moved.emit()

    def _next(self) -> None:
        base = self.base
        if base is not None:
            self._reading.run(lambda: base.without_vector(_TOGETHER), self._ask)

    def _ask(self, passages: Sequence[Passage]) -> None:
        if not passages:
            self.base = None
            self.moved.emit()
            return
        texts = tuple(embedded_text(passage) for passage in passages)
        self._handle = self._link.ask(Embed(job=new_job(), texts=texts, purpose="passage"))
        self._handle.event_arrived.connect(lambda event: self._take(event, passages))
        self._handle.ended.connect(self._ended)

    def _take(self, event: object, passages: Sequence[Passage]) -> None:
        if self.base is None or not isinstance(event, Embedded):
            return
        # Late: the window opens without numpy.
        from nibble_engine.knowledge.dense import packed, received

        try:
            rows = received(event.vectors, event.dimension)
        except BadInputError as error:
            self._fail(error.info())
            return
        part = passages[event.start : event.start + len(rows)]
        self.base.put_vectors(
            (passage.id, packed(row)) for passage, row in zip(part, rows, strict=True)
        )

    def _ended(self, outcome: Outcome) -> None:
        self._handle = None
        if self.base is None:
            return
        if outcome.status is JobStatus.FINISHED:
            self.moved.emit()
            self._next()
        elif outcome.error is not None:
            self._fail(outcome.error)
        else:  # not by us: the engine was stopped
            self.stop()

    def _fail(self, error: ErrorInfo) -> None:
        self.stop()
        self.failed.emit(error)


def embedded_text(passage: Passage) -> str:
    """What the model reads of a passage: where it stands, and what it says."""
    head = " › ".join(dict.fromkeys((passage.title, *passage.headings)))
    return "\n".join(part for part in (head, passage.question, passage.text) if part)
