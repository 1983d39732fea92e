"""A message on its way to a reply, as what the model has to be asked one after the other: whoever
holds the engine sends the commands and gives the answers back."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from typing import TypeVar

from nibble_engine.api import Chat, ModelInfo, Sampling, Usage
from nibble_engine.knowledge.thresholds import USUAL
from nibble_engine.support.analysis import Analysis, analyse
from nibble_engine.support.reply import Reply
from nibble_engine.support.replying import (
    Draft,
    Searching,
    command,
    drafted,
    entailed,
    entailment,
    verified,
)

T = TypeVar("T")
Written = tuple[str, Usage | None]
"""What the model wrote, and what it took."""


@dataclass(frozen=True)
class Way:
    """Everything but the message that a reply depends on. Below ``threshold`` a question is handed
    over; without a ``model`` replies are only quoted."""

    search: Searching
    threshold: float = USUAL
    model: ModelInfo | None = None
    sampling: Sampling = field(default_factory=Sampling)


@dataclass(frozen=True)
class Made:
    """A message looked at and replied to."""

    message: str
    found: Analysis
    reply: Reply


Exchange = Generator[Chat, Written, Made]


def exchange(message: str, way: Way) -> Exchange:
    """Looks at a message and searches, before the first command; the model writes, and if it is
    large enough to judge, checks each sentence against its citation."""
    found = analyse(message)
    questions = [message[start:end] for start, end in found.questions]
    draft = drafted(message, questions, way.search, threshold=way.threshold)
    reply = draft.quoted
    if way.model is not None and draft.answers:
        reply = yield from generated(draft, way.model, way.sampling)
    return Made(message, found, reply)


def completed(steps: Generator[Chat, Written, T], ask: Callable[[Chat], Written]) -> T:
    """The end of steps whose commands are all given to ``ask``."""
    try:
        asked = next(steps)
        while True:
            asked = steps.send(ask(asked))
    except StopIteration as end:
        made: T = end.value
        return made


def generated(
    draft: Draft, model: ModelInfo, sampling: Sampling
) -> Generator[Chat, Written, Reply]:
    """The model writes, and where it can judges what it wrote."""
    text, usage = yield command(draft, model, sampling=sampling)
    reply = verified(draft, text, usage, believed=not model.starter)
    if model.starter:  # too small to judge
        return reply
    told = []
    for check in entailment(reply):
        answer, _ = yield check
        told.append(answer)
    return entailed(draft, reply, told, usage)
