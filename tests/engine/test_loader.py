"""Loading the real thing: tiny random models through transformers and bitsandbytes."""

from __future__ import annotations

from pathlib import Path

import model_factory
import pytest

from nibble_engine.api import Level, Load, Role, Stage
from nibble_engine.errors import ModelUnsafeError, ModelUnsupportedError
from nibble_engine.interrupt import Interrupted
from nibble_engine.models.loader import LoadedModel, load_model
from nibble_engine.quantization.planner import plan

Steps = list[tuple[Stage, int, int]]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("models")
    return {
        "llama": model_factory.causal(root / "llama"),
        "qwen3": model_factory.causal(root / "qwen3", family="qwen3", tied=True),
        "odd": model_factory.causal(root / "odd", width=model_factory.ODD),
        "marian": model_factory.marian(root / "marian"),
    }


def load(path: Path, level: Level, steps: Steps | None = None, **more: int) -> LoadedModel:
    command = Load(job="j", role=Role.CHAT, path=str(path), level=level, device="cpu", **more)
    kept = [] if steps is None else steps
    return load_model(command, lambda *step: kept.append(step), lambda: False)


@pytest.mark.parametrize("level", [level for level in Level if not level.is_gguf])
@pytest.mark.parametrize("name", ["llama", "qwen3", "marian"])
def test_every_level_loads_and_is_planned(shelf: dict[str, Path], name: str, level: Level) -> None:
    loaded = load(shelf[name], level)
    info = loaded.info
    assert (info.level, info.wanted, info.note) == (level, level, "")
    assert loaded.kind == ("seq2seq" if name == "marian" else "causal")
    assert info.bits == pytest.approx(info.memory * 8 / info.parameters, abs=0.01)
    if level is not Level.FULL:
        assert plan(shelf[name], level, 128).weights == pytest.approx(info.memory, rel=0.05)


@pytest.mark.parametrize("level", [level for level in Level if not level.is_gguf])
def test_quantized_answers_like_the_whole(shelf: dict[str, Path], level: Level) -> None:
    import torch

    ids = torch.arange(3, 19)[None]
    with torch.inference_mode():
        whole = load(shelf["llama"], Level.FULL).model(ids).logits.float().flatten()
        other = load(shelf["llama"], level).model(ids).logits.float().flatten()
    least = {Level.FULL: 0.9999, Level.INT8: 0.99, Level.NF4: 0.85, Level.FP4: 0.75}
    assert torch.corrcoef(torch.stack([whole, other]))[0, 1] > least[level]


def test_shapes_that_do_not_fit_are_left_whole_and_said(shelf: dict[str, Path]) -> None:
    info = load(shelf["odd"], Level.NF4).info
    assert (info.level, info.wanted, info.note) == (Level.FULL, Level.NF4, "level_unavailable")


def test_progress_counts_every_tensor(shelf: dict[str, Path]) -> None:
    steps: Steps = []
    load(shelf["llama"], Level.NF4, steps)
    read = [(done, total) for stage, done, total in steps if stage is Stage.READ]
    assert read[0] == (0, 21)
    assert [done for done, _ in read] == sorted(done for done, _ in read)
    assert {done for done, _ in read} == set(range(22))
    assert steps[-1] == (Stage.WARM, 1, 1)


def test_cancel_between_tensors(shelf: dict[str, Path]) -> None:
    steps: Steps = []
    command = Load(job="j", role=Role.CHAT, path=str(shelf["llama"]), device="cpu")
    with pytest.raises(Interrupted):
        load_model(command, lambda *step: steps.append(step), lambda: len(steps) > 5)
    assert 5 < len(steps) < 21
    assert load(shelf["llama"], Level.FULL).info.level is Level.FULL


def test_context_is_the_smaller_of_wish_and_model(shelf: dict[str, Path]) -> None:
    assert load(shelf["llama"], Level.FULL, context=100).context == 100
    assert load(shelf["llama"], Level.FULL, context=9999).context == 256


def test_no_noise(shelf: dict[str, Path], capfd: pytest.CaptureFixture[str]) -> None:
    load(shelf["marian"], Level.INT8)
    load(shelf["odd"], Level.NF4)
    assert capfd.readouterr() == ("", "")


def test_code_of_a_model_never_runs(tmp_path: Path) -> None:
    folder = model_factory.causal(tmp_path / "m")
    config = (
        (folder / "config.json").read_text().replace("{", '{"auto_map": {"AutoConfig": "x.Y"},', 1)
    )
    (folder / "config.json").write_text(config)
    (folder / "x.py").write_text("raise SystemExit('ran')")
    with pytest.raises(ModelUnsafeError):
        load(folder, Level.FULL)


def test_unknown_architecture(tmp_path: Path) -> None:
    folder = model_factory.causal(tmp_path / "m")
    config = (folder / "config.json").read_text().replace('"llama"', '"nobody_knows"')
    (folder / "config.json").write_text(config)
    with pytest.raises(ModelUnsupportedError):
        load(folder, Level.FULL)
