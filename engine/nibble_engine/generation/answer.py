"""A loaded transformers model as the worker uses it: it answers a command through a job."""

from __future__ import annotations

from typing import Protocol

import msgspec

from nibble_engine.api import Chat, Message, ModelInfo, Sampling, Translate, Write
from nibble_engine.errors import NoModelError, PromptTooLongError
from nibble_engine.families import family_of
from nibble_engine.generation.beams import beams_of, search
from nibble_engine.generation.context import fit
from nibble_engine.generation.decode import causal_tokens, translated_tokens
from nibble_engine.generation.stream import End, stream
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel
from nibble_engine.prompts import translate_prompt, write_prompt
from nibble_engine.translation.translator import Translator

Work = Chat | Write | Translate


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
        if loaded.kind == "causal":
            self._translator = Translator(self._sentence, whole_lines=True)
        else:
            self._translator = Translator(self._sentence, self._sentences)

    def answer(self, command: Work, job: Job) -> End:
        """Does the work; see `Answers`."""
        if isinstance(command, Translate):
            return self._translator.translate(command, job)
        if self.loaded.kind == "seq2seq":
            raise NoModelError(role="chat")
        if isinstance(command, Write):
            prompt = write_prompt(command.action, command.text, command.instruction)
            return self._ask((Message(role="user", content=prompt),), command, job, cut=False)
        return self._ask(command.messages, command, job, cut=True)

    def _ask(self, messages: tuple[Message, ...], command: Work, job: Job, *, cut: bool) -> End:
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

    def _sentence(self, text: str, source: str, command: Translate, job: Job) -> End:
        loaded = self.loaded
        if loaded.kind == "causal":
            prompt = translate_prompt(text, source, command.target)
            return self._ask((Message(role="user", content=prompt),), command, job, cut=False)
        ids = self._source(text, source, command)
        sampling = msgspec.structs.replace(command.sampling, stop=())
        return stream(
            translated_tokens(loaded, ids, sampling, job),
            loaded.tokenizer,
            self.family.stop_tokens(loaded.tokenizer, loaded.model.generation_config),
            sampling,
            job,
            prompt_tokens=len(ids),
            limit=self._limit(ids, sampling),
        )

    def _sentences(self, texts: list[str], source: str, command: Translate, job: Job) -> list[End]:
        """Several sentences in one batch, each the likeliest as a whole."""
        ids = [self._source(text, source, command) for text in texts]
        beams = beams_of(self.loaded, command.sampling, command.beams)
        limit = max(self._limit(row, command.sampling) for row in ids)
        return search(self.loaded, ids, command.sampling, beams, limit, job)

    def _source(self, text: str, source: str, command: Translate) -> list[int]:
        """Encoder tokens of a sentence. Raises `PromptTooLongError`."""
        ids = self.family.translation(self.loaded.tokenizer, text, source, command.target)
        if len(ids) > self.loaded.context:
            raise PromptTooLongError(tokens=len(ids), context=self.loaded.context)
        return ids

    def _limit(self, ids: list[int], sampling: Sampling) -> int:
        """New tokens at most: a translation that is longer than this runs away."""
        return min(sampling.max_new_tokens, self.loaded.context - 1, 3 * len(ids) + 16)
