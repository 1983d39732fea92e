"""The catalogue: every model has what a person must know, and its numbers agree."""

from __future__ import annotations

import pytest

from nibble_engine.api import Level, Role
from nibble_engine.errors import ModelUnsupportedError
from nibble_engine.models.headers import BYTES
from nibble_engine.planning.architecture import described
from nibble_engine.planning.catalogue import CatalogueModel, catalogue, find
from nibble_engine.planning.computer import Computer
from nibble_engine.planning.fitting import planned_of

ROOMY = Computer("cpu", "CPU", 2**40, 0.0)


def test_there_are_models_for_every_task() -> None:
    assert len(catalogue()) >= 12
    assert len({model.id for model in catalogue()}) == len(catalogue())
    for role in Role:
        allowed = [m for m in catalogue() if role in m.tasks and not m.non_commercial]
        assert len(allowed) >= 3
        assert any("zh" in model.languages and model.config for model in allowed)


@pytest.mark.parametrize("model", catalogue(), ids=lambda model: model.name)
def test_each_has_a_licence_and_numbers_that_agree(model: CatalogueModel) -> None:
    assert model.licence and model.remark.endswith(".") and model.id.count("/") == 1
    assert model.non_commercial == ("NC" in model.licence.split("-"))
    if model.config:
        count = sum(t.size // BYTES[t.dtype] for t in described(model.config).values())
        assert count == pytest.approx(model.parameters, rel=0.03)
        four, eight, whole = (
            planned_of(model, level, 2048, ROOMY) for level in (Level.NF4, Level.INT8, Level.FULL)
        )
        assert four.weights < eight.weights < whole.weights
    else:
        with pytest.raises(ModelUnsupportedError):
            planned_of(model, Level.NF4, 2048, ROOMY)


def test_it_is_found_by_id_or_name_of_the_repository() -> None:
    assert find("qwen/qwen3-4b") is find("Qwen3-4B") is not None
    assert find("nobody/nothing") is None


def test_an_unknown_family_or_a_missing_value_is_refused() -> None:
    with pytest.raises(ModelUnsupportedError):
        described({"model_type": "mamba"})
    known = find("Qwen3-4B")
    assert known is not None
    with pytest.raises(ModelUnsupportedError):
        described({key: value for key, value in known.config.items() if key != "head_dim"})
