"""What is given up when memory runs out: each step fits, and nothing is given up in vain."""

from __future__ import annotations

from pathlib import Path

import model_factory
import msgspec
import pytest

from nibble_engine.api import Level, Load, Role
from nibble_engine.models.shelf import inspect
from nibble_engine.quantization import planner
from nibble_engine.quantization.ladder import Step, ladder
from nibble_engine.quantization.planner import plan
from nibble_engine.resources import resource


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return model_factory.causal(tmp_path_factory.mktemp("model") / "m", width=256)


@pytest.fixture(autouse=True)
def without_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their code, and what they read with, is more than the cache of so small a model."""
    monkeypatch.setattr(planner, "is_known", lambda config: False)


def load(path: Path, **more: object) -> Load:
    first = Load(job="a", role=Role.CHAT, path=str(path), level=Level.FULL, context=256)
    return msgspec.structs.replace(first, **more)


def needed(asked: Load) -> int:
    found = plan(Path(asked.path), asked.level, asked.context, head=asked.head, cache=asked.cache)
    return found.total - found.process


def test_each_step_fits_and_takes_less(path: Path) -> None:
    asked = load(path)
    for share in (0.99, 0.9, 0.8, 0.6, 0.5):
        free = int(needed(asked) * share)
        steps = ladder(asked, free)
        for step in steps:
            assert step.needed <= free and step.needed == needed(step.load)
        kinds = [step.kind for step in steps]
        assert len(set(kinds)) == len(kinds)
        assert kinds == sorted(kinds, key=["context", "cache", "head", "bits", "all"].index)


def test_fewer_bits_keep_as_many_as_fit(path: Path) -> None:
    asked = load(path)
    int8 = needed(msgspec.structs.replace(asked, level=Level.INT8))
    four = needed(msgspec.structs.replace(asked, level=Level.NF4))
    assert four < int8 < needed(asked)

    def level(free: int) -> Level | None:
        found: list[Step] = [step for step in ladder(asked, free) if step.kind == "bits"]
        return found[0].load.level if found else None

    assert level(int8) is Level.INT8
    assert level(int8 - 1) is Level.NF4
    assert level(four - 1) is None


def test_everything_at_once_comes_only_where_nothing_else_is_enough(path: Path) -> None:
    asked = load(path)
    least = needed(msgspec.structs.replace(asked, level=Level.NF4, head="8", cache="8"))
    (only,) = ladder(asked, least)
    assert only.kind == "all"
    assert ladder(asked, least - 1) == []


def test_a_rounded_folder_has_no_other_bits() -> None:
    asked = load(resource("starter", "chat"), level=Level.NF4, context=1024)
    steps = ladder(asked, needed(asked) - 1)
    assert {step.kind for step in steps} <= {"context", "cache", "head"}
    assert "context" in {step.kind for step in steps}
    for step in steps:
        if step.kind == "context":
            assert step.load.context == 512


def test_a_smaller_model_of_this_computer_is_named(path: Path) -> None:
    asked, starter = load(path), inspect(resource("starter", "chat"))
    free = needed(load(resource("starter", "chat"), level=Level.NF4))
    steps = ladder(asked, free, others=[starter, inspect(path)])
    model = next(step for step in steps if step.kind == "model")
    assert model.load.path == starter.path and model.name == starter.name
    assert model.load.level is Level.NF4
    translator = inspect(resource("starter", "translator"))
    assert not [s for s in ladder(asked, free, others=[translator]) if s.kind == "model"]


def test_from_the_card_to_the_processor(path: Path) -> None:
    asked = load(path)
    steps = ladder(asked, 0, device="cuda", free_beside=10**12)
    assert [step.kind for step in steps] == ["cpu"] and steps[0].load.device == "cpu"
    assert ladder(asked, 0, device="cuda", free_beside=0) == []


def test_a_folder_that_cannot_be_read_has_no_steps(tmp_path: Path) -> None:
    assert ladder(load(tmp_path), 10**12) == []
