"""What is advised when a model does not fit."""

from __future__ import annotations

from pathlib import Path

import model_factory
import pytest

from nibble_engine.api import Level
from nibble_engine.quantization.advice import next_best
from nibble_engine.quantization.planner import PROCESS, plan


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return model_factory.causal(tmp_path_factory.mktemp("m") / "qwen3", family="qwen3")


def test_the_most_bits_that_fit_are_advised(model: Path) -> None:
    whole, eight, four = (
        plan(model, level, 128).total for level in (Level.FULL, Level.INT8, Level.NF4)
    )
    assert four < eight < whole
    found = next_best(model, Level.FULL, 128, whole - 1, "cpu")
    assert (found["bits"], found["less"]) == (8, eight)
    found = next_best(model, Level.FULL, 128, eight, "cpu")
    assert (found["bits"], found["less"], found["needed"]) == (4, four, whole)


def test_nothing_is_advised_where_nothing_fits(model: Path) -> None:
    assert set(next_best(model, Level.NF4, 128, PROCESS // 2, "cpu")) == {"needed", "free"}
    assert next_best(model / "nothing", Level.NF4, 128, 1, "cpu") == {}
