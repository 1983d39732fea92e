"""Other words for a translated sentence, from the model's own distribution."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
import torch
from rapidfuzz.distance import Levenshtein

from nibble_engine.api import Sampling, Suggest, Suggestion, Translate
from nibble_engine.generation.sentences import Sentences
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel
from nibble_engine.translation.locks import MARKS, unlock
from nibble_engine.translation.terms import glossary

_TOKENS = 16  # next tokens that are tried
_WORDS, _WHOLE = 8, 5  # suggestions at most
_UNLIKELY = 0.01  # of the likeliest token's probability
_DIFFERENT = 0.3  # of the letters, between any two whole sentences
_DRAWS, _BEAMS, _TEMPERATURE = 10, 8, 0.8
_WORD = re.compile(r"\s*(?:[\u3400-\u9fff]|[^\s\u3400-\u9fff]+)")


class Alternatives:
    """Suggests with one loaded model. ``prompt`` gives a causal model's tokens for a command;
    ``sentences`` is an encoder–decoder's way to translate."""

    def __init__(
        self,
        loaded: LoadedModel,
        sentences: Sentences | None,
        prompt: Callable[[Suggest], list[int]],
    ) -> None:
        self._loaded, self._sentences, self._prompt = loaded, sentences, prompt

    def suggest(self, command: Suggest, job: Job) -> list[Suggestion]:
        """Next words or whole sentences, see `api.Suggest`. Raises `Interrupted`."""
        if command.kept is None:
            return self._whole(command, job)
        return self._next_words(command, command.kept, job)

    def _whole(self, command: Suggest, job: Job) -> list[Suggestion]:
        asked = Translate(
            job=command.job, text=command.text, target=command.target, terms=command.terms
        )
        drawn = msgspec.structs.replace(
            asked,
            sampling=msgspec.structs.replace(
                asked.sampling, temperature=_TEMPERATURE, top_k=20, seed=0
            ),
        )
        texts, source, search = [command.text], command.source, self._sentences
        if search is None:
            prompt = self._prompt(command)
            rows = [prompt] * _DRAWS
            limit = _limit(self._loaded, prompt)
            return [
                Suggestion(text=text)
                for text in apart(self._generated(rows, len(prompt), limit, drawn.sampling))
            ]
        found = search.weighed(texts, source, asked, _BEAMS, job)[0]
        found += search.weighed(texts, source, drawn, 1, job, draws=_DRAWS)[0]
        # The draws have no likelihood of their own: the way back orders all.
        found.sort(key=lambda one: one.back if one.back is not None else -one.score)
        return [Suggestion(text=text) for text in apart(one.end.text for one in found)]

    def _next_words(self, command: Suggest, kept: str, job: Job) -> list[Suggestion]:
        search = self._sentences
        if search is None:
            prompt = self._prompt(command)
            begun = list(self._loaded.tokenizer(kept, add_special_tokens=False)["input_ids"])
            tokens = self._likely([*prompt, *begun], None)
            job.check()
            rows = [[*prompt, *begun, token] for token in tokens]
            texts = self._generated(rows, len(prompt), _limit(self._loaded, prompt), None)
            return distinct(texts, kept)
        entries = glossary(command.terms, command.source, command.target)
        locked = search.locked(command.text, entries)
        row = search.encoded(locked.text, command.source, command.target)
        named = kept
        for mark, value in zip(MARKS, locked.values, strict=False):
            named = named.replace(value, mark, 1) if value else named
        head = self._head(search.first(command.target))
        start = [*head, *self._begun(named)]
        tokens = self._likely(start, row)
        job.check()
        rows = [[*start, token] for token in tokens]
        texts = self._generated(rows, len(head), search.limit(row, 256), None, row)
        return distinct([unlock(text, locked.values) for text in texts], kept)

    def _head(self, language: int | None) -> list[int]:
        """The decoder's tokens before the first word; ``language`` is the target's, if any."""
        config: Any = self._loaded.model.generation_config
        first = config.decoder_start_token_id
        if first is None:
            first = self._loaded.model.config.decoder_start_token_id
        forced = config.forced_bos_token_id if language is None else language
        return [first] if forced is None else [first, forced]

    def _begun(self, kept: str) -> list[int]:
        """The decoder's tokens for the beginning of a translation."""
        tokenizer: Any = self._loaded.tokenizer
        if not kept.strip():
            return []
        return list(tokenizer(text_target=kept, add_special_tokens=False)["input_ids"])

    def _likely(self, begun: list[int], source: list[int] | None) -> list[int]:
        """The tokens that may follow, the likeliest first; never an end."""
        model: Any = self._loaded.model
        tokenizer = self._loaded.tokenizer
        ids = torch.tensor([begun], device=self._loaded.device)
        with torch.inference_mode():
            if source is None:
                logits = model(input_ids=ids, logits_to_keep=1).logits[0, -1].float()
            else:
                inputs = torch.tensor([source], device=self._loaded.device)
                logits = model(input_ids=inputs, decoder_input_ids=ids).logits[0, -1].float()
            for token in (tokenizer.eos_token_id, tokenizer.pad_token_id):
                if token is not None:
                    logits[token] = -torch.inf
            likely, tokens = logits.softmax(-1).topk(min(_TOKENS, len(logits)))
        return [int(token) for token in tokens[likely > likely[0] * _UNLIKELY]]

    def _generated(
        self,
        rows: list[list[int]],
        skipped: int,
        limit: int,
        sampling: Sampling | None,
        source: list[int] | None = None,
    ) -> list[str]:
        """Each row completed, greedily or drawn; the text behind the first ``skipped`` tokens."""
        model: Any = self._loaded.model
        ids = torch.tensor(rows, device=self._loaded.device)
        how: dict[str, Any] = {"do_sample": False, "num_beams": 1}
        if sampling is not None:
            how |= {"do_sample": True, "temperature": sampling.temperature, "top_k": sampling.top_k}
        begun: dict[str, Any] = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
        if source is not None:
            inputs = torch.tensor([source] * len(rows), device=self._loaded.device)
            begun = {"input_ids": inputs, "decoder_input_ids": ids}
        with torch.inference_mode():
            made = model.generate(**begun, **how, max_new_tokens=limit)
        decode = self._loaded.tokenizer.batch_decode
        return [str(text).strip() for text in decode(made[:, skipped:], skip_special_tokens=True)]


def _limit(loaded: LoadedModel, prompt: list[int]) -> int:
    """New tokens at most: the prompt holds the sentence, and a translation is no longer."""
    return max(1, min(loaded.context - len(prompt), 2 * len(prompt)))


def apart(texts: Iterable[str]) -> list[str]:
    """The first few that differ from each other by a part of their letters."""
    kept: list[str] = []
    for text in texts:
        near = (Levenshtein.normalized_distance(text, other) < _DIFFERENT for other in kept)
        if text and not any(near):
            kept.append(text)
        if len(kept) == _WHOLE:
            break
    return kept


def distinct(texts: Sequence[str], kept: str) -> list[Suggestion]:
    """One suggestion a word that follows ``kept``, in the order given."""
    found: dict[str, Suggestion] = {}
    for text in texts:
        if not text.startswith(kept.strip()):
            continue  # the model's tokens have no such beginning
        match = _WORD.match(text[len(kept.strip()) :])
        if match and (word := match[0].strip()):
            found.setdefault(word, Suggestion(text=text, word=word))
    return list(found.values())[:_WORDS]
