"""A text translated sentence by sentence; a sentence that was translated before is not again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from nibble_engine.api import TextDone, Translate, TranslateMany, Usage
from nibble_engine.detection import detect
from nibble_engine.errors import LanguageError
from nibble_engine.generation.batch import Said
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
Sentences = Callable[[list[str], str, Translate, Job], Iterator[Said]]
"""Translates several at once and tells what comes of each, by its place; says nothing itself."""
_SHARED = ("source", "target", "sampling", "beams", "terms", "known", "wish")
_REMEMBERED = 4096  # sentences, the least recently used go first
_BATCH = 24  # sentences; the first of a text goes alone, so that something is seen soon


class Translator:
    """Splits, remembers and joins; ``sentence`` and ``sentences`` are the model's part, ``can``
    is `Family.can_translate`. With ``whole_lines`` the model gets a paragraph at once. One that is
    ``continuous`` takes any number of sentences and begins with the first ones, at any temperature.
    """

    def __init__(
        self,
        sentence: Sentence,
        sentences: Sentences | None = None,
        *,
        can: Callable[[str, str], str] = lambda source, target: "",
        whole_lines: bool = False,
        continuous: bool = False,
    ) -> None:
        self._sentence, self._sentences = sentence, sentences
        self._can = can
        self._whole_lines, self._continuous = whole_lines, continuous
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
        known: dict[str, End] = {}
        lacking: list[set[str]] = []
        holders: dict[str, list[int]] = {}  # the pieces that have a text
        for index, piece in enumerate(pieces):
            texts = [part.text for part in piece if part.text.strip()]
            known |= self._known(texts, command.source, one)
            lacking.append(set(texts) - known.keys())
            for text in texts:
                if text not in known and index not in holders.setdefault(text, []):
                    holders[text].append(index)
            if not lacking[index]:
                job.text(self._piece(index, piece, one, known, {}))
        fresh: dict[str, End] = {}
        for text, end in self._each(list(holders), command.source, one, job):
            fresh[text] = end
            for index in holders[text]:
                lacking[index].remove(text)
                if not lacking[index]:
                    job.text(self._piece(index, pieces[index], one, known, fresh))
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
        command: Translate,
        known: dict[str, End],
        fresh: dict[str, End],
    ) -> TextDone:
        joined = Joined(command.target, glossary(command.terms, command.source, command.target))
        text, sentences = "", []
        for part in parts:
            if not part.text.strip():
                joined.gap(part)
                continue
            reused = part.text not in fresh
            end = known[part.text] if reused else fresh[part.text]
            text += joined.joint + end.text
            sentences.append(joined.sentence(part, end, reused=reused))
        return TextDone(index=index, text=text + joined.rest, sentences=tuple(sentences))

    def _known(self, texts: Iterable[str], source: str, command: Translate) -> dict[str, End]:
        """The translations that are there already."""
        found: dict[str, End] = {}
        for text in texts:
            key = _key(text, source, command)
            if ready := self._ready(text, source, command):
                found[text] = ready
            elif known := self._memory.get(key):
                self._memory.move_to_end(key)
                found[text] = known
        return found

    def _ready(self, text: str, source: str, command: Translate) -> End | None:
        """What needs no model: a sentence that a person knows, or other characters only."""
        if text in command.known:
            return End("stop", Usage(), command.known[text])
        if _is_script(source, command.target):
            return End("stop", Usage(), converted(text, command.target, source))
        return None

    def _each(
        self, texts: list[str], source: str, command: Translate, job: Job
    ) -> Iterator[tuple[str, End]]:
        """The translations of different texts in any order, without a word."""
        if not self._has_batches(command, len(texts)):
            for text in texts:
                job.give_way()
                job.check()
                end = self._sentence(text, source, command, job.quiet())
                self._remember(_key(text, source, command), end, command)
                yield text, end
            return
        groups = list(batches(texts))
        if self._continuous:
            groups = [[text for group in groups for text in group]]
        for text, _, ended in self._told(groups, source, command, job):
            if ended is not None:
                yield text, ended

    def _told(
        self, groups: Iterable[list[str]], source: str, command: Translate, job: Job
    ) -> Iterator[tuple[str, str, End | None]]:
        """Of texts that go to the model group by group, what more is said and at last the end."""
        assert self._sentences is not None
        for group in groups:
            job.give_way()
            job.check()
            for number, more, end in self._sentences(group, source, command, job):
                if end is not None:
                    self._remember(_key(group[number], source, command), end, command)
                yield group[number], more, end

    def _has_batches(self, command: Translate, texts: int) -> bool:
        """Whether the model takes so many at once. One alone it does with all its means."""
        if self._sentences is None:
            return False
        return texts > 1 if self._continuous else command.sampling.temperature == 0

    def _said(
        self, texts: list[str], source: str, command: Translate, job: Job
    ) -> Iterator[tuple[End, bool]]:
        """Says one sentence after another: its end, and whether it was known already."""
        known = self._known(texts, source, command)
        unknown = [text for text in dict.fromkeys(texts) if text not in known]
        told: Iterator[tuple[str, str, End | None]] = iter(())
        if has_batches := self._has_batches(command, len(unknown)):
            told = self._told(self._in_order(unknown), source, command, job)
        said: dict[str, str] = {}  # of those that are not finished, or whose turn has not come
        fresh: dict[str, End] = {}
        for text in texts:
            if text in known:
                job.say(known[text].text)
                yield known[text], True
                continue
            end: End
            if has_batches:
                job.say(said.get(text, ""))
                while text not in fresh:
                    which, more, ended = next(told)
                    said[which] = said.get(which, "") + more
                    if which == text:
                        job.say(more)
                    if ended is not None:
                        fresh[which] = ended
                end = fresh[text]
            else:
                end = self._sentence(text, source, command, job)
                self._remember(_key(text, source, command), end, command)
            if command.sampling.temperature == 0:
                known[text] = replace(end, usage=Usage())
            yield end, False

    def _in_order(self, texts: list[str]) -> list[list[str]]:
        """Groups in which something is seen soon."""
        if self._continuous:
            return [texts]
        rest = [texts[first : first + _BATCH] for first in range(1, len(texts), _BATCH)]
        return [texts[:1], *rest]

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
