"""A text translated sentence by sentence; a sentence that was translated before is not again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from nibble_engine.api import SentenceDone, Translate, Usage
from nibble_engine.errors import LanguageError
from nibble_engine.generation.stream import End, total
from nibble_engine.job import Job
from nibble_engine.languages import detect, find
from nibble_engine.terms.glossary import Glossary
from nibble_engine.translation.risks import risks
from nibble_engine.translation.segment import Segment, joiner, segments
from nibble_engine.translation.terms import asked, glossary, uses

Sentence = Callable[[str, str, Translate, Job], End]
"""Translates one sentence, given its language; says it through the job as it comes."""
Sentences = Callable[[list[str], str, Translate, Job], list[End]]
"""Translates several at once, and says nothing."""
_REMEMBERED = 4096  # sentences, the least recently used go first
_BATCH = 24  # sentences; the first of a text goes alone, so that something is seen soon


class Translator:
    """Splits, remembers and joins; ``sentence`` and ``sentences`` are the model's part. With
    ``whole_lines`` the model gets a paragraph at once."""

    def __init__(
        self,
        sentence: Sentence,
        sentences: Sentences | None = None,
        *,
        whole_lines: bool = False,
    ) -> None:
        self._sentence, self._sentences = sentence, sentences
        self._whole_lines = whole_lines
        self._memory: OrderedDict[tuple[object, ...], End] = OrderedDict()

    def translate(self, command: Translate, job: Job) -> End:
        """The whole text, line breaks kept. Raises `LanguageError` for a pair that is none."""
        source = command.source
        if source == "auto":
            source = detect(command.text)
            job.detected(source)
        if find(source) is None or find(command.target) is None or source == command.target:
            raise LanguageError(source=source, target=command.target)
        parts = segments(command.text, whole_lines=self._whole_lines)
        said = self._said([s.text for s in parts if s.text.strip()], source, command, job)
        entries = glossary(command.terms, source, command.target)
        return self._joined(parts, said, entries, command, job)

    def _joined(
        self,
        parts: Sequence[Segment],
        said: Iterator[tuple[End, bool]],
        entries: Glossary,
        command: Translate,
        job: Job,
    ) -> End:
        ends: list[End] = []
        joint = ""
        place = made = 0
        for segment in parts:
            job.check()
            if segment.text.strip():
                job.say(joint)
                made += len(joint)
                end, reused = next(said)
                job.sentence(
                    SentenceDone(
                        source=(place, place + len(segment.text)),
                        target=(made, made + len(end.text)),
                        reused=reused,
                        risks=(*risks(segment.text, end.text, command.target), *end.risks),
                        terms=uses(segment.text, end.text, entries),
                    )
                )
                made += len(end.text)
                ends.append(end)
                joint = ""
            place += len(segment.text) + len(segment.gap)
            joint += joiner(segment.gap, command.target) if ends else segment.gap
        # Only line breaks are kept after the last sentence.
        job.say(joint if "\n" in joint else "")
        return total(ends)

    def _said(
        self, texts: list[str], source: str, command: Translate, job: Job
    ) -> Iterator[tuple[End, bool]]:
        """Says one sentence after another: its end, and whether it was known already."""
        fresh: dict[str, End] = {}
        for number, text in enumerate(texts):
            key = _key(text, source, command)
            if text in command.known:
                end = End("stop", Usage(), command.known[text])
                job.say(end.text)
                yield end, True
                continue
            if known := self._memory.get(key):
                self._memory.move_to_end(key)
                job.say(known.text)
                yield known, True
                continue
            if self._sentences is None or command.sampling.temperature > 0:
                end = self._sentence(text, source, command, job)
            else:
                if text not in fresh:
                    batch = self._unknown(texts[number:], source, command, _BATCH if number else 1)
                    ends = self._sentences(batch, source, command, job)
                    fresh |= dict(zip(batch, ends, strict=True))
                end = fresh[text]
                job.say(end.text)
            self._remember(key, end, command)
            yield end, False

    def _unknown(
        self, texts: Sequence[str], source: str, command: Translate, most: int
    ) -> list[str]:
        """The next different texts that have to be translated."""
        wanted = (
            t
            for t in dict.fromkeys(texts)
            if t not in command.known and _key(t, source, command) not in self._memory
        )
        return [text for text, _ in zip(wanted, range(most), strict=False)]

    def _remember(self, key: tuple[object, ...], end: End, command: Translate) -> None:
        if command.sampling.temperature > 0:
            return  # a person who draws may want another one
        self._memory[key] = replace(end, usage=Usage())
        if len(self._memory) > _REMEMBERED:
            self._memory.popitem(last=False)


def _key(text: str, source: str, command: Translate) -> tuple[object, ...]:
    """All that a translation depends on: of the glossary, the terms that the sentence has."""
    entries = glossary(command.terms, source, command.target)
    terms = tuple(asked(text, entries))
    return (text, source, command.target, command.sampling, command.beams, command.wish, terms)
