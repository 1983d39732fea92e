"""Changes that are accepted or rejected together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from nibble_app.modes.writing.changes.pending import PendingChange
from nibble_engine.api import Action
from nibble_engine.translation.segment import segments
from nibble_engine.writing.proposal import Finding
from nibble_engine.writing.request import Request


class Grain(StrEnum):
    """How much of a proposal is one decision."""

    CHANGE = "change"
    SENTENCE = "sentence"
    WHOLE = "whole"


_GRAINS = {
    Action.PROOFREAD: Grain.CHANGE,
    Action.REWRITE: Grain.SENTENCE,
    Action.SHORTEN: Grain.SENTENCE,
    Action.EXPAND: Grain.SENTENCE,
    Action.SIMPLIFY: Grain.SENTENCE,
    Action.TONE: Grain.SENTENCE,
}


@dataclass(frozen=True)
class Group:
    """Neighbouring changes of one proposal, in order."""

    changes: tuple[PendingChange, ...]

    @property
    def keys(self) -> tuple[int, ...]:
        """Of its changes."""
        return tuple(change.key for change in self.changes)

    @property
    def facts(self) -> tuple[Finding, ...]:
        """The facts that it alters, each once."""
        return tuple(dict.fromkeys(fact for change in self.changes for fact in change.facts))


def usual_grain(request: Request) -> Grain:
    """A slip is one decision, a sentence said otherwise is one, and so is a text of another form
    or language."""
    return Grain.WHOLE if request.target else _GRAINS.get(request.action, Grain.WHOLE)


def sentence_starts(text: str) -> list[int]:
    """Where the sentences of a text begin, after the first."""
    return list(accumulate(len(part.text) + len(part.gap) for part in segments(text)))[:-1]


def by_sentence(changes: Iterable[PendingChange], starts: Sequence[int]) -> list[Group]:
    """Changes of one proposal in order; those whose sentences are the same, or are made one by a
    change across their border, together."""
    groups: list[list[PendingChange]] = []
    reached = -1
    for change in changes:
        first = bisect_right(starts, change.start)
        last = max(first, bisect_right(starts, change.end - 1))
        if first <= reached:
            groups[-1].append(change)
        else:
            groups.append([change])
        reached = max(reached, last)
    return [Group(tuple(group)) for group in groups]
