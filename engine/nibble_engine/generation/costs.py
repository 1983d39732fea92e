"""What a given translation costs an encoder–decoder model: how far it is from expecting it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch.nn.functional import cross_entropy
from torch.nn.utils.rnn import pad_sequence

from nibble_engine.models.loader import LoadedModel


def costs(
    loaded: LoadedModel, sources: Sequence[list[int]], targets: Sequence[list[int]]
) -> list[float]:
    """Mean negative log-likelihood of each target (its end token included) given its source, in
    nats a token: one forward pass over all. What is longer than the context is cut: a candidate
    that runs away may be encoded longer than it was made."""
    model: Any = loaded.model
    pad = model.config.pad_token_id
    start = model.config.decoder_start_token_id
    ids, wanted = (
        pad_sequence(
            [torch.tensor(row[: loaded.context]) for row in rows],
            batch_first=True,
            padding_value=pad,
        )
        for rows in (sources, targets)
    )
    ids, wanted = ids.to(loaded.device), wanted.to(loaded.device)
    before = torch.cat([torch.full_like(wanted[:, :1], start), wanted[:, :-1]], dim=1)
    with torch.inference_mode():
        logits = model(
            input_ids=ids, attention_mask=(ids != pad).long(), decoder_input_ids=before
        ).logits
    cost = cross_entropy(logits.transpose(1, 2).float(), wanted, reduction="none", ignore_index=pad)
    return [float(mean) for mean in cost.sum(1) / (wanted != pad).sum(1)]
