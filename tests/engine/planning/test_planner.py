"""The plan of a model: what it counts, what it does not, and that its parts add up."""

from __future__ import annotations

from typing import Any

import pytest

from nibble_engine.api import Level
from nibble_engine.models.headers import Tensor
from nibble_engine.planning.architecture import described
from nibble_engine.planning.catalogue import find
from nibble_engine.quantization import planner
from nibble_engine.quantization.planner import MemoryPlan, plan_of
from nibble_engine.quantization.workspace import CUDA_CONTEXT


def config_of(name: str) -> dict[str, Any]:
    model = find(name)
    assert model is not None
    return model.config


def planned(name: str, level: Level, context: int, **more: Any) -> MemoryPlan:
    config = config_of(name)
    return plan_of(config, described(config), level, context, **more)


def test_the_parts_add_up_and_loading_is_not_counted_beside_answering() -> None:
    plan = MemoryPlan(100, 20, 5, process=7, tokenizer=3, loading=50)
    assert plan.total == 7 + 3 + 100 + 50
    assert plan.total == plan.weights + plan.kv_cache + plan.overhead
    assert MemoryPlan(100, 20, 35, process=7, tokenizer=3, loading=50).total == 165


@pytest.mark.parametrize("level", [level for level in Level if not level.is_gguf])
def test_more_context_takes_its_cache_up_to_what_the_model_can(level: Level) -> None:
    short, long = (planned("Qwen3-1.7B", level, context) for context in (1024, 4096))
    assert long.kv_cache == 4 * short.kv_cache and long.total > short.total
    limit = config_of("Qwen3-1.7B")["max_position_embeddings"]
    assert planned("Qwen3-1.7B", level, limit) == planned("Qwen3-1.7B", level, limit * 2)


def test_embeddings_and_the_head_keep_16_bits() -> None:
    formats = planned("Qwen3-8B", Level.NF4, 1024, device="cuda").formats
    assert 2 * 151936 * 4096 * 2 < formats["16"] < 2 * 151936 * 4096 * 2 * 1.01
    rounded = 8_190_735_360 - formats["16"] // 2
    assert formats["nf4"] * 8 / rounded == pytest.approx(4.127, abs=0.001)


def test_what_our_own_kernels_read_has_16_bits_for_a_blocks_constant(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(planner, "is_known", lambda _: True)
    plan = planned("Qwen3-8B", Level.NF4, 1024)
    rounded = 8_190_735_360 - plan.formats["16"] // 2
    assert plan.formats["nf4"] * 8 / rounded == pytest.approx(4.25, abs=0.001)
    assert plan.kernels > 0 == planned("Qwen3-8B", Level.NF4, 1024, device="cuda").kernels
    monkeypatch.setattr(planner, "is_known", lambda _: False)
    other = planned("Qwen3-8B", Level.NF4, 1024)
    assert other.kernels == 0 and other.weights < plan.weights


def test_a_tied_head_that_a_file_holds_all_the_same_is_not_counted() -> None:
    config = config_of("Qwen3-0.6B")
    alone = described(config)
    doubled = {**alone, "lm_head.weight": Tensor("BF16", (151936, 1024), 2 * 151936 * 1024)}
    assert plan_of(config, doubled, Level.NF4, 512) == plan_of(config, alone, Level.NF4, 512)
    untied = {**config, "tie_word_embeddings": False}
    assert (
        plan_of(untied, doubled, Level.NF4, 512).weights
        - plan_of(config, alone, Level.NF4, 512).weights
        == 2 * 151936 * 1024
    )


def test_32_bits_are_for_unrounded_weights_on_a_processor_only() -> None:
    once = planned("Qwen3-0.6B", Level.FULL, 512, wide=False)
    assert planned("Qwen3-0.6B", Level.FULL, 512, wide=True).weights == 2 * once.weights
    rounded = planned("Qwen3-0.6B", Level.NF4, 512, wide=False)
    assert planned("Qwen3-0.6B", Level.NF4, 512, wide=True) == rounded
    card = planned("Qwen3-0.6B", Level.FULL, 512, device="cuda", wide=True)
    assert card.weights == once.weights
    assert (card.process, card.tokenizer) == (CUDA_CONTEXT, 0)


def test_embeddings_of_both_sides_that_a_file_holds_beside_the_shared_one_are_not_counted() -> None:
    config = {"model_type": "m2m_100", "is_encoder_decoder": True, "d_model": 64}
    shared = Tensor("BF16", (1000, 64), 128_000)
    names = ("encoder.embed_tokens", "decoder.embed_tokens")
    found = {"model.shared.weight": shared, "lm_head.weight": shared}
    found |= {f"model.{name}.weight": shared for name in names}
    assert plan_of(config, found, Level.FULL, 64, wide=False).weights == 128_000
    untied = {**config, "tie_word_embeddings": False}
    assert plan_of(untied, found, Level.FULL, 64, wide=False).weights == 256_000


def test_weights_that_stay_in_their_file_are_not_there_yet_at_the_peak_of_loading() -> None:
    plan = MemoryPlan(100, 2, 5, process=7, tokenizer=3, loading=50, mapped=60)
    assert plan.total == 7 + 3 + 100 + 2 + 5
    packed = planned("Qwen3-0.6B", Level.NF4, 512, head="8")
    assert packed.mapped == 0 < planned("Qwen3-0.6B", Level.NF4, 512).mapped
    assert planned("Qwen3-0.6B", Level.NF4, 512, device="cuda").mapped == 0
