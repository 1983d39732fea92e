"""How well a chat model predicts answers: perplexity a token of what the assistant says."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import torch
from torch.nn import functional

from nibble_engine.models.loader import LoadedModel
from nibble_engine.training.batches import IGNORED, Sample, collate, epoch


def score(loaded: LoadedModel, samples: Sequence[Sample]) -> dict[str, Any]:
    """exp of the mean cross entropy in nats over the learned tokens of ``samples``."""
    total, count = 0.0, 0
    for indices in epoch(samples, 1800, 0):
        batch = collate([samples[i] for i in indices], loaded.tokenizer.pad_token_id or 0)
        labels = batch.pop("labels")[:, 1:].to(loaded.device)
        with torch.inference_mode():
            inputs = {name: value.to(loaded.device) for name, value in batch.items()}
            logits = loaded.model(**inputs, use_cache=False).logits[:, :-1].float()
        loss = functional.cross_entropy(
            logits.flatten(0, 1), labels.flatten(), ignore_index=IGNORED, reduction="sum"
        )
        total += float(loss)
        count += int((labels != IGNORED).sum())
    return {"perplexity": round(math.exp(total / count), 2), "tokens": count}
