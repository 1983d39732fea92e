"""A loaded transformers model as the worker uses it: it answers a command through a job."""

from __future__ import annotations

from typing import Protocol

import msgspec

from nibble_engine.api import (
    Chat,
    Message,
    ModelInfo,
    Suggest,
    Translate,
    TranslateMany,
    Usage,
    Write,
)
from nibble_engine.errors import NoModelError, PromptTooLongError
from nibble_engine.families import family_of
from nibble_engine.generation.alternatives import Alternatives
from nibble_engine.generation.context import fit
from nibble_engine.generation.decode import causal_tokens, translated_tokens
from nibble_engine.generation.sentences import Sentences
from nibble_engine.generation.stream import End, stream
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel
from nibble_engine.prompts import translate_prompt, write_prompt
from nibble_engine.translation.translator import Translator

Asked = Chat | Write | Translate
Work = Asked | TranslateMany | Suggest


class Answers(Protocol):
    """What the worker keeps for a role: real models, and the scripted one of crash tests."""

    info: ModelInfo

    def answer(self, command: Work, job: Job) -> End:
        """Does the work, speaking through ``job``; raises `Interrupted` when it is cancelled."""


class TransformersModel:
    """Answers with a model that transformers loaded."""

    def __init__(self, loaded: LoadedModel) -> None:
        self.loaded = loaded
        self.info = loaded.info
        self.family = family_of(loaded.info.family, loaded.tokenizer, loaded.kind)
        self.sentences = Sentences(loaded, self.family) if loaded.kind == "seq2seq" else None
        self._alternatives = Alternatives(loaded, self.sentences, self._translation_prompt)
        if self.sentences is None:
            self._translator = Translator(self._sentence, whole_lines=True)
        else:
            self._translator = Translator(self._sentence, self.sentences.translate)

    def answer(self, command: Work, job: Job) -> End:
        """Does the work; see `Answers`."""
        if isinstance(command, Translate):
            return self._translator.translate(command, job)
        if isinstance(command, TranslateMany):
            return self._translator.many(command, job)
        if isinstance(command, Suggest):
            job.suggested(self._alternatives.suggest(command, job))
            return End("stop", Usage())
        if self.loaded.kind == "seq2seq":
            raise NoModelError(role="chat")
        if isinstance(command, Write):
            prompt = write_prompt(command.action, command.text, command.instruction)
            return self._ask((Message(role="user", content=prompt),), command, job, cut=False)
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
        fitted = fit(messages, self._encode, loaded.context, sampling.max_new_tokens)
        if fitted.dropped_tokens:
            if not cut:
                raise PromptTooLongError(
                    tokens=len(fitted.ids) + fitted.dropped_tokens, context=loaded.context
                )
            job.dropped(fitted.dropped_tokens, fitted.dropped_messages)
        return stream(
            causal_tokens(loaded, fitted.ids, sampling, job),
            loaded.tokenizer,
            self.family.stop_tokens(loaded.tokenizer, loaded.model.generation_config),
            sampling,
            job,
            prompt_tokens=len(fitted.ids),
            limit=min(sampling.max_new_tokens, loaded.context - len(fitted.ids)),
        )

    def _encode(self, messages: list[Message]) -> list[int]:
        return self.family.chat(self.loaded.tokenizer, messages)

    def _translation_prompt(self, command: Suggest) -> list[int]:
        prompt = translate_prompt(command.text, command.source, command.target)
        return self._encode([Message(role="user", content=prompt)])

    def _sentence(self, text: str, source: str, command: Translate, job: Job) -> End:
        """One sentence, said as it comes."""
        loaded = self.loaded
        if self.sentences is None:
            prompt = translate_prompt(text, source, command.target)
            return self._ask((Message(role="user", content=prompt),), command, job, cut=False)
        ids = self.sentences.encoded(text, source, command.target)
        sampling = msgspec.structs.replace(command.sampling, stop=())
        return stream(
            translated_tokens(loaded, ids, sampling, job),
            loaded.tokenizer,
            self.family.stop_tokens(loaded.tokenizer, loaded.model.generation_config),
            sampling,
            job,
            prompt_tokens=len(ids),
            limit=self.sentences.limit(ids, sampling.max_new_tokens),
        )
