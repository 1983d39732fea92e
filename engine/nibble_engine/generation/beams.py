"""Beam search: the sentences that an encoder–decoder model finds likeliest as a whole."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, NamedTuple

import torch
from transformers import StoppingCriteria, StoppingCriteriaList

from nibble_engine.api import Sampling, Usage
from nibble_engine.generation.stream import End
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel


class Candidate(NamedTuple):
    """A translation, and its mean log-likelihood a token (0 where the search keeps none)."""

    end: End
    score: float


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
    draws: int = 0,
    first: int | None = None,
) -> list[list[Candidate]]:
    """The translations found for each source, the likeliest first: one a beam, or ``draws`` drawn
    at the temperature of ``sampling``. ``first`` is a token that tells the decoder its language.
    All in one batch; nothing is said. Raises `Interrupted`.

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
            **_how(sampling, beams, draws),
            max_new_tokens=limit,
            repetition_penalty=sampling.repetition_penalty,
            stopping_criteria=StoppingCriteriaList([_Cancelled(job)]),
            return_dict_in_generate=True,
            output_scores=beams > 1,
            **({} if first is None else {"forced_bos_token_id": first}),
        )
    job.check()
    seconds = (time.monotonic() - started) / len(sources)
    rows = found.sequences[:, 1 if first is None else 2 :].tolist()
    scores = getattr(found, "sequences_scores", None)
    marks = [0.0] * len(rows) if scores is None else scores.tolist()
    width = draws or beams
    return [
        [
            _candidate(loaded, len(source), rows[at], limit, seconds, marks[at])
            for at in range(first, first + width)
        ]
        for first, source in zip(range(0, len(rows), width), sources, strict=True)
    ]


def _how(sampling: Sampling, beams: int, draws: int) -> dict[str, Any]:
    if draws:
        return {
            "do_sample": True,
            "num_beams": 1,
            "num_return_sequences": draws,
            "temperature": sampling.temperature,
            "top_k": sampling.top_k,
        }
    return {"do_sample": False, "num_beams": beams, "num_return_sequences": beams}


def _padded(sources: Sequence[list[int]], loaded: LoadedModel) -> tuple[torch.Tensor, torch.Tensor]:
    """Tokens and mask, (sources, longest), padded on the right."""
    width = max(map(len, sources))
    pad = loaded.model.config.pad_token_id or 0
    ids = [source + [pad] * (width - len(source)) for source in sources]
    mask = [[1] * len(source) + [0] * (width - len(source)) for source in sources]
    return torch.tensor(ids, device=loaded.device), torch.tensor(mask, device=loaded.device)


def _candidate(
    loaded: LoadedModel, prompt: int, row: list[int], limit: int, seconds: float, score: float
) -> Candidate:
    stops = {loaded.tokenizer.eos_token_id, loaded.model.config.pad_token_id}
    length = next((i + 1 for i, token in enumerate(row) if token in stops), len(row))
    text = loaded.tokenizer.decode(
        row[:length], skip_special_tokens=True, clean_up_tokenization_spaces=False
    )
    usage = Usage(prompt_tokens=prompt, new_tokens=length, decode_seconds=seconds)
    cut = length >= limit and row[length - 1] not in stops
    return Candidate(End("length" if cut else "stop", usage, str(text).strip()), score)
