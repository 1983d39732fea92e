"""From a message to a reply: the search in a thread, the model's sentences as they come, and the
check of them against the documents at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from nibble_app.background import Background
from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import EngineLink, JobHandle
from nibble_app.modes.support.desk.meaning import Meaning, Prepare
from nibble_engine.api import Chat, ErrorInfo, Message, Role, Sampling, Usage
from nibble_engine.errors import NibbleError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.thresholds import USUAL
from nibble_engine.support.reply import Reply
from nibble_engine.support.replying import (
    Draft,
    command,
    drafted,
    entailed,
    entailment,
    verified,
)

_T = TypeVar("_T")


@dataclass(frozen=True)
class Asked:
    """What a reply is wanted to: the customer's message as it is stored, its questions, the turns
    before it, and how the reply is to be. With ``quotes_only`` no model is asked."""

    message: str
    questions: Sequence[str] = ()
    history: Sequence[Message] = ()
    system: str = ""
    sampling: Sampling = field(default_factory=Sampling)
    threshold: float = USUAL
    quotes_only: bool = False


class Suggester(QObject):
    """One suggestion at a time. `drafted` with the `Draft` when the search is done, `written` with
    the model's words that nobody has checked yet, `ended` with the `Reply`. `failed` with an
    `ErrorInfo` where search or model fail; after a failed model `ended` brings the quoted reply."""

    drafted = Signal(object)
    written = Signal(str)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, link: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        self._background = Background(self)
        self._meaning = Meaning(link, self)
        self._handle: JobHandle | None = None
        self._searching = False

    @property
    def busy(self) -> bool:
        """Whether a suggestion is on its way."""
        return self._meaning.busy or self._searching or self._handle is not None

    def suggest(self, asked: Asked, base: KnowledgeBase) -> None:
        """Begins; what was under way is dropped."""
        self.stop()

        def search(prepare: Prepare) -> None:
            def work() -> Draft:
                return drafted(asked.message, asked.questions, prepare(), threshold=asked.threshold)

            self._run(work, lambda draft: self._ask(draft, asked))

        earlier = [turn.content for turn in asked.history if turn.role == "user"]
        self._meaning.ask(base, _queries(asked), earlier, search)

    def stop(self) -> None:
        """Nothing more of this suggestion arrives."""
        self._background.drop()
        self._meaning.stop()
        self._searching = False
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.cancel()

    def _ask(self, draft: Draft, asked: Asked) -> None:
        self.drafted.emit(draft)
        info = self._link.state.model_for(Role.CHAT)
        if info is None or asked.quotes_only or not draft.answers:
            self.ended.emit(draft.quoted)
            return
        told = command(
            draft, info, system=asked.system, history=asked.history, sampling=asked.sampling
        )
        handle = self._handle = self._link.ask(told)
        handle.text_arrived.connect(lambda text: self._write(handle, text))
        handle.ended.connect(lambda outcome: self._check(handle, draft, outcome))

    def _write(self, handle: JobHandle, text: str) -> None:
        if handle is self._handle:
            self.written.emit(text)

    def _check(self, handle: JobHandle, draft: Draft, outcome: Outcome) -> None:
        if handle is not self._handle:
            return
        self._handle = None
        if outcome.error is not None:
            self.failed.emit(outcome.error)
        if outcome.status is not JobStatus.FINISHED:
            self.ended.emit(draft.quoted)
            return

        def done(reply: Reply) -> None:
            self._judge(draft, reply, entailment(reply) if self._can_judge() else [], outcome.usage)

        believed = self._can_judge()
        self._run(lambda: verified(draft, outcome.text, outcome.usage, believed=believed), done)

    def _can_judge(self) -> bool:
        """The starter has not learned to say whether a quote says what a sentence says."""
        info = self._link.state.model_for(Role.CHAT)
        return info is not None and not info.starter

    def _judge(self, draft: Draft, reply: Reply, left: list[Chat], usage: Usage) -> None:
        """Asks the model about one sentence after another."""
        answers: list[str] = []
        if reply.mode != "generated" or not left:
            self.ended.emit(reply)
            return

        def next_one() -> None:
            if len(answers) == len(left):
                self._handle = None
                self.ended.emit(entailed(draft, reply, answers, usage))
                return
            handle = self._handle = self._link.ask(left[len(answers)])
            handle.ended.connect(lambda outcome: answered(handle, outcome))

        def answered(handle: JobHandle, outcome: Outcome) -> None:
            if handle is self._handle:
                answers.append(outcome.text)
                next_one()

        next_one()

    def _run(self, work: Callable[[], _T], done: Callable[[_T], object]) -> None:
        def guarded() -> tuple[list[_T], ErrorInfo | None]:
            try:
                return [work()], None
            except NibbleError as error:
                return [], error.info()

        def arrived(result: tuple[list[_T], ErrorInfo | None]) -> None:
            self._searching = False
            made, error = result
            if error is not None:
                self.failed.emit(error)
            for one in made:
                done(one)

        self._searching = True
        self._background.run(guarded, arrived)


def _queries(asked: Asked) -> list[str]:
    """What may be searched: each question, and the message up to its end."""
    message = asked.message
    ends = [message.find(question) + len(question) for question in asked.questions]
    whole = [message[:end] for end in ends] or [message]
    return list(dict.fromkeys([*asked.questions, *whole]))
