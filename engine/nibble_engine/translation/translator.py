"""A text translated sentence by sentence; a sentence that was translated before is not again."""

from __future__ import annotations

import sys
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from nibble_engine.api import TextDone, Translate, TranslateMany, Usage
from nibble_engine.detection import detect
from nibble_engine.errors import LanguageError
from nibble_engine.generation.stream import End, total
from nibble_engine.job import Job
from nibble_engine.languages import canonical, find, is_chinese
from nibble_engine.script import converted
from nibble_engine.translation.batches import batches
from nibble_engine.translation.joined import Joined
from nibble_engine.translation.segment import Segment, segments
from nibble_engine.translation.terms import asked, glossary

Sentence = Callable[[str, str, Translate, Job], End]
"""Translates one sentence, given its language; says it through the job as it comes."""
Sentences = Callable[[list[str], str, Translate, Job], list[End]]
"""Translates several at once, and says nothing."""
_SHARED = ("source", "target", "sampling", "beams", "terms", "known", "wish")
_REMEMBERED = 4096  # sentences, the least recently used go first
_BATCH = 24  # sentences; the first of a text goes alone, so that something is seen soon


class Translator:
    """Splits, remembers and joins; ``sentence`` and ``sentences`` are the model's part, ``can``
    is `Family.can_translate`. With ``whole_lines`` the model gets a paragraph at once."""

    def __init__(
        self,
        sentence: Sentence,
        sentences: Sentences | None = None,
        *,
        can: Callable[[str, str], str] = lambda source, target: "",
        whole_lines: bool = False,
    ) -> None:
        self._sentence, self._sentences = sentence, sentences
        self._can = can
        self._whole_lines = whole_lines
        self._memory: OrderedDict[tuple[object, ...], End] = OrderedDict()

    def translate(self, command: Translate, job: Job) -> End:
        """The whole text, line breaks kept. Raises `LanguageError` for a pair that is none."""
        source = command.source
        if source == "auto":
            found = detect(command.text)
            # The tag that settings and the command line have for it.
            source = "zh" if found == "zh-Hans" else found
            job.detected(source)
        self._check(source, command.target)
        parts = segments(command.text, whole_lines=self._whole_lines)
        texts = [part.text for part in parts if part.text.strip()]
        entries = glossary(command.terms, source, command.target)
        joined = Joined(command.target, entries)
        said = self._said(texts, source, command, job)
        ends: list[End] = []
        for part in parts:
            job.check()
            if part.text.strip():
                job.say(joined.joint)
                end, reused = next(said)
                job.sentence(joined.sentence(part, end, reused=reused))
                ends.append(end)
            else:
                joined.gap(part)
        job.say(joined.rest)
        return total(ends)

    def many(self, command: TranslateMany, job: Job) -> End:
        """Every piece of a document; see `api.TranslateMany`."""
        self._check(command.source, command.target)
        one = Translate(
            job=command.job,
            text="",
            **{name: getattr(command, name) for name in _SHARED},
        )
        pieces = [segments(text, whole_lines=self._whole_lines) for text in command.texts]
        wanted = [{part.text for part in piece if part.text.strip()} for piece in pieces]
        fresh: dict[str, End] = {}
        waiting = set(range(len(pieces)))
        unknown = self._unknown(
            [text for piece in wanted for text in piece], command.source, one, sys.maxsize
        )
        for batch in [[], *batches(unknown)]:
            job.check()
            if batch:
                ends = self._at_once(batch, command.source, one, job)
                fresh |= dict(zip(batch, ends, strict=True))
            for index in sorted(waiting):
                if all(self._end(text, command.source, one, fresh) for text in wanted[index]):
                    waiting.remove(index)
                    job.text(self._piece(index, pieces[index], command.source, one, fresh))
        return total(list(fresh.values()))

    def _check(self, source: str, target: str) -> None:
        """Raises `LanguageError` for a pair that is none, or none of this model's."""
        if find(source) is None or find(target) is None or canonical(source) == canonical(target):
            raise LanguageError(source=source, target=target)
        if not _is_script(source, target) and (reason := self._can(source, target)):
            raise LanguageError(reason, source=source, target=target)

    def _piece(
        self,
        index: int,
        parts: Sequence[Segment],
        source: str,
        command: Translate,
        fresh: dict[str, End],
    ) -> TextDone:
        joined = Joined(command.target, glossary(command.terms, source, command.target))
        text, sentences = "", []
        for part in parts:
            if not part.text.strip():
                joined.gap(part)
                continue
            end = self._end(part.text, source, command, fresh)
            assert end is not None
            text += joined.joint + end.text
            sentences.append(joined.sentence(part, end, reused=part.text not in fresh))
        return TextDone(index=index, text=text + joined.rest, sentences=tuple(sentences))

    def _end(self, text: str, source: str, command: Translate, fresh: dict[str, End]) -> End | None:
        """The translation of a sentence if there is one already."""
        if ready := self._ready(text, source, command):
            return ready
        return fresh.get(text) or self._memory.get(_key(text, source, command))

    def _ready(self, text: str, source: str, command: Translate) -> End | None:
        """What needs no model: a sentence that a person knows, or other characters only."""
        if text in command.known:
            return End("stop", Usage(), command.known[text])
        if _is_script(source, command.target):
            return End("stop", Usage(), converted(text, command.target, source))
        return None

    def _at_once(self, texts: list[str], source: str, command: Translate, job: Job) -> list[End]:
        """A batch, or one after another without a word where the model has no batches."""
        if self._sentences is not None and command.sampling.temperature == 0:
            ends = self._sentences(texts, source, command, job)
        else:
            ends = [self._sentence(text, source, command, job.quiet()) for text in texts]
        for text, end in zip(texts, ends, strict=True):
            self._remember(_key(text, source, command), end, command)
        return ends

    def _said(
        self, texts: list[str], source: str, command: Translate, job: Job
    ) -> Iterator[tuple[End, bool]]:
        """Says one sentence after another: its end, and whether it was known already."""
        fresh: dict[str, End] = {}
        for number, text in enumerate(texts):
            key = _key(text, source, command)
            if ready := self._ready(text, source, command):
                job.say(ready.text)
                yield ready, True
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
            if not self._ready(t, source, command) and _key(t, source, command) not in self._memory
        )
        return [text for text, _ in zip(wanted, range(most), strict=False)]

    def _remember(self, key: tuple[object, ...], end: End, command: Translate) -> None:
        if command.sampling.temperature > 0:
            return  # a person who draws may want another one
        self._memory[key] = replace(end, usage=Usage())
        if len(self._memory) > _REMEMBERED:
            self._memory.popitem(last=False)


def _is_script(source: str, target: str) -> bool:
    """Whether only the characters are others: from one written form of Chinese to another."""
    return all(is_chinese(tag) and canonical(tag) != "yue" for tag in (source, target))


def _key(text: str, source: str, command: Translate) -> tuple[object, ...]:
    """All that a translation depends on: of the glossary, the terms that the sentence has."""
    entries = glossary(command.terms, source, command.target)
    terms = tuple(asked(text, entries))
    return (text, source, command.target, command.sampling, command.beams, command.wish, terms)
