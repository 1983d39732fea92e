"""A loaded transformers model as the worker uses it: it answers a command through a job."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from typing import Protocol

import msgspec

from nibble_engine.api import (
    Chat,
    Embed,
    Load,
    Message,
    ModelInfo,
    Sampling,
    Suggest,
    Translate,
    TranslateMany,
    Usage,
    Weigh,
    Write,
)
from nibble_engine.errors import NoModelError, PromptTooLongError
from nibble_engine.families import family_of
from nibble_engine.generation.alternatives import Alternatives
from nibble_engine.generation.batch import Batch, Request, Said
from nibble_engine.generation.certainty import Certainty
from nibble_engine.generation.context import Fitted, fit
from nibble_engine.generation.decode import causal_tokens, translated_tokens
from nibble_engine.generation.numbers import GroundedNumbers
from nibble_engine.generation.sentences import Sentences
from nibble_engine.generation.stream import End, Stream, stream, watched
from nibble_engine.generation.telling import Teller, TokenTexts
from nibble_engine.generation.weighing import weigh
from nibble_engine.interrupt import Interrupted
from nibble_engine.job import Job
from nibble_engine.languages import TABLE, canonical
from nibble_engine.models.loader import LoadedModel, refitted
from nibble_engine.prompts import write_prompt
from nibble_engine.script import converted
from nibble_engine.translation.terms import asked, glossary
from nibble_engine.translation.translator import Translator

Asked = Chat | Write | Translate
Work = Asked | Weigh | TranslateMany | Suggest | Embed


class Answers(Protocol):
    """What the worker keeps for a role: real models, and the scripted one of crash tests."""

    info: ModelInfo

    def answer(self, command: Work, job: Job) -> End:
        """Does the work, speaking through ``job``; raises `Interrupted` when it is cancelled."""

    def forget(self) -> None:
        """Gives back what is kept of earlier requests to be faster."""


class TransformersModel:
    """Answers with a model that transformers loaded."""

    def __init__(self, loaded: LoadedModel) -> None:
        self.loaded = loaded
        self.info = loaded.info
        self.family = family_of(loaded.info.family, loaded.tokenizer, loaded.kind)
        self.family.check(loaded.tokenizer)
        can = partial(self.family.can_translate, loaded.tokenizer)
        self.info = msgspec.structs.replace(
            self.info, languages=_languages(can), follows=tuple(sorted(self.family.follows))
        )
        self.sentences = Sentences(loaded, self.family) if loaded.kind == "seq2seq" else None
        self._alternatives = Alternatives(loaded, self.sentences, self._translation_prompt)
        if self.sentences is not None:
            self._translator = Translator(self._sentence, self.sentences.translate, can=can)
        else:
            self._translator = Translator(
                self._sentence,
                self._asked_sentences if loaded.takes_many else None,
                can=can,
                whole_lines=True,
                continuous=True,
            )

    def refitted(self, command: Load) -> TransformersModel:
        """The same weights with the context and the cache that ``command`` asks for."""
        return TransformersModel(refitted(self.loaded, command))

    def answer(self, command: Work, job: Job) -> End:
        """Does the work; see `Answers`."""
        if isinstance(command, Embed):
            raise NoModelError(role="embedding")
        if isinstance(command, Translate):
            return self._translator.translate(command, job)
        if isinstance(command, TranslateMany):
            return self._translator.many(command, job)
        if isinstance(command, Suggest):
            job.suggested(self._alternatives.suggest(command, job))
            return End("stop", Usage())
        if self.loaded.kind == "seq2seq":
            raise NoModelError(role="chat")
        if isinstance(command, Weigh):
            prompt = self._encode(list(_written(command.asked)))
            prompt += self._begun(command.asked)
            return weigh(self.loaded, prompt, command.text, self._texts, job)
        if isinstance(command, Write):
            return self._ask(_written(command), command, job, cut=False)
        return self._ask(command.messages, command, job, cut=True)

    def _ask(
        self,
        messages: tuple[Message, ...],
        command: Chat | Write | Translate,
        job: Job,
        *,
        cut: bool,
    ) -> End:
        loaded, sampling = self.loaded, command.sampling
        begun = self._begun(command)
        room = loaded.context - len(begun)
        fitted = self._fitted(messages, room, sampling, cut=cut)
        if fitted.dropped_tokens:
            job.dropped(fitted.dropped_tokens, fitted.dropped_messages)
        numbers = None
        if isinstance(command, Chat) and command.grounded:
            known = "\n".join(message.content for message in messages)
            numbers = GroundedNumbers(known, loaded.tokenizer)
        certainty, teller = self._certainty(command, job)
        try:
            end = stream(
                self.tokens(fitted.ids + begun, sampling, job, numbers, certainty),
                Stream(
                    loaded.tokenizer,
                    self._stop_tokens,
                    sampling,
                    job,
                    prompt_tokens=len(fitted.ids) + len(begun),
                    limit=min(sampling.max_new_tokens, room - len(fitted.ids)),
                    begun=begun,
                    repetition=watched(command),
                    teller=teller,
                ),
            )
        except Interrupted:
            # What was said before the person stopped it has its tokens too.
            _finish(teller)
            raise
        _finish(teller)
        said = end.usage.new_tokens - (end.reason == "stop")
        return replace(end, usage=_with_certainty(end.usage, certainty.logprobs(said)))

    def _fitted(
        self, messages: tuple[Message, ...], room: int, sampling: Sampling, *, cut: bool
    ) -> Fitted:
        """Raises `PromptTooLongError` where something had to go and may not be ``cut``."""
        fitted = fit(messages, self._encode, room, sampling.max_new_tokens)
        if fitted.dropped_tokens and not cut:
            tokens = len(fitted.ids) + fitted.dropped_tokens
            raise PromptTooLongError(tokens=tokens, context=self.loaded.context)
        return fitted

    def forget(self) -> None:
        """See `Answers`."""
        self.loaded.prefixes.clear()
        if self.loaded.static is not None:
            self.loaded.static.release()

    def tokens(
        self,
        ids: list[int],
        sampling: Sampling,
        job: Job,
        numbers: GroundedNumbers | None,
        certainty: Certainty | None,
    ) -> Iterator[int]:
        """Tokens after ``ids``, without an end. Raises `Interrupted`."""
        return causal_tokens(self.loaded, ids, sampling, job, numbers, certainty)

    def _begun(self, command: Asked) -> list[int]:
        """The tokens of the answer's given beginning."""
        if not isinstance(command, Write) or not command.begun:
            return []
        return list(self.loaded.tokenizer(command.begun, add_special_tokens=False)["input_ids"])

    def _certainty(self, command: Asked, job: Job) -> tuple[Certainty, Teller | None]:
        if not isinstance(command, Write) or not command.tokens:
            return Certainty(), None
        certainty = Certainty(others=True)
        return certainty, Teller(certainty, self._texts, job, self.info.level)

    @cached_property
    def _texts(self) -> TokenTexts:
        return TokenTexts(self.loaded.tokenizer, self._stop_tokens)

    @cached_property
    def _stop_tokens(self) -> frozenset[int]:
        return self.family.stop_tokens(self.loaded.tokenizer, self.loaded.model.generation_config)

    def _encode(self, messages: list[Message]) -> list[int]:
        return self.family.chat(self.loaded.tokenizer, messages)

    def _asked_sentence(self, text: str, source: str, command: Translate, job: Job) -> End:
        """A causal model's translation, as it comes; where the characters have to be changed
        afterwards, when it is there."""
        messages = self._translation_messages(text, source, command)
        written = self.family.written(self.loaded.tokenizer, command.target)
        if written == canonical(command.target):
            return self._ask(messages, command, job, cut=False)
        end = self._ask(messages, command, job.quiet(), cut=False)
        end = replace(end, text=converted(end.text, command.target, written))
        job.say(end.text)
        return end

    def _asked_sentences(
        self, texts: list[str], source: str, command: Translate, job: Job
    ) -> Iterator[Said]:
        """The same for several at once."""
        context, sampling = self.loaded.context, command.sampling

        def requests() -> Iterator[Request]:
            for text in texts:
                messages = self._translation_messages(text, source, command)
                ids = self._fitted(messages, context, sampling, cut=False).ids
                yield Request(ids, min(sampling.max_new_tokens, context - len(ids)))

        written = self.family.written(self.loaded.tokenizer, command.target)
        batch = Batch(self.loaded, self._stop_tokens, sampling, requests(), job)
        for said in batch.run():
            if written == canonical(command.target):
                yield said
            elif said.end is not None:
                text = converted(said.end.text, command.target, written)
                yield Said(said.number, text, replace(said.end, text=text))

    def _translation_messages(
        self, text: str, source: str, command: Translate
    ) -> tuple[Message, ...]:
        entries = glossary(command.terms, source, command.target)
        tone = command.wish if command.wish in ("formal", "informal") else ""
        messages = self.family.translation_messages(
            text,
            source,
            command.target,
            terms=asked(text, entries),
            formality=tone,
            instruction="" if tone else command.wish,
        )
        return tuple(messages)

    def _translation_prompt(self, command: Suggest) -> list[int]:
        entries = glossary(command.terms, command.source, command.target)
        return self._encode(
            self.family.translation_messages(
                command.text,
                command.source,
                command.target,
                terms=asked(command.text, entries),
            )
        )

    def _sentence(self, text: str, source: str, command: Translate, job: Job) -> End:
        """One sentence, said as it comes."""
        loaded = self.loaded
        if self.sentences is None:
            return self._asked_sentence(text, source, command, job)
        ids = self.sentences.encoded(text, source, command.target)
        first = self.family.forced_start(loaded.tokenizer, command.target)
        sampling = msgspec.structs.replace(command.sampling, stop=())
        return stream(
            translated_tokens(loaded, ids, sampling, job, first),
            Stream(
                loaded.tokenizer,
                self._stop_tokens,
                sampling,
                job,
                prompt_tokens=len(ids),
                limit=self.sentences.limit(ids, sampling.max_new_tokens),
            ),
        )


def _written(command: Write) -> tuple[Message, ...]:
    return (Message(role="user", content=write_prompt(command)),)


def _finish(teller: Teller | None) -> None:
    if teller is not None:
        teller.finish()


def _with_certainty(usage: Usage, logprobs: list[float]) -> Usage:
    if not logprobs:
        return usage
    mean = sum(logprobs) / len(logprobs)
    return msgspec.structs.replace(usage, mean_logprob=mean, min_logprob=min(logprobs))


def _languages(can: Callable[[str, str], str]) -> tuple[str, ...]:
    """The tags of the table that the model translates from or into one of its two main ones."""
    tags = [language.tag for language in TABLE]
    return tuple(
        tag
        for tag in tags
        if any(not can(tag, other) or not can(other, tag) for other in ("en", "zh-Hans"))
    )
