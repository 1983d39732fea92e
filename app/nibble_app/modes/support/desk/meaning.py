"""The questions' vectors, asked of the embedding model before a base is searched by meaning too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import EngineLink, JobHandle
from nibble_engine.api import Embed, Embedded, Role, new_job
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.hit import Search
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.support.replying import Searching

_MODEL = "embedding"
if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]
Prepare = Callable[[], Searching]


class Meaning(QObject):
    """One search at a time. Where the base has no vectors of the loaded model, or the model fails,
    it is searched by words alone."""

    def __init__(self, link: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self._handle: JobHandle | None = None
        self._searcher: tuple[KnowledgeBase, str, Searcher] | None = None

    @property
    def busy(self) -> bool:
        """Whether vectors are awaited."""
        return self._handle is not None

    def ask(
        self,
        base: KnowledgeBase,
        queries: Sequence[str],
        earlier: Sequence[str],
        done: Callable[[Prepare], None],
    ) -> None:
        """``done`` gets what makes the search, which is to be called in a thread; ``earlier`` are
        the customer's messages before."""
        self.stop()
        info = self._link.state.model_for(Role.EMBEDDING)
        if info is None or base.fact(_MODEL) != info.name:
            done(lambda: self._search(base, earlier, {}))
            return
        blocks: list[Embedded] = []

        def came(event: object) -> None:
            if isinstance(event, Embedded):
                blocks.append(event)

        def ended(outcome: Outcome) -> None:
            if handle is not self._handle:
                return
            self._handle = None
            whole = outcome.status is JobStatus.FINISHED
            vectors = _vectors(blocks) if whole else []
            known = dict(zip(queries, vectors, strict=False))
            done(lambda: self._search(base, earlier, known))

        command = Embed(job=new_job(), texts=tuple(queries), purpose="query")
        handle = self._handle = self._link.ask(command)
        handle.event_arrived.connect(came)
        handle.ended.connect(ended)

    def stop(self) -> None:
        """Nothing arrives any more."""
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.cancel()

    def _search(
        self, base: KnowledgeBase, earlier: Sequence[str], known: dict[str, Vector]
    ) -> Searching:
        """By the vectors that are known; those of the passages are read once for a base."""
        synonyms = base.fact("synonyms")
        if self._searcher is None or self._searcher[:2] != (base, synonyms):
            self._searcher = (base, synonyms, Searcher(base))
        searcher = self._searcher[2]

        def search(query: str, *, context: Sequence[str] = ()) -> Search:
            embed = known.__getitem__ if query in known else None
            return searcher.search(query, embed=embed, context=[*earlier, *context])

        return search


def _vectors(blocks: Sequence[Embedded]) -> list[Vector]:
    # Late: the window opens without numpy.
    from nibble_engine.knowledge.dense import received

    return [row for block in blocks for row in received(block.vectors, block.dimension)]
