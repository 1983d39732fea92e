"""How well a model predicts a text: perplexity a token and bits a byte."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from nibble_engine.errors import BadInputError
from nibble_engine.evaluation.estimate import Array, Estimate, bootstrap
from nibble_engine.evaluation.scores import Report, Scores
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.training.batches import IGNORED, Sample, collate, epoch
from nibble_engine.training.encoding import Encoder
from nibble_engine.training.preparation.readers import read

_LONGEST = 512
_LOGITS = 32_000_000  # at once, padding counted


def samples(model: TransformersModel, path: Path) -> list[Sample]:
    """What the model is to predict of a file: every token of running text, the answers of
    dialogues, the other side of pairs. Raises `BadInputError` where it has nothing for it."""
    loaded = model.loaded
    encoder = Encoder(loaded.info.family, loaded.tokenizer, loaded.kind, _LONGEST)
    found = encoder.samples(read(path))
    if not found:
        raise BadInputError(what=f"{path.name}: nothing that this model predicts")
    return found


def score(model: TransformersModel, wanted: Sequence[Sample], report: Report) -> Scores:
    """Perplexity is exp of the mean cross entropy in nats a token and depends on the tokenizer;
    bits a byte do not. At most 512 tokens of a text; longer dialogues and pairs are left out."""
    loaded: Any = model.loaded
    rows: list[tuple[float, float, float]] = []
    budget = max(_LONGEST, _LOGITS // loaded.model.config.vocab_size)
    for indices in epoch(wanted, min(budget, 4096), 0):
        part = [wanted[index] for index in indices]
        for sample, nats in zip(part, _nats(model, part), strict=True):
            kept = [token for token in sample.labels if token != IGNORED]
            # A causal model predicts nothing before its first token.
            first = loaded.kind == "causal" and sample.labels[0] != IGNORED
            text = str(loaded.tokenizer.decode(kept, skip_special_tokens=True))
            rows.append((nats, float(len(kept) - first), float(len(text.encode()))))
        report(len(rows), len(wanted))
    return Scores(len(wanted), figures(rows, f"up to {_LONGEST} tokens"))


def _nats(model: TransformersModel, samples: Sequence[Sample]) -> list[float]:
    """The cross entropy of each sample, summed over its tokens."""
    loaded: Any = model.loaded
    pad = loaded.model.config.pad_token_id or 0
    batch = {k: v.to(loaded.device) for k, v in collate(samples, pad).items()}
    labels = batch.pop("labels")
    with torch.inference_mode():
        if loaded.kind == "causal":
            logits, labels = loaded.model(**batch).logits[:, :-1], labels[:, 1:]
        else:
            before = labels.new_full(labels.shape, pad)
            before[:, 0] = loaded.model.config.decoder_start_token_id
            before[:, 1:] = labels[:, :-1].masked_fill(labels[:, :-1] < 0, pad)
            logits = loaded.model(**batch, decoder_input_ids=before).logits
        cost = torch.nn.functional.cross_entropy(
            logits.float().transpose(1, 2), labels, reduction="none", ignore_index=IGNORED
        )
    return [float(row) for row in cost.sum(1)]


def figures(rows: Sequence[tuple[float, float, float]], signature: str) -> dict[str, Estimate]:
    """From (nats, tokens, bytes) of each text."""

    def a_token(sums: Array) -> float:
        return math.exp(sums[0] / max(sums[1], 1.0))

    def a_byte(sums: Array) -> float:
        return float(sums[0] / math.log(2) / max(sums[2], 1.0))

    return {
        "perplexity": bootstrap(rows, a_token, f"exp(nats/token)|{signature}"),
        "bits_per_byte": bootstrap(rows, a_byte, f"bits/UTF-8 byte|{signature}"),
    }
