"""The head in 8 bits against the one in 16: seconds a token, bytes, and distance to the full model.

    python tests/benchmarks/bench_head.py

Both are measured in the same run, by turns. The distance is the Kullback-Leibler divergence of
the next word, in nats a token: of the starter between its two heads, since its full weights are
not here; of random models to their own full weights, where NF4 with either head stands beside.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn

sys.path.insert(0, str(Path(__file__).parent.parent / "engine"))

import model_factory

from nibble_engine.api import Head, Level, Load, Role
from nibble_engine.models.loader import LoadedModel, load_model
from nibble_engine.quantization.int8_linear import Int8Rows
from nibble_engine.resources import resource

SHAPES = {
    "Qwen3 0.6B": (151_936, 1024),
    "Hy-MT2 1.8B": (120_818, 2048),
    "Llama 3 1B": (128_256, 2048),
}
RUNS = 12
HEADS: tuple[Head, Head] = ("16", "8")
TEXT = (
    "Where is the station? How do I return an item? The order was sent yesterday and should arrive "
    "on Monday. 车站在哪里？我怎样退货？订单昨天已经发出，预计星期一送到。"
    "如果没有收到，请联系我们。"
)


def speeds() -> dict[str, dict[str, float]]:
    """Median milliseconds of one token's scores, with both heads in turn, and megabytes."""
    return {name: _speed(rows, columns) for name, (rows, columns) in SHAPES.items()}


def _speed(rows: int, columns: int) -> dict[str, float]:
    weight = torch.randn(rows, columns).mul_(0.02).bfloat16()
    packed, state = Int8Rows(weight), torch.randn(1, columns).bfloat16()
    whole, eight = [], []
    for _ in range(RUNS):
        whole.append(_milliseconds(lambda: nn.functional.linear(state, weight)))
        eight.append(_milliseconds(lambda: packed.scores(state)))
    return {
        "ms_16": round(statistics.median(whole), 2),
        "ms_8": round(statistics.median(eight), 2),
        "MB_16": round(weight.nbytes / 1e6, 1),
        "MB_8": round((packed.weight.nbytes + packed.scale.nbytes) / 1e6, 1),
    }


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def starter() -> dict[str, float]:
    """The starter's two heads against each other."""
    told = [_logprobs(_loaded(resource("starter", "chat"), Level.NF4, head)) for head in HEADS]
    return {"kl_between_heads": _divergence(told[0], told[1])}


def random_models() -> dict[str, dict[str, float]]:
    """NF4 with either head against the full weights."""
    found = {}
    with tempfile.TemporaryDirectory() as place:
        for family in ("llama", "qwen3"):
            for tied in (False, True):
                name = f"{family}{' tied' if tied else ''}"
                folder = model_factory.causal(Path(place) / name, family=family, tied=tied)
                full = _logprobs(_loaded(folder, Level.FULL, "16"))
                kl = {
                    f"kl_{head}": _divergence(full, _logprobs(_loaded(folder, Level.NF4, head)))
                    for head in HEADS
                }
                found[name] = kl | {"rise": round(kl["kl_8"] / kl["kl_16"] - 1, 5)}
    return found


def _loaded(folder: Path, level: Level, head: Head) -> LoadedModel:
    command = Load(job="b", role=Role.CHAT, path=str(folder), level=level, device="cpu", head=head)
    return load_model(command, lambda *step: None, lambda: False)


def _logprobs(loaded: LoadedModel) -> torch.Tensor:
    ids = loaded.tokenizer(TEXT, return_tensors="pt")["input_ids"][:, : loaded.context]
    with torch.inference_mode():
        return loaded.model(input_ids=ids).logits[0].double().log_softmax(-1)


def _divergence(one: torch.Tensor, other: torch.Tensor) -> float:
    return float((one.exp() * (one - other)).sum(-1).mean())


if __name__ == "__main__":
    told = {"speed": speeds(), "starter": starter(), "random": random_models()}
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
