"""The cache that grows by blocks: the same as one that is copied for each token."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import model_factory
import pytest
import torch
from transformers import DynamicCache

from nibble_engine.api import Level, Load, Role, Sampling, new_job
from nibble_engine.generation.block_cache import BlockLayer, block_cache
from nibble_engine.generation.decode import causal_tokens
from nibble_engine.generation.int8_cache import Int8Layer
from nibble_engine.generation.prefixes import Prefixes
from nibble_engine.generation.reading import prefilled
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel, load_model
from nibble_engine.quantization.cache import BLOCK, SMALL
from nibble_engine.resources import resource

GREEDY = Sampling(temperature=0.0, repetition_penalty=1.0)


def load(path: Path, level: Level) -> LoadedModel:
    command = Load(job=new_job(), role=Role.CHAT, path=str(path), level=level)
    return load_model(command, lambda *_: None, lambda: False)


def test_it_holds_what_it_was_given() -> None:
    draw = random.Random(2)
    layer, keys, values = BlockLayer(), [], []
    while sum(part.shape[2] for part in keys) < 3 * BLOCK:
        keys.append(torch.randn(1, 2, draw.choice([1, 1, 7, 200, 300]), 8))
        values.append(torch.randn_like(keys[-1]))
        held = layer.update(keys[-1], values[-1])
        assert torch.equal(held[0], torch.cat(keys, 2))
        assert torch.equal(held[1], torch.cat(values, 2))
    assert layer.get_seq_length() == held[0].shape[2]
    layer.crop(-5)
    assert layer.get_seq_length() == held[0].shape[2] - 5
    more = torch.randn(1, 2, 3, 8)
    assert torch.equal(
        layer.update(more, more)[0], torch.cat([torch.cat(keys, 2)[:, :, :-5], more], 2)
    )


@pytest.mark.parametrize("layer", [BlockLayer(), Int8Layer()])
def test_what_is_known_to_come_has_room_at_once(layer: BlockLayer | Int8Layer) -> None:
    """Nothing is copied, and nothing smaller leaves a hole."""
    layer.expected = 3 * BLOCK - 10
    rooms = []
    for tokens in (5, BLOCK, BLOCK, BLOCK - 20, 40):
        states = torch.randn(1, 2, tokens, 16, dtype=torch.bfloat16)
        layer.update(states, states)
        rooms.append(layer.room)
    assert rooms == [3 * BLOCK] * 4 + [4 * BLOCK]
    assert layer.first(5).room == SMALL, "a copy knows of nothing to come"


def test_a_prompt_has_room_before_it_is_read(tmp_path: Path) -> None:
    loaded = load(model_factory.causal(tmp_path / "m"), Level.FULL)
    loaded = replace(loaded, context=2048)
    prompt = [3 + number % 200 for number in range(900)]
    with loaded.prefixes.begun(prompt, 10) as prefix:
        prefill = prefilled(loaded, prompt[:50], prefix, Job("j", lambda _: None))
        assert len(prefill) == 320
        assert prefix.room == 1024


@pytest.mark.parametrize("name", ["llama", "qwen3", "starter"])
def test_greedy_tokens_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    is_starter = name == "starter"
    path = resource("starter", "chat") if is_starter else tmp_path / "m"
    if not is_starter:
        model_factory.causal(path, family=name)
    loaded = load(path, Level.NF4 if is_starter else Level.FULL)
    loaded.native = None  # it knows no other cache
    draw = random.Random(4)
    words = loaded.model.config.vocab_size
    prompts = [[draw.randrange(3, words) for _ in range(draw.randrange(1, 90))] for _ in range(20)]

    def said() -> list[list[int]]:
        found = []
        for prompt in prompts:
            tokens = causal_tokens(loaded, prompt, GREEDY, Job(new_job(), lambda event: None))
            found.append([next(tokens) for _ in range(24)])
        return found

    ours = said()

    def copied(_: Any) -> DynamicCache:
        return DynamicCache(config=loaded.model.config)

    loaded.prefixes.clear()
    monkeypatch.setattr(Prefixes, "new", copied)
    assert ours == said()


def test_windows_keep_their_own_cache() -> None:
    from transformers import Gemma3TextConfig

    config = Gemma3TextConfig(
        num_hidden_layers=2, sliding_window=8, layer_types=["sliding_attention", "full_attention"]
    )
    assert [type(layer) is BlockLayer for layer in block_cache(config).layers] == [False, True]
