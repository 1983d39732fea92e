"""Takes one request to its proposal without holding up the window."""

from __future__ import annotations

from collections.abc import Callable, Generator

from PySide6.QtCore import QObject, Signal

from nibble_app.background import Background
from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import EngineLink, JobHandle
from nibble_app.state import EngineState
from nibble_engine.api import (
    Action,
    AnyEvent,
    ErrorInfo,
    ModelInfo,
    Role,
    TokensTold,
    Translate,
    Write,
)
from nibble_engine.errors import NibbleError, NoModelError
from nibble_engine.proofreading.proofread import DEFAULT, Rules
from nibble_engine.writing.proposal import Proposal
from nibble_engine.writing.request import Request

Command = Write | Translate
Steps = Generator[Command, tuple[str, str], Proposal]
"""The commands that a request takes; each is sent the model's text and how the job ended."""
Proposing = Callable[[Request, ModelInfo, Rules], Steps]

CANCELLED = "cancelled"
"""How a job ended that was stopped, beside the reasons of `Finished`."""


class Proposer(QObject):
    """Ends each `start` with `made` (a `Proposal`), `failed` (an `ErrorInfo`) or, where nothing
    was written before it was stopped, with `stopped`.

    Proofreading without a model is done by the rules alone; the proposal's model is None then.
    """

    begun = Signal()
    """A model begins to write: what it wrote before, if it did, counts no more."""
    text_arrived = Signal(str)
    tokens_told = Signal(object)
    made = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(
        self,
        link: EngineLink,
        parent: QObject,
        steps: Proposing | None = None,
        rules: Callable[[], Rules] = lambda: DEFAULT,
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._steps = steps
        self._rules = rules
        self._background = Background(self)
        self._handle: JobHandle | None = None
        self._waiting: Request | None = None
        self.busy = False
        self.command: Command | None = None
        link.state_changed.connect(self._state_changed)

    def start(self, request: Request) -> None:
        """Begins; what was under way is dropped."""
        self.drop()
        self.busy = True
        model = self._link.state.model_for(_role(request))
        if model is not None:
            self._propose(request, model)
        elif request.action is Action.PROOFREAD and not request.target:
            rules = self._rules()
            self._background.run(lambda: by_rules(request, rules), self._end)
        elif _is_coming(self._link.state, request):
            self._waiting = request
        else:
            self._fail(NoModelError(role=_role(request)).info())

    def stop(self) -> None:
        """Asks for the end: what is written so far becomes the proposal."""
        if self._handle is not None:
            self._handle.cancel()
        elif self.busy:
            self.drop()
            self.stopped.emit()

    def drop(self) -> None:
        """Ends it without a word."""
        self._background.drop()
        self._waiting = None
        self.busy = False
        handle, self._handle = self._handle, None
        if handle is not None:
            handle.cancel()

    def _state_changed(self, state: EngineState) -> None:
        """A model that was awaited is there, or will not come."""
        request = self._waiting
        if request is None:
            return
        model = state.model_for(_role(request))
        if model is not None:
            self._waiting = None
            self._propose(request, model)
        elif not _is_coming(state, request):
            self._waiting = None
            error = state.models[_role(request)].error or state.error
            self._fail(error or NoModelError(role=_role(request)).info())

    def _propose(self, request: Request, model: ModelInfo) -> None:
        proposing = self._steps or _proposing()
        steps = proposing(request, model, self._rules())
        self._step(steps, lambda: next(steps))

    def _step(self, steps: Steps, step: Callable[[], Command]) -> None:
        """The next command, or the end; looking at an answer takes a thread."""

        def work() -> Command | Proposal | ErrorInfo:
            try:
                return step()
            except StopIteration as end:
                made: Proposal = end.value
                return made
            except NibbleError as error:
                return error.info()

        self._background.run(work, lambda found: self._stepped(steps, found))

    def _stepped(self, steps: Steps, found: Command | Proposal | ErrorInfo) -> None:
        if isinstance(found, Proposal):
            self._end(found)
        elif isinstance(found, ErrorInfo):
            self._fail(found)
        else:
            self.command = found
            handle = self._handle = self._link.ask(found)
            self.begun.emit()
            handle.text_arrived.connect(lambda text: self._arrived(handle, text))
            handle.event_arrived.connect(lambda event: self._told(handle, event))
            handle.ended.connect(lambda outcome: self._written(handle, steps, outcome))

    def _arrived(self, handle: JobHandle, text: str) -> None:
        if handle is self._handle:
            self.text_arrived.emit(text)

    def _told(self, handle: JobHandle, event: AnyEvent) -> None:
        if handle is self._handle and isinstance(event, TokensTold):
            self.tokens_told.emit(event)

    def _written(self, handle: JobHandle, steps: Steps, outcome: Outcome) -> None:
        if handle is not self._handle:
            return
        self._handle = None
        if outcome.error is not None:
            self._fail(outcome.error)
        elif outcome.status is JobStatus.CANCELLED and not outcome.text.strip():
            self.busy = False
            self.stopped.emit()
        else:
            reason = outcome.reason or CANCELLED
            self._step(steps, lambda: steps.send((outcome.text, reason)))

    def _end(self, proposal: Proposal) -> None:
        self.busy = False
        self.made.emit(proposal)

    def _fail(self, error: ErrorInfo) -> None:
        self.busy = False
        self.failed.emit(error)


def by_rules(request: Request, rules: Rules = DEFAULT) -> Proposal:
    """What the rules of proofreading make of the text; takes a thread for a long one."""
    from nibble_engine.writing import proposing

    return proposing.by_rules(request, rules)


def _role(request: Request) -> Role:
    return Role.TRANSLATION if request.target else Role.CHAT


def _is_coming(state: EngineState, request: Request) -> bool:
    """Whether the model for it is being loaded."""
    roles = {Role.CHAT, _role(request)}  # a chat model also translates
    return any(state.models[role].loading for role in roles)


def _proposing() -> Proposing:
    # Imported when first needed: a start does not pay for it.
    from nibble_engine.writing.proposing import proposed

    return proposed
