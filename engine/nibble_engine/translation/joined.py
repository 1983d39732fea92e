"""Translated sentences as one text, each with its place in both texts and what is odd about it."""

from __future__ import annotations

from nibble_engine.api import SentenceDone
from nibble_engine.generation.stream import End
from nibble_engine.terms.glossary import Glossary
from nibble_engine.translation.risks import risks
from nibble_engine.translation.segment import Segment, joiner
from nibble_engine.translation.terms import uses


class Joined:
    """Gets the segments of a text in order. What goes between two sentences is ``joint``."""

    def __init__(self, target: str, entries: Glossary) -> None:
        self._target, self._entries = target, entries
        self._place = self._made = self._count = 0
        self.joint = ""

    def sentence(self, part: Segment, end: End, *, reused: bool) -> SentenceDone:
        """The places of a sentence whose translation stands behind the joint."""
        self._made += len(self.joint)
        place, made = self._place, self._made
        self._made += len(end.text)
        self._count += 1
        self.joint = ""
        self.gap(part)
        return SentenceDone(
            source=(place, place + len(part.text)),
            target=(made, made + len(end.text)),
            reused=reused,
            risks=(*risks(part.text, end.text, self._target), *end.risks),
            terms=uses(part.text, end.text, self._entries),
        )

    def gap(self, part: Segment) -> None:
        """What follows a segment, as the target language writes it."""
        self._place += len(part.text) + len(part.gap)
        self.joint += joiner(part.gap, self._target) if self._count else part.gap

    @property
    def rest(self) -> str:
        """What follows the last sentence: only line breaks are kept."""
        return self.joint if "\n" in self.joint else ""
