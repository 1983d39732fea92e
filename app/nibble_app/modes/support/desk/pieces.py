"""A reply as the editor shows it: runs of text, each with the number of its source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nibble_engine.knowledge.hit import Quote
from nibble_engine.support.reply import Reply


@dataclass(frozen=True)
class Piece:
    """``number`` counts the reply's citations from 1; 0 where the text has none. ``gap`` is what
    stands after the number."""

    text: str
    number: int = 0
    gap: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A sentence of the model that no document supports, and what speaks against it: a `Reason`
    of the verification and the text that it is about."""

    text: str
    reason: str
    detail: str


def pieces(reply: Reply, shown: Callable[[str], str]) -> list[Piece]:
    """What of a reply may be sent, as ``shown`` shows it to the agent."""
    numbers = {quote: at for at, quote in enumerate(reply.citations, 1)}
    kept = [sentence for sentence in reply.sentences if sentence.kind != "struck"]
    made = [Piece(shown(s.text), numbers[s.citation] if s.citation else 0, s.gap) for s in kept]
    if made:
        made[-1] = Piece(made[-1].text, made[-1].number)
    return made


def left_out(reply: Reply, shown: Callable[[str], str]) -> list[LeftOut]:
    """What of the model's text is no part of the reply."""
    struck = [sentence for sentence in reply.sentences if sentence.kind == "struck"]
    return [
        LeftOut(
            shown(s.text),
            s.verdict.reason if s.verdict else "overlap",
            s.verdict.detail if s.verdict else "",
        )
        for s in struck
    ]


def sources(reply: Reply) -> tuple[Quote, ...]:
    """The reply's citations: the first has the number 1."""
    return reply.citations
