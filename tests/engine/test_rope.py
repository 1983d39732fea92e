"""Which kinds of rotary embedding change with the length of a text, against transformers' own."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from transformers import AutoConfig, AutoModelForCausalLM

from nibble_engine.models.rope import CHANGING, NTK_ALPHA, rope_kind
from nibble_engine.native.families import is_known


@pytest.mark.parametrize(
    ("model_type", "ropes", "kind"),
    [
        ("llama", {}, "default"),
        ("llama", {"rope_type": "linear", "factor": 2.0}, "linear"),
        ("llama", {"rope_type": "dynamic", "factor": 2.0, "alpha": 1000.0}, "dynamic"),
        ("hunyuan_v1_dense", {"rope_type": "dynamic", "factor": 2.0}, "dynamic"),
        ("hunyuan_v1_dense", {"rope_type": "dynamic", "factor": 1.0, "alpha": 1000.0}, NTK_ALPHA),
        ("hunyuan_v1_moe", {"rope_type": "dynamic", "factor": 1.0, "alpha": 1000.0}, NTK_ALPHA),
    ],
)
def test_angles_change_with_a_longer_text_or_they_do_not(
    model_type: str, ropes: dict[str, Any], kind: str
) -> None:
    config = AutoConfig.for_model(
        model_type,
        vocab_size=8,
        hidden_size=64,
        intermediate_size=64,
        num_hidden_layers=1,
        num_attention_heads=2,
        head_dim=32,
        max_position_embeddings=64,
        rope_parameters={"rope_theta": 10000.0, **ropes},
    )
    with torch.device("meta"):
        rotary = type(AutoModelForCausalLM.from_config(config).model.rotary_emb)
    angles = rotary(config)

    def cosines(length: int) -> torch.Tensor:
        """Of the first places, in a text of so many tokens."""
        return angles(torch.zeros(1), torch.arange(length)[None])[0][0, :8]

    found = rope_kind(model_type, config.rope_parameters)
    assert found == kind == rope_kind(model_type, {"type": ropes.get("rope_type"), **ropes})
    short, long = cosines(60), cosines(1000)
    assert torch.equal(short, long) != (found in CHANGING)


def test_what_is_no_table_is_of_the_usual_kind() -> None:
    assert rope_kind(None, None) == rope_kind("llama", "x") == "default"


def test_a_text_where_a_table_should_be_is_none_of_ours() -> None:
    """`nibble models fit` asks before anybody has read the folder."""
    assert not is_known({"model_type": "llama", "hidden_size": 64, "rope_parameters": "linear"})
