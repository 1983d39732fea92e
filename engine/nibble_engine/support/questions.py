"""A customer's questions and requests one by one, with their places in the message."""

from __future__ import annotations

import re

from nibble_engine.support import asking
from nibble_engine.support.quoted import own_words
from nibble_engine.translation.segment import segments

Span = tuple[int, int]
MOST_CHARACTERS = 20_000
"""Of a message that are looked at."""
_MOST = 50
_LONGEST = 600
"""Characters of a sentence that is taken apart; what is longer is no sentence of a person."""
_WRAPPED = re.compile(r"(?<=[^\s.!?。！？:：;；,，-])\n(?=[ \t]*[a-z])|(?<=[,，])\n(?=[ \t]*\S)")
_BLANKS = re.compile(r"[^\S\n]{100,}")
_OUTER = " \t\r\n,，;；、-–—•*·.。"


def questions(message: str) -> tuple[Span, ...]:
    """(start, end) of each question or request that the customer has, in order.

    A sentence that asks two things is two; greetings, thanks, signatures and quoted history are
    none.
    """
    # A wrapped line goes on: as long as before, so that the places stay.
    text = _WRAPPED.sub(" ", own_words(message[:MOST_CHARACTERS]))
    # Splitting takes quadratic time on long runs of blanks, none on lines.
    text = _BLANKS.sub(lambda blanks: "\n" * len(blanks[0]), text)
    found: list[Span] = []
    start = 0
    for segment in segments(text):
        end = start + len(segment.text)
        if len(segment.text) <= _LONGEST:
            found += _in_sentence(text, start, end)
        start = end + len(segment.gap)
    return tuple(found[:_MOST])


def _in_sentence(text: str, start: int, end: int) -> list[Span]:
    """The questions of one sentence: one for each of its clauses that asks, the clauses that do
    not ask with the one that they stand beside."""
    start = asking.after_greeting(text, start, end)
    marked = bool(re.search(r"[?？]", text[start:end]))
    clauses = asking.clauses(text, start, end)
    asks = [at for at, clause in enumerate(clauses) if asking.asks(text[slice(*clause)])]
    if not asks:
        whole = _trimmed(text, start, end)
        return [whole] if marked and asking.has_content(text[slice(*whole)]) else []
    borders = [clauses[at][0] for at in asks]
    borders[0] = _first(text, clauses[: asks[0]], start)
    ends = [*borders[1:], end]
    spans = [_trimmed(text, *pair) for pair in zip(borders, ends, strict=True)]
    return [span for span in spans if asking.has_content(text[slice(*span)])]


def _first(text: str, before: list[Span], start: int) -> int:
    """Where the first question begins: with the clauses before it, from the last full stop on."""
    stops = [end for at, end in before if text[at:end].rstrip().endswith((".", "!", "?", "？"))]
    return stops[-1] if stops else start


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without white space and list marks around it, and without joining words."""
    end = start + len(asking.JOINED.sub("", text[start:end].rstrip(_OUTER)))
    start = end - len(text[start:end].lstrip(_OUTER))
    joined = asking.JOINING.match(text, start, end)
    return (joined.end() if joined else start, end)
