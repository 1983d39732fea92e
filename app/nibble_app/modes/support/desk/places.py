"""Where something stands: personal data in a text, a citation among the documents."""

from __future__ import annotations

from collections.abc import Iterable

from nibble_engine.knowledge.hit import Quote
from nibble_engine.support.replying import Draft


def places_of(values: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Start and end of each of the values in ``text``, in order; the longest one where several
    begin."""
    longest = sorted({value for value in values if value}, key=len, reverse=True)
    places, at = [], 0
    while at < len(text):
        value = next((value for value in longest if text.startswith(value, at)), "")
        if value:
            places.append((at, at + len(value)))
        at += len(value) or 1
    return places


def place_of(quote: Quote, draft: Draft | None) -> str:
    """Document and heading of a citation; the document alone where nothing found has it."""
    for hit in (hit for one in (draft.questions if draft else ()) for hit in one.search.hits):
        passage = hit.passage
        inside = passage.start <= quote.start and quote.end <= passage.end
        if passage.document == quote.document and inside:
            return " › ".join((quote.document, *passage.headings[-1:]))
    return quote.document
