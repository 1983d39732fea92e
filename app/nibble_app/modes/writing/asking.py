"""An action on a part of the document, asked piece by piece where the part is long."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QTextCursor

from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.modes.writing.worked_on import BEFORE, Span, outside, pieces
from nibble_engine.api import ErrorInfo
from nibble_engine.writing.proposal import Proposal
from nibble_engine.writing.request import Request


class Asks(Protocol):
    """What takes a request to its proposal; see `Proposer`."""

    text_arrived: SignalInstance
    made: SignalInstance
    failed: SignalInstance
    stopped: SignalInstance

    def start(self, request: Request) -> None:
        """Begins with a request."""

    def stop(self) -> None:
        """Asks for the end; what was written so far is the proposal."""

    def drop(self) -> None:
        """Ends what is under way without a word."""


@dataclass(frozen=True)
class Asked:
    """What is done to a part: the request for it, whose text is filled in for each piece."""

    request: Request
    start: int
    end: int
    whole: bool = False
    """That it is not cut into pieces."""
    locked: tuple[Span, ...] = ()
    """What is left alone, if it is cut."""


class Asking(QObject):
    """Every `start` ends with `ended`, True if nothing was left out."""

    begun = Signal(object, int)
    """A request, and where its text begins."""
    text_arrived = Signal(str)
    proposed = Signal(object, int)
    """A `Proposal`, and where its request's text begins by now; the person may have edited it."""
    failed = Signal(object)
    progress = Signal(int, int)
    ended = Signal(bool)

    def __init__(self, manuscript: Manuscript, asks: Asks, parent: QObject) -> None:
        super().__init__(parent)
        self._manuscript, self._asks = manuscript, asks
        self._waiting: list[QTextCursor] = []
        self._total = 0
        self._asked: Asked | None = None
        self._stopped = False
        self._current: QTextCursor | None = None
        asks.text_arrived.connect(self.text_arrived)
        asks.made.connect(self._made)
        asks.failed.connect(self._failed)
        asks.stopped.connect(lambda: self._end(complete=False))

    @property
    def busy(self) -> bool:
        """Whether something is under way."""
        return self._asked is not None

    def start(self, asked: Asked) -> None:
        """Begins; nothing else may be under way."""
        span = (asked.start, asked.end)
        text = self._manuscript.text
        free = [span] if asked.whole else outside(text, span, asked.locked)
        parts = [span] if asked.whole else [one for each in free for one in pieces(text, each)]
        self._asked, self._total, self._stopped = asked, len(parts), False
        self._waiting = [self._manuscript.anchor(*part) for part in parts]
        self._next()

    def stop(self) -> None:
        """Leaves what has not begun; what is written so far is proposed."""
        self._stopped, self._waiting = True, []
        if self._asked is not None:
            self._asks.stop()

    def drop(self) -> None:
        """Leaves everything: the person went to another document."""
        if self._asked is not None:
            self._asks.drop()
            self._end(complete=False)

    def _next(self) -> None:
        if self._asked is None:
            return
        if not self._waiting:
            self._end(complete=not self._stopped)
            return
        self.progress.emit(self._total - len(self._waiting), self._total)
        anchor = self._waiting.pop(0)
        start, end = self._manuscript.span(anchor)
        text = self._manuscript.text
        before = text[max(0, start - BEFORE) : start]
        request = replace(self._asked.request, text=text[start:end], before=before)
        self._current = anchor
        self.begun.emit(request, start)
        self._asks.start(request)

    def _made(self, proposal: Proposal) -> None:
        current, self._current = self._current, None
        if current is None:
            return
        start, _ = self._manuscript.span(current)
        self.proposed.emit(proposal, start)
        self._next()

    def _failed(self, error: ErrorInfo) -> None:
        self.failed.emit(error)
        self._end(complete=False)

    def _end(self, *, complete: bool) -> None:
        if self._asked is None:
            return
        self._asked, self._current, self._waiting = None, None, []
        self.ended.emit(complete)
