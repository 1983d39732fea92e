"""The head in 8 bits: what it computes, what it saves, and how little it changes."""

from __future__ import annotations

from pathlib import Path

import model_factory
import pytest
import torch

from nibble_engine.api import Level, Load, Role
from nibble_engine.models.loader import LoadedModel, load_model
from nibble_engine.quantization.int8_linear import Int8Rows, pack_head
from nibble_engine.quantization.planner import plan
from nibble_engine.resources import resource


def load(path: Path, level: Level, head: str = "16") -> LoadedModel:
    command = Load(
        job="j",
        role=Role.CHAT,
        path=str(path),
        level=level,
        device="cpu",
        head="8" if head == "8" else "16",
    )
    return load_model(command, lambda *step: None, lambda: False)


@pytest.mark.parametrize("dtype", [torch.bfloat16, torch.float32])
@pytest.mark.parametrize("tokens", [1, 3, 40])
def test_both_ways_compute_the_same(dtype: torch.dtype, tokens: int) -> None:
    torch.manual_seed(3)
    weight = torch.randn(1000, 96).to(dtype)
    packed, states = Int8Rows(weight), torch.randn(2, tokens, 96).to(dtype)
    exact = torch.nn.functional.linear(states.double(), packed.weight.double())
    exact *= packed.scale.double()
    found = packed.scores(states)
    assert found.shape == (2, tokens, 1000) and found.dtype == dtype
    error = (found.double() - exact).abs().max() / exact.abs().max()
    assert error < (0.01 if dtype is torch.bfloat16 else 1e-5)


def test_a_weight_is_off_by_half_a_step_at_most() -> None:
    torch.manual_seed(3)
    weight = torch.randn(500, 64).bfloat16()
    weight[7] = 0  # a row of nothing
    weight[8] *= 1e-20
    packed = Int8Rows(weight)
    rebuilt = packed.weight.float() * packed.scale.float()[:, None]
    steps = (rebuilt - weight.float()).abs() / packed.scale.float()[:, None]
    assert steps.max() <= 0.76  # half, and what a rounded constant cuts off the largest weight
    assert not rebuilt[7].any() and rebuilt.isfinite().all()
    assert torch.equal(
        packed.rows(torch.tensor([[3, 4]])).float()[0], rebuilt[3:5].bfloat16().float()
    )


@pytest.mark.parametrize("tied", [False, True])
def test_it_saves_what_the_planner_says(tmp_path: Path, tied: bool) -> None:
    folder = model_factory.causal(tmp_path / "m", family="qwen3", tied=tied)
    whole, packed = load(folder, Level.NF4).info, load(folder, Level.NF4, "8").info
    assert (whole.head, packed.head) == ("16", "8")
    columns = model_factory.FITS
    assert whole.memory - packed.memory == model_factory.VOCABULARY * (columns - 2)
    planned = [plan(folder, Level.NF4, 128, head=head).weights for head in ("16", "8")]
    assert planned[0] - planned[1] == whole.memory - packed.memory


@pytest.mark.parametrize("tied", [False, True])
def test_it_hardly_moves_away_from_the_full_model(tmp_path: Path, tied: bool) -> None:
    folder = model_factory.causal(tmp_path / "m", family="qwen3", tied=tied)
    ids = torch.arange(3, 203)[None]
    with torch.inference_mode():
        told = [
            load(folder, level, head).model(ids).logits[0].double().log_softmax(-1)
            for level, head in ((Level.FULL, "16"), (Level.NF4, "16"), (Level.NF4, "8"))
        ]
    full = told[0]
    before, after = [float((full.exp() * (full - other)).sum(-1).mean()) for other in told[1:]]
    assert before > 0 and after < before * 1.02


def test_only_four_bits_have_such_a_head(tmp_path: Path) -> None:
    folder = model_factory.causal(tmp_path / "m")
    for level in (Level.FULL, Level.INT8):
        assert load(folder, level, "8").info.head == "16"


def test_gemma_s_embedding_keeps_its_factor() -> None:
    from transformers import Gemma3ForCausalLM, Gemma3TextConfig

    torch.manual_seed(3)
    config = Gemma3TextConfig(
        vocab_size=300,
        hidden_size=64,
        intermediate_size=64,
        num_hidden_layers=1,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=32,
    )
    model, ids = Gemma3ForCausalLM(config).eval(), torch.arange(3, 40)[None]
    with torch.inference_mode():
        before = model(ids).logits[0].flatten()
        assert pack_head(model)
        after = model(ids).logits[0].flatten()
    assert torch.corrcoef(torch.stack([before, after]))[0, 1] > 0.999


def test_a_head_with_a_bias_stays_as_it_is() -> None:
    from transformers import PhiConfig, PhiForCausalLM

    config = PhiConfig(
        vocab_size=64,
        hidden_size=32,
        intermediate_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
    )
    assert not pack_head(PhiForCausalLM(config))


def test_the_starter_says_the_same_words() -> None:
    told = []
    for head in ("16", "8"):
        loaded = load(resource("starter", "chat"), Level.NF4, head)
        text = "Where is the station? 车站在哪里？我怎样退货？早上好，谢谢。" * 4
        ids = loaded.tokenizer(text)["input_ids"]
        if loaded.native is not None:
            logits = loaded.native.next(ids, loaded.prefixes.new())
        else:
            with torch.inference_mode():
                logits = loaded.model(input_ids=torch.tensor([ids])).logits[0]
        told.append(logits.argmax(-1))
    assert (told[0] == told[1]).float().mean() > 0.9
