"""What is advised when a model does not fit."""

from __future__ import annotations

from pathlib import Path

import model_factory
import pytest

from nibble_engine.api import Level
from nibble_engine.errors import NoFullWeightsError, OutOfMemoryError
from nibble_engine.quantization.advice import check_beside, next_best
from nibble_engine.quantization.planner import PROCESS, plan
from nibble_engine.resources import resource


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return model_factory.causal(tmp_path_factory.mktemp("m") / "qwen3", family="qwen3", width=512)


def test_the_most_bits_that_fit_are_advised(model: Path) -> None:
    # On a card: a processor's own kernels take more than all of so small a model.
    whole, eight, four = (
        (found := plan(model, level, 128, device="cuda")).total - found.process
        for level in (Level.FULL, Level.INT8, Level.NF4)
    )
    assert four < eight < whole
    found = next_best(model, Level.FULL, 128, whole - 1, "cuda")
    assert (found["bits"], found["less"]) == (8, eight)
    found = next_best(model, Level.FULL, 128, eight, "cuda")
    assert (found["bits"], found["less"], found["needed"]) == (4, four, whole)


def test_nothing_is_advised_where_nothing_fits(model: Path) -> None:
    assert set(next_best(model, Level.INT8, 128, 1000, "cpu")) == {"needed", "free"}
    assert next_best(model / "nothing", Level.NF4, 128, 1, "cpu") == {}


def test_beside_a_loaded_model_only_the_process_is_there_already(model: Path) -> None:
    needed = plan(model, Level.FULL, 128).total - PROCESS
    check_beside(model, Level.FULL, 128, needed, "cpu")
    with pytest.raises(OutOfMemoryError) as refused:
        check_beside(model, Level.FULL, 128, needed - 1, "cpu")
    assert (refused.value.params["needed"], refused.value.params["free"]) == (needed, needed - 1)


def test_what_is_loaded_in_32_bits_takes_its_weights_twice(model: Path) -> None:
    once = plan(model, Level.FULL, 128, wide=False)
    planned = plan(model, Level.FULL, 128, wide=True)
    assert planned.weights == 2 * once.weights
    needed = planned.total - PROCESS
    check_beside(model, Level.FULL, 128, needed, "cpu", is_wide=True)
    with pytest.raises(OutOfMemoryError):
        check_beside(model, Level.FULL, 128, needed - 1, "cpu", is_wide=True)


def test_a_folder_with_one_level_has_no_other() -> None:
    starter = resource("starter") / "chat"
    check_beside(starter, Level.NF4, 128, 2**40, "cpu")
    for level in (Level.FULL, Level.INT8, Level.FP4):
        with pytest.raises(NoFullWeightsError):
            check_beside(starter, level, 128, 2**40, "cpu")
