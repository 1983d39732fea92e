"""An import in a thread of its own, and what a base remembers of one that did not end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from nibble_engine.api import ErrorInfo
from nibble_engine.errors import InternalError, NibbleError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.document import Entry
from nibble_engine.knowledge.importing import Result, Step

_FACT = "importing"


class Refresh(Protocol):
    """`nibble_engine.knowledge.importing.refresh`, or a test's own."""

    def __call__(
        self,
        base: KnowledgeBase,
        *,
        report: Callable[[Step], None],
        cancelled: Callable[[], bool],
    ) -> Result:
        """Reads what changed, and ends soon after ``cancelled`` says so."""


class Left(StrEnum):
    """How the last import of a base was left, as the base keeps it."""

    NOTHING = ""
    CUT_OFF = "1"  # the program ended, or was ended, in the middle
    STOPPED = "stopped"  # by the person


def left(base: KnowledgeBase) -> Left:
    """How the base's last import was left."""
    fact = base.fact(_FACT)
    return Left(fact) if fact in set(Left) else Left.NOTHING


def keep_left(base: KnowledgeBase, state: Left) -> None:
    """Keeps that there is something to go on with, or nothing more."""
    base.set_fact(_FACT, state)


@dataclass
class ImportWork:
    """`start` it, look at ``step`` from time to time, and when it `ended` at ``result`` or
    ``error``. ``missing`` are folders and files of its list that are not there; ``quiet`` is one
    that nobody asked for by hand."""

    key: str
    base: KnowledgeBase
    refresh: Refresh
    quiet: bool = False
    step: Step | None = None
    result: Result | None = None
    missing: tuple[Entry, ...] = ()
    seconds: float = 0.0
    error: ErrorInfo | None = None
    _cancel: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins."""
        self._thread = threading.Thread(target=self._run, name="knowledge-import", daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Asks it to end; what was read is kept."""
        self._cancel.set()

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to end."""
        return self._cancel.is_set()

    @property
    def ended(self) -> bool:
        """Whether it is over."""
        return self._thread is not None and not self._thread.is_alive()

    def wait(self, seconds: float) -> bool:
        """Whether it is over within ``seconds``."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self.ended

    @property
    def found_something(self) -> bool:
        """Whether the base is not as it was."""
        result = self.result
        return result is not None and bool(result.added or result.changed or result.removed)

    def _run(self) -> None:
        began = time.monotonic()
        try:
            result = self.refresh(self.base, report=self._report, cancelled=self._cancel.is_set)
            if result.failed:
                known = {entry.name for entry in self.base.entries()}
                self.missing = tuple(one for one in result.failed if one.name not in known)
            self.result = result
        except NibbleError as error:
            self.error = error.info()
        except Exception as error:  # noqa: BLE001 - a thread's end is told like any other
            self.error = InternalError(f"{type(error).__name__}: {error}").info()
        self.seconds = time.monotonic() - began

    def _report(self, step: Step) -> None:
        self.step = step
