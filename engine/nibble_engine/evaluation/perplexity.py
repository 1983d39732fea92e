"""How well a model predicts a text: perplexity a token and bits a byte."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import torch

from nibble_engine.errors import BadInputError
from nibble_engine.evaluation.estimate import Array, Estimate, bootstrap
from nibble_engine.evaluation.scores import Report, Scores
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.training.batches import IGNORED, Sample, collate
from nibble_engine.training.encoding import Encoder
from nibble_engine.training.objective import batch_loss
from nibble_engine.training.preparation.readers import read

_LONGEST = 512


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
    loaded = model.loaded
    rows = []
    for number, sample in enumerate(wanted, 1):
        batch = {k: v.to(loaded.device) for k, v in collate([sample], 0).items()}
        with torch.inference_mode():
            loss, tokens = batch_loss(loaded.model, batch, 0.0)
        kept = [token for token in sample.labels if token != IGNORED]
        text = str(loaded.tokenizer.decode(kept, skip_special_tokens=True))
        rows.append((float(loss) * tokens, float(tokens), float(len(text.encode()))))
        report(number, len(wanted))
    return Scores(len(wanted), figures(rows, f"up to {_LONGEST} tokens"))


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
