"""A suggested reply: its sentences, what supports each, and how sure the desk is of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from nibble_engine.knowledge.hit import Quote, Search
from nibble_engine.support.verification import Verdict

Mode = Literal["generated", "quoted"]
Kind = Literal["quoted", "generated", "courtesy", "struck", "desk"]


@dataclass(frozen=True)
class Sentence:
    """``kind`` says where it is from: a document word for word, the model with a source that
    supports it, the model as mere politeness, the model without support (then it is struck out and
    no part of the reply), or the desk's own words. ``gap`` is what stands after it."""

    text: str
    kind: Kind
    citation: Quote | None = None
    verdict: Verdict | None = None
    gap: str = ""


@dataclass(frozen=True)
class Flag:
    """A passage of which a part was kept from the model and from quotes, and of what kind it is
    (`injection.Kind`)."""

    document: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Answered:
    """A question of the customer, what was found for it, and whether that is enough."""

    question: str
    search: Search
    enough: bool


@dataclass(frozen=True)
class Reply:
    """``text`` is what the customer may be sent: all sentences but those struck out.
    ``confidence`` (0 to 1) is the probability that the base answers, times the share of the
    sentences that are supported, times the mean probability of the model's tokens."""

    sentences: tuple[Sentence, ...]
    mode: Mode
    confidence: float
    hand_over: bool
    language: str
    questions: tuple[Answered, ...] = ()
    flags: tuple[Flag, ...] = ()

    @property
    def text(self) -> str:
        """The reply without what is struck out."""
        shown = [s for s in self.sentences if s.kind != "struck"]
        return "".join(s.text + s.gap for s in shown).strip()

    @property
    def citations(self) -> tuple[Quote, ...]:
        """Each quote once, in the order of the sentences."""
        found = [s.citation for s in self.sentences if s.citation and s.kind != "struck"]
        return tuple(dict.fromkeys(found))

    @property
    def open_questions(self) -> tuple[str, ...]:
        """Those for which the base has no answer."""
        return tuple(one.question for one in self.questions if not one.enough)
