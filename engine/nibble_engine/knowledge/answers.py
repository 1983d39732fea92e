"""The passages of questions and answers: the answer is the passage, the question is with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nibble_engine.knowledge.cutting import MOST, split
from nibble_engine.knowledge.passage import Cut
from nibble_engine.knowledge.weight import weight

_MOST = 2 * MOST
"""Words of an answer that is kept in one piece."""


class Answer(NamedTuple):
    """The place of an answer in a text."""

    start: int
    end: int
    question: str
    headings: tuple[str, ...] = ()

    def cuts(self, text: str) -> Iterator[Cut]:
        """One passage, or several that have the question where the answer is very long."""
        spans = [(self.start, self.end)]
        if weight(text[self.start : self.end]) > _MOST:
            spans = split(text, self.start, self.end)
        for start, end in spans:
            yield Cut(start, end, self.headings, self.question[:1000])
