"""Takes one message to its reply without holding up the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from nibble_app.background import Background
from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import EngineLink, JobHandle
from nibble_app.model_choice import sampling
from nibble_app.modes.registry import Context
from nibble_engine.api import Chat, ErrorInfo, Role
from nibble_engine.errors import EngineStartError, NibbleError, NoModelError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.support.exchange import Exchange, Made, Way, exchange

NEEDED = (EngineStartError.code, NoModelError.code)
"""Errors after which no other message would fare better: there is no engine, or no model."""


def chosen_way(context: Context, base: KnowledgeBase, *, quotes_only: bool) -> Way:
    """How the settings and the loaded model have messages answered from a base."""
    model = None if quotes_only else context.link.state.model_for(Role.CHAT)
    threshold = float(context.settings.get("support.threshold"))
    return Way(Searcher(base).search, threshold, model, sampling(context.settings))


class Exchanger(QObject):
    """Ends each `start` with `made` (a `Made`) or `failed` (an `ErrorInfo`), or where somebody else
    stopped the engine, with `stopped`; after `stop` nothing more arrives."""

    made = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, link: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self._background = Background(self)
        self._handle: JobHandle | None = None

    def start(self, message: str, how: Way) -> None:
        """Begins with a message."""
        steps = exchange(message, how)
        self._step(steps, lambda: next(steps))

    def stop(self) -> None:
        """Drops what is under way."""
        self._background.drop()
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.cancel()

    def _step(self, steps: Exchange, step: Callable[[], Chat]) -> None:
        """The next command of an exchange, or its end; searching and checking take a thread."""

        def work() -> Chat | Made | ErrorInfo:
            try:
                return step()
            except StopIteration as end:
                made: Made = end.value
                return made
            except NibbleError as error:
                return error.info()

        self._background.run(work, lambda found: self._stepped(steps, found))

    def _stepped(self, steps: Exchange, found: Chat | Made | ErrorInfo) -> None:
        if isinstance(found, Chat):
            handle = self._handle = self._link.ask(found)
            handle.ended.connect(lambda outcome: self._written(handle, steps, outcome))
        elif isinstance(found, Made):
            self.made.emit(found)
        else:
            self.failed.emit(found)

    def _written(self, handle: JobHandle, steps: Exchange, outcome: Outcome) -> None:
        if handle is not self._handle:
            return
        self._handle = None
        if outcome.status is JobStatus.FINISHED:
            self._step(steps, lambda: steps.send((outcome.text, outcome.usage)))
        elif outcome.error is not None:
            self.failed.emit(outcome.error)
        else:
            self.stopped.emit()
