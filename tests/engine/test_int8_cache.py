"""The cache of keys and values in 8 bits: near to 16, and half of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import model_factory
import pytest
import torch

from nibble_engine.api import Level, Load, Role, Sampling, new_job
from nibble_engine.generation.decode import causal_tokens
from nibble_engine.generation.int8_cache import Int8Layer, can_round, int8_cache
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel, load_model
from nibble_engine.quantization.cache import cache_bytes
from nibble_engine.resources import resource

GREEDY = Sampling(temperature=0.0, repetition_penalty=1.0)
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def load(path: Path, cache: Any = "8", level: Level = Level.NF4) -> LoadedModel:
    command = Load(job=new_job(), role=Role.CHAT, path=str(path), level=level, cache=cache)
    return load_model(command, lambda *_: None, lambda: False)


def test_rows_come_back_nearly_as_they_were() -> None:
    torch.manual_seed(3)
    layer = Int8Layer()
    given = torch.randn(1, 3, 700, 64)
    parts = [layer.update(part, 2 * part) for part in given.split([256, 300, 1, 143], dim=2)]
    keys, values = parts[-1]
    assert layer.get_seq_length() == 700 and keys.shape == given.shape
    # Half a step of 127 to the largest value of each row.
    most = given.abs().amax(-1, keepdim=True) / 254 * 1.01
    assert ((keys - given).abs() <= most).all()
    assert ((values - 2 * given).abs() <= 2 * most).all()
    zeros = Int8Layer().update(torch.zeros(1, 1, 2, 8), torch.zeros(1, 1, 2, 8))
    assert not zeros[0].any() and not zeros[1].isnan().any()


def test_the_starter_says_nearly_the_same(tmp_path: Path) -> None:
    path = resource("starter", "chat")
    whole, rounded = load(path, "16"), load(path, "8")
    assert (whole.info.cache, rounded.info.cache) == ("16", "8")
    ids = rounded.tokenizer("How do I return an item? " * 8)["input_ids"]
    with torch.inference_mode():
        row = torch.tensor([list(ids)])
        logits = [
            one.model(input_ids=row, past_key_values=one.prefixes.new(), use_cache=True)
            .logits[0]
            .float()
            .log_softmax(-1)
            for one in (whole, rounded)
        ]
    kl = (logits[0].exp() * (logits[0] - logits[1])).sum(-1)
    assert kl.mean() < 2e-3
    assert (logits[0].argmax(-1) == logits[1].argmax(-1)).float().mean() > 0.95


def test_it_decodes_as_it_reads(tmp_path: Path) -> None:
    """Token by token as in one piece: what was rounded once is not rounded again."""
    loaded = load(model_factory.causal(tmp_path / "m"), level=Level.FULL)
    prompt = [5 + number % 200 for number in range(40)]
    tokens = causal_tokens(loaded, prompt, GREEDY, Job(new_job(), lambda event: None))
    said = [next(tokens) for _ in range(12)]
    again = []
    for _ in said:
        with torch.inference_mode():
            row = torch.tensor([prompt + again])
            out = loaded.model(input_ids=row, past_key_values=loaded.prefixes.new(), use_cache=True)
        again.append(int(out.logits[0, -1].argmax()))
    assert said == again


def test_it_takes_what_is_forecast(tmp_path: Path) -> None:
    loaded = load(model_factory.causal(tmp_path / "m"), level=Level.FULL)
    config = loaded.model.config.to_dict()
    cache = loaded.prefixes.new()
    row = torch.tensor([[5 + number % 200 for number in range(200)]])
    with torch.inference_mode():
        loaded.model(input_ids=row, past_key_values=cache, use_cache=True)
    held = 0
    for layer in cache.layers:
        for rows in (layer._keys, layer._values):  # type: ignore[attr-defined]
            held += rows._numbers.numel() + rows._scales.numel() * rows._scales.element_size()
    if loaded.model.dtype is torch.bfloat16:
        assert held == cache_bytes(config, 200, "8")
    assert cache_bytes(config, 4096, "8") < 0.6 * cache_bytes(config, 4096)


def test_windows_keep_what_they_have() -> None:
    from transformers import Gemma3TextConfig, LlamaConfig

    config = Gemma3TextConfig(
        num_hidden_layers=4,
        sliding_window=8,
        layer_types=["sliding_attention", "full_attention"] * 2,
    )
    kinds = [type(layer) is Int8Layer for layer in int8_cache(config).layers]
    assert kinds == [False, True, False, True] and can_round(config)
    assert can_round(LlamaConfig(num_hidden_layers=1))


def test_a_model_with_an_encoder_stays_as_it_is() -> None:
    command = Load(
        job=new_job(), role=Role.TRANSLATION, path=str(resource("starter", "translator")), cache="8"
    )
    assert load_model(command, lambda *_: None, lambda: False).info.cache == "16"
