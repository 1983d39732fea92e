"""Sentences that an encoder–decoder model translates, many at once: locked, searched, weighed.

Of what the beams find, the one is taken that also leads back: a model that translates both ways
scores the source given each candidate (the noisy channel; Yee, Dauphin & Auli 2019).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from nibble_engine.api import Risk, Translate
from nibble_engine.errors import LanguageError, PromptTooLongError
from nibble_engine.families.family import Family
from nibble_engine.generation.batch import Said
from nibble_engine.generation.beams import Candidate, beams_of, search
from nibble_engine.generation.costs import costs
from nibble_engine.generation.stream import End
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel
from nibble_engine.punctuation import fitted
from nibble_engine.script import converted
from nibble_engine.terms.glossary import Glossary, overlaps
from nibble_engine.translation.locks import (
    Locked,
    Span,
    completed,
    holds,
    lock,
    restored,
    spans,
    unlock,
)
from nibble_engine.translation.terms import glossary, places

_CHANNEL = 0.6  # weight of the way back; from 0.5 to 1.2 made no difference on the dev set
_BROKEN = 10.0  # nats: a candidate that lost a mark is taken only where none holds them all
# Nats a token beyond which a translation is marked. With the starter on 300 everyday pairs the
# first marks 24 % into Chinese (chrF 12, the others 36) and 13 % into English (24, 56), the second
# about as many. On news both mark nearly all.
_UNSURE, _FAR = 0.8, 2.8


@dataclass(frozen=True)
class Weighed:
    """A candidate; ``score`` the higher the better; ``back`` is the way back's cost in nats a
    token, None where the model has none."""

    score: float
    likelihood: float
    back: float | None
    _finish: Callable[[], End]

    @cached_property
    def end(self) -> End:
        """Unlocked and whole; made when it is wanted, since of most nobody wants it."""
        return self._finish()


class Sentences:
    """Translates with ``loaded``, an encoder–decoder model."""

    def __init__(self, loaded: LoadedModel, family: Family) -> None:
        self._loaded, self._family = loaded, family
        self._marks = bool(family.marks(loaded.tokenizer))

    def translate(
        self, texts: list[str], source: str, command: Translate, job: Job
    ) -> Iterator[Said]:
        """The best translation of each text. Raises `PromptTooLongError`, `Interrupted`."""
        beams = beams_of(self._loaded, command.sampling, command.beams)
        found = self.weighed(texts, source, command, beams, job)
        for number, every in enumerate(found):
            end = _signed(max(every, key=lambda one: one.score))
            yield Said(number, end.text, end)

    def weighed(
        self,
        texts: Sequence[str],
        source: str,
        command: Translate,
        beams: int,
        job: Job,
        draws: int = 0,
    ) -> list[list[Weighed]]:
        """All that the search finds for each text; see `search`."""
        entries = glossary(command.terms, source, command.target)
        # A model that writes Simplified only reads it best, too.
        own = self._family.written(self._loaded.tokenizer, source)
        locks = [self.locked(converted(text, own, source), entries) for text in texts]
        rows = [self.encoded(one.text, source, command.target) for one in locks]
        most = command.sampling.max_new_tokens
        limit = max(self.limit(row, most) for row in rows)
        first = self.first(command.target)
        found = search(self._loaded, rows, command.sampling, beams, limit, job, draws, first)
        if beams == 1 and not draws:
            back: list[float | None] = [None] * len(found)
        else:
            back = self._way_back(locks, found, source, command.target)
        width = len(found[0])
        return [
            [
                self._weighed(one, text, lock_.values, command.target, cost)
                for one, cost in zip(every, back[at * width : (at + 1) * width], strict=True)
            ]
            for at, (every, lock_, text) in enumerate(zip(found, locks, texts, strict=True))
        ]

    def locked(self, text: str, entries: Glossary) -> Locked:
        """The text with marks for its locks and its terms, if the model knows marks."""
        if not self._marks:
            return Locked(text, ())
        locked = spans(text)
        for place, target in places(text, entries):
            if not overlaps(place, [(span.start, span.end) for span in locked]):
                locked.append(Span(*place, target))
        return lock(text, locked)

    def encoded(self, text: str, source: str, target: str) -> list[int]:
        """Encoder tokens of a sentence. Raises `PromptTooLongError`."""
        ids = self._family.translation(self._loaded.tokenizer, text, source, target)
        if len(ids) > self._loaded.context:
            raise PromptTooLongError(tokens=len(ids), context=self._loaded.context)
        return ids

    def first(self, target: str) -> int | None:
        """The token with which the decoder has to begin, see `Family.forced_start`."""
        return self._family.forced_start(self._loaded.tokenizer, target)

    def limit(self, ids: list[int], most: int) -> int:
        """New tokens at most: a translation that is longer than this runs away."""
        return min(most, self._loaded.context - 1, 3 * len(ids) + 16)

    def finished(self, made: str, target: str) -> str:
        """A translation in the characters and with the punctuation of its language."""
        written = self._family.written(self._loaded.tokenizer, target)
        return fitted(converted(made, target, written), target)

    def _weighed(
        self, one: Candidate, source: str, values: Sequence[str], target: str, back: float | None
    ) -> Weighed:
        whole = holds(one.end.text, values)
        score = one.score - _CHANNEL * (back or 0.0) - (0.0 if whole else _BROKEN)
        return Weighed(
            score, one.score, back, partial(self._end, one.end, source, values, target, whole)
        )

    def _end(
        self, end: End, source: str, values: Sequence[str], target: str, is_whole: bool
    ) -> End:
        """The text without marks, with all that the source locks; what was put back is said."""
        text = unlock(end.text, values)
        whole = restored(source, text if is_whole else completed(source, text))
        lost = [span.becomes for span in spans(source) if span.becomes not in text]
        moved = () if whole == text else (Risk(kind="moved", detail=" ".join(lost)),)
        return replace(end, text=self.finished(whole, target), risks=moved)

    def _way_back(
        self, locks: Sequence[Locked], found: Sequence[list[Candidate]], source: str, target: str
    ) -> list[float | None]:
        tokenizer: Any = self._loaded.tokenizer
        try:
            inputs = [
                self._family.translation(tokenizer, one.end.text, target, source)
                for every in found
                for one in every
            ]
        except LanguageError:
            return [None for every in found for _ in every]
        wanted = [
            list(tokenizer(text_target=one.text)["input_ids"])
            for one, every in zip(locks, found, strict=True)
            for _ in every
        ]
        return list(costs(self._loaded, inputs, wanted))


def _signed(one: Weighed) -> End:
    """The end with what the model's own figures say against it."""
    risks = list(one.end.risks)
    if -one.likelihood > _UNSURE:
        risks.append(Risk(kind="unsure"))
    if one.back is not None and one.back > _FAR:
        risks.append(Risk(kind="way_back"))
    return replace(one.end, risks=tuple(risks))
