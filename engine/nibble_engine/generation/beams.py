"""Beam search: the sentences that an encoder–decoder model finds likeliest as a whole."""

from __future__ import annotations

import time
from collections.abc import Sequence
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
    loaded: LoadedModel,
    sources: Sequence[list[int]],
    sampling: Sampling,
    beams: int,
    limit: int,
    job: Job,
) -> list[End]:
    """The best translation of each source, all in one batch; nothing is said. Raises `Interrupted`.

    The search is transformers' own (with 1 beam it is greedy); what is kept apart is cancelling,
    which it looks for at every token.
    """
    started = time.monotonic()
    model: Any = loaded.model
    inputs, mask = _padded(sources, loaded)
    with torch.inference_mode():
        found = model.generate(
            input_ids=inputs,
            attention_mask=mask,
            do_sample=False,
            num_beams=beams,
            max_new_tokens=limit,
            repetition_penalty=sampling.repetition_penalty,
            stopping_criteria=StoppingCriteriaList([_Cancelled(job)]),
        )[:, 1:]
    job.check()
    seconds = (time.monotonic() - started) / len(sources)
    rows = zip(sources, found.tolist(), strict=True)
    return [_end(loaded, len(source), row, limit, seconds) for source, row in rows]


def _padded(sources: Sequence[list[int]], loaded: LoadedModel) -> tuple[torch.Tensor, torch.Tensor]:
    """Tokens and mask, (sources, longest), padded on the right."""
    width = max(map(len, sources))
    pad = loaded.model.config.pad_token_id or 0
    ids = [source + [pad] * (width - len(source)) for source in sources]
    mask = [[1] * len(source) + [0] * (width - len(source)) for source in sources]
    return torch.tensor(ids, device=loaded.device), torch.tensor(mask, device=loaded.device)


def _end(loaded: LoadedModel, prompt: int, row: list[int], limit: int, seconds: float) -> End:
    stops = {loaded.tokenizer.eos_token_id, loaded.model.config.pad_token_id}
    length = next((i + 1 for i, token in enumerate(row) if token in stops), len(row))
    text = loaded.tokenizer.decode(
        row[:length], skip_special_tokens=True, clean_up_tokenization_spaces=False
    )
    usage = Usage(prompt_tokens=prompt, new_tokens=length, decode_seconds=seconds)
    cut = length >= limit and row[length - 1] not in stops
    return End("length" if cut else "stop", usage, str(text).strip())
