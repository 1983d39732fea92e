"""What of a passage may be shown to a model and cited: its sentences, but for those that speak to a
program instead of a reader."""

from __future__ import annotations

from functools import lru_cache

from nibble_engine.knowledge.passage import Passage
from nibble_engine.knowledge.quotable import quotable


def readable_sentences(passage: Passage) -> list[tuple[int, int]]:
    """Spans, in characters of the document, of the sentences that may be quoted, in order."""
    return [(start + passage.start, end + passage.start) for start, end in _spans(passage.text)]


def readable(passage: Passage) -> str:
    """The passage's text with only those sentences, as a model is given it."""
    return "\n".join(passage.text[start:end] for start, end in _spans(passage.text))


@lru_cache(maxsize=512)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((sentence.start, sentence.end) for sentence in quotable(text))
