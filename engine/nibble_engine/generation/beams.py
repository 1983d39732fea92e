"""Beam search: the sentence as a whole that an encoder–decoder model finds likeliest."""

from __future__ import annotations

import time
from typing import Any

import torch
from transformers import StoppingCriteria, StoppingCriteriaList

from nibble_engine.api import Sampling, Usage
from nibble_engine.generation.stream import End
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel


class _Cancelled(StoppingCriteria):
    """Ends the search at the next token once the person has stopped the job."""

    def __init__(self, job: Job) -> None:
        self._job = job

    def __call__(
        self, input_ids: torch.LongTensor, scores: torch.FloatTensor, **kwargs: Any
    ) -> torch.BoolTensor:
        """One flag a row."""
        del scores, kwargs
        return torch.full((input_ids.shape[0],), self._job.cancelled(), device=input_ids.device)  # type: ignore[return-value]


def beams_of(loaded: LoadedModel, sampling: Sampling, wanted: int) -> int:
    """How many beams to search with: ``wanted``, or for 0 what the model's own generation
    settings say; sampling at a temperature has none."""
    if loaded.kind != "seq2seq" or sampling.temperature > 0:
        return 1
    return wanted or int(loaded.model.generation_config.num_beams or 1)


def search(
    loaded: LoadedModel, source: list[int], sampling: Sampling, beams: int, limit: int, job: Job
) -> End:
    """Says the best translation of ``source`` in one piece. Raises `Interrupted`.

    The search is transformers' own; what is kept apart is cancelling, which it looks for at
    every token.
    """
    started = time.monotonic()
    inputs = torch.tensor([source], device=loaded.device)
    model: Any = loaded.model
    with torch.inference_mode():
        found = model.generate(
            input_ids=inputs,
            attention_mask=torch.ones_like(inputs),
            do_sample=False,
            num_beams=beams,
            max_new_tokens=limit,
            repetition_penalty=sampling.repetition_penalty,
            stopping_criteria=StoppingCriteriaList([_Cancelled(job)]),
        )[0, 1:]
    job.check()
    decoded = loaded.tokenizer.decode(
        found, skip_special_tokens=True, clean_up_tokenization_spaces=False
    )
    text = str(decoded).strip()
    job.say(text)
    usage = Usage(
        prompt_tokens=len(source),
        new_tokens=len(found),
        prefill_seconds=0.0,
        decode_seconds=time.monotonic() - started,
    )
    return End("length" if len(found) >= limit else "stop", usage, text)
