"""A job as the code that works on it sees it: a way to speak and a flag to look at."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

import msgspec

from nibble_engine.api import (
    AnyEvent,
    ContextDropped,
    Detected,
    Embedded,
    Level,
    Progress,
    SentenceDone,
    Speed,
    Stage,
    Suggested,
    Suggestion,
    TextDelta,
    TextDone,
    Token,
    TokensTold,
)
from nibble_engine.interrupt import Interrupted


class Job:
    """The worker's side of one command; ``emit`` may be called from any thread."""

    def __init__(self, job_id: str, emit: Callable[[AnyEvent], None]) -> None:
        self.id = job_id
        self._emit = emit
        self._cancel = threading.Event()
        self._waits: Callable[[], bool] = lambda: False
        self._others: Callable[[], None] = lambda: None
        self.is_paused = False

    def cancel(self) -> None:
        """Raises the flag."""
        self._cancel.set()

    def cancelled(self) -> bool:
        """Whether the person stopped it."""
        return self._cancel.is_set()

    def check(self) -> None:
        """Raises `Interrupted` if the flag is up."""
        if self._cancel.is_set():
            raise Interrupted

    def shares(self, waits: Callable[[], bool], others: Callable[[], None]) -> None:
        """It may be interrupted by work that a person waits for: ``waits`` says whether there is
        any, ``others`` does it."""
        self._waits, self._others = waits, others

    def is_wanted(self) -> bool:
        """Whether such work waits; `give_way` should be called soon."""
        return self._waits()

    def give_way(self) -> None:
        """Has such work done, if any waits. It may use the same model: nothing of the memory for
        answers may be held meanwhile."""
        if not self._waits():
            return
        self.is_paused = True
        try:
            self._others()
        finally:
            self.is_paused = False

    def say(self, text: str) -> None:
        """The next piece of the answer."""
        if text:
            self._emit(TextDelta(job=self.id, text=text))

    def sentence(self, done: SentenceDone) -> None:
        """A sentence of the translation is there."""
        self._emit(msgspec.structs.replace(done, job=self.id))

    def text(self, done: TextDone) -> None:
        """A piece of a document is there."""
        self._emit(msgspec.structs.replace(done, job=self.id))

    def quiet(self, hear: Callable[[str], None] = lambda text: None) -> Job:
        """The same job, cancelled with this one, that says nothing but to ``hear``."""

        def emit(event: AnyEvent) -> None:
            if isinstance(event, TextDelta):
                hear(event.text)

        job = Job(self.id, emit)
        job._cancel = self._cancel
        return job

    def suggested(self, suggestions: Sequence[Suggestion]) -> None:
        """Other translations of a sentence."""
        self._emit(Suggested(job=self.id, suggestions=tuple(suggestions)))

    def embedded(self, done: Embedded) -> None:
        """Vectors of some of the texts."""
        self._emit(msgspec.structs.replace(done, job=self.id))

    def tokens(self, start: int, tokens: Sequence[Token], level: Level) -> None:
        """Tokens of the answer, from the ``start``-th on."""
        self._emit(TokensTold(job=self.id, start=start, tokens=tuple(tokens), level=level))

    def speed(self, new_tokens: int, tokens_per_second: float) -> None:
        """How fast the answer comes."""
        self._emit(Speed(job=self.id, new_tokens=new_tokens, tokens_per_second=tokens_per_second))

    def progress(self, stage: Stage, done: int, total: int) -> None:
        """How far the job is before its first word."""
        self._emit(Progress(job=self.id, stage=stage, done=done, total=total))

    def detected(self, language: str) -> None:
        """The source language that was found."""
        self._emit(Detected(job=self.id, language=language))

    def dropped(self, tokens: int, messages: int) -> None:
        """What did not fit into the context."""
        self._emit(ContextDropped(job=self.id, tokens=tokens, messages=messages))
