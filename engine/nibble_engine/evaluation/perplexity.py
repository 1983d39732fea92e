"""How well a model predicts a text: perplexity a token and bits a byte."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch.nn import functional

from nibble_engine.api import Role
from nibble_engine.errors import NoModelError
from nibble_engine.evaluation.estimate import Array, Estimate, bootstrap
from nibble_engine.evaluation.scores import Report, Scores
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.models.loader import LoadedModel

_WINDOW = 512


def score(model: TransformersModel, paragraphs: Sequence[str], report: Report) -> Scores:
    """Perplexity is exp of the mean cross entropy in nats a token and depends on the tokenizer;
    bits a byte do not. Windows of 512 tokens, none overlapping; raises `NoModelError` for a model
    that only translates."""
    if model.loaded.kind != "causal":
        raise NoModelError(role=str(Role.CHAT))
    rows = []
    for number, paragraph in enumerate(paragraphs, 1):
        rows.append(_row(model.loaded, paragraph))
        report(number, len(paragraphs))
    return Scores(len(paragraphs), figures(rows, f"window {_WINDOW}"))


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


def _row(loaded: LoadedModel, text: str) -> tuple[float, float, float]:
    ids = loaded.tokenizer(text, add_special_tokens=False)["input_ids"]
    nats, tokens = 0.0, 0
    for first in range(0, len(ids) - 1, _WINDOW):
        window = torch.tensor([ids[first : first + _WINDOW + 1]], device=loaded.device)
        with torch.inference_mode():
            logits = loaded.model(input_ids=window[:, :-1], use_cache=False).logits.float()
        nats += float(functional.cross_entropy(logits[0], window[0, 1:], reduction="sum"))
        tokens += window.shape[1] - 1
    return nats, tokens, len(text.encode())
