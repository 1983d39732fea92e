"""Tests made of bad answers: what questions must be answered with, and what broke since the last
run, whatever changed: model, bits or documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from nibble_engine.api import ModelInfo
from nibble_engine.support.reply import Reply

Problem = Literal["", "handed_over", "not_handed_over", "document", "missing", "error"]
Change = Literal["broke", "failing", "new", "fixed", "fine"]
CHANGES: tuple[Change, ...] = ("broke", "failing", "new", "fixed", "fine")
"""In the order in which a person wants to see them; "new" failed and was never run before."""


class Expectation(msgspec.Struct, frozen=True):
    """A question whose reply must hold each string of ``must_contain``, whatever the case, and cite
    ``document`` ("" for any); or be handed over."""

    question: str
    must_contain: tuple[str, ...] = ()
    document: str = ""
    must_hand_over: bool = False


class Setting(msgspec.Struct, frozen=True):
    """What a result is of: ``model`` "" where replies were quoted, and the `fingerprint` of the
    documents."""

    model: str = ""
    level: str = ""
    documents: str = ""


class Outcome(msgspec.Struct, frozen=True):
    """A question's result; ``missing`` are the strings that the reply lacks, ``error`` the code of
    what kept it from being given."""

    problem: Problem
    reply: str
    documents: tuple[str, ...]
    setting: Setting
    missing: tuple[str, ...] = ()
    error: str = ""

    @property
    def passed(self) -> bool:
        """Whether all was as expected."""
        return not self.problem


@dataclass(frozen=True)
class Tested:
    """A test with its result and the one before it."""

    expectation: Expectation
    before: Outcome | None
    now: Outcome

    @property
    def change(self) -> Change:
        """What became of it."""
        if self.before is None:
            return "fine" if self.now.passed else "new"
        if self.now.passed:
            return "fine" if self.before.passed else "fixed"
        return "broke" if self.before.passed else "failing"


@dataclass(frozen=True)
class Report:
    """The tests of a run, what broke first."""

    tests: tuple[Tested, ...]

    @property
    def passed(self) -> int:
        """How many are as expected."""
        return sum(test.now.passed for test in self.tests)

    def of(self, change: Change) -> list[Tested]:
        """Those that changed so."""
        return [test for test in self.tests if test.change == change]


def run(
    expectations: Iterable[Expectation],
    answer: Callable[[str], Reply],
    setting: Setting,
    last: Mapping[str, Outcome] | None = None,
) -> Report:
    """Answers every question and compares with the results of ``last``, by question. What
    ``answer`` raises ends the run."""
    before = last or {}
    tests = [
        Tested(one, before.get(one.question), judged(one, answer(one.question), setting))
        for one in expectations
    ]
    return Report(tuple(in_order(tests)))


def in_order(tests: Iterable[Tested]) -> list[Tested]:
    """What broke first; else as they were."""
    return sorted(tests, key=lambda test: CHANGES.index(test.change))


def judged(expectation: Expectation, reply: Reply, setting: Setting) -> Outcome:
    """Whether a reply is what was expected."""
    documents = tuple(dict.fromkeys(quote.document for quote in reply.citations))
    missing = tuple(s for s in expectation.must_contain if _plain(s) not in _plain(reply.text))
    problem: Problem = ""
    if expectation.must_hand_over:
        problem, missing = "" if reply.hand_over else "not_handed_over", ()
    elif reply.hand_over:
        problem, missing = "handed_over", ()
    elif missing:
        problem = "missing"
    elif expectation.document and expectation.document not in documents:
        problem = "document"
    return Outcome(problem, reply.text, documents, setting, missing)


def failed(error: str, setting: Setting) -> Outcome:
    """The result where no reply could be given."""
    return Outcome("error", "", (), setting, error=error)


def setting_of(model: ModelInfo | None, documents: str) -> Setting:
    """What a run with that model and those documents is of."""
    if model is None:
        return Setting(documents=documents)
    return Setting(model.name, str(model.level), documents)


def expectation_of(reply: Reply, question: str, must_contain: Sequence[str] = ()) -> Expectation:
    """The test that a reply suggests: the numbers and words that it must hold are the person's to
    give; the document is the one that it cites first. One that was handed over must be so again."""
    documents = [quote.document for quote in reply.citations]
    document = documents[0] if documents else ""
    return Expectation(question, tuple(must_contain), document, reply.hand_over)


def as_json(outcome: Outcome) -> dict[str, Any]:
    """An outcome as a store keeps it."""
    made: dict[str, Any] = msgspec.to_builtins(outcome)
    return made


def from_json(kept: object) -> Outcome | None:
    """An outcome that was kept; None where it is of another version or damaged."""
    try:
        return msgspec.convert(kept, Outcome)
    except msgspec.ValidationError:
        return None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
