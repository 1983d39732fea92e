"""Examples of a person's data as token ids, in the form in which the program will ask the model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nibble_engine.api import Message
from nibble_engine.families import family_of
from nibble_engine.families.family import Family
from nibble_engine.training.batches import IGNORED, Sample
from nibble_engine.training.preparation.example import Example


class Encoder:
    """Encodes for one model; ``longest`` is in tokens, what is longer is left out."""

    def __init__(self, model_type: str, tokenizer: Any, kind: str, longest: int) -> None:
        self._tokenizer, self._kind, self._longest = tokenizer, kind, longest
        self._family: Family = family_of(model_type, tokenizer, kind)

    def samples(self, examples: Sequence[Example]) -> list[Sample]:
        """Pairs become two samples, dialogues one for each answer, texts one."""
        found = [sample for example in examples for sample in self._encoded(example)]
        return [sample for sample in found if sample.length <= self._longest]

    def _encoded(self, example: Example) -> list[Sample]:
        if self._kind == "seq2seq":
            return self._both_ways(example) if example.kind == "parallel" else []
        if example.kind in {"answers", "dialogues"}:
            return self._answers(example)
        return [self._running(text) for _, text in example.turns]

    def _both_ways(self, example: Example) -> list[Sample]:
        texts = dict(example.turns)
        return [
            Sample(
                self._family.translation(self._tokenizer, texts[source], source, target),
                list(self._tokenizer(text_target=texts[target])["input_ids"]),
            )
            for source, target in (("en", "zh"), ("zh", "en"))
        ]

    def _answers(self, example: Example) -> list[Sample]:
        turns = [Message(role=role, content=text) for role, text in example.turns]  # type: ignore[arg-type]
        found = []
        for place, turn in enumerate(turns):
            if turn.role == "assistant" and place:
                prompt = self._family.chat(self._tokenizer, turns[:place])
                answer = [*self._ids(turn.content), self._tokenizer.eos_token_id]
                found.append(Sample(prompt + answer, [IGNORED] * len(prompt) + answer))
        return found

    def _running(self, text: str) -> Sample:
        ids = self._ids(text)[: self._longest]
        return Sample(ids, list(ids))

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer(text, add_special_tokens=False)["input_ids"])
