"""The registry of back ends, and models that are quantized once and saved."""

from __future__ import annotations

from pathlib import Path

import model_factory
import pytest

from nibble_engine.api import Level, Load, Role
from nibble_engine.errors import BadInputError
from nibble_engine.models.loader import load_model
from nibble_engine.models.shelf import inspect
from nibble_engine.quantization import backend, backends
from nibble_engine.quantization.save import save_quantized, save_unused, verify_saved


def test_every_level_has_a_back_end() -> None:
    assert {each.level for each in backends()} == {level for level in Level if not level.is_gguf}
    for each in backends():
        assert backend(each.level) is each
        assert each.available("cpu")
        assert not each.available("abacus")
        assert each.available("mps") is (each.level is Level.FULL)
        assert bool(each.options) is (each.level is not Level.FULL)


def test_bits_of_double_quantization() -> None:
    assert backend(Level.NF4).bits == pytest.approx(4.127, abs=0.001)


@pytest.mark.slow
@pytest.mark.parametrize("level", [Level.INT8, Level.NF4, Level.FP4])
def test_saved_model_gives_the_same_tokens(tmp_path: Path, level: Level) -> None:
    source = model_factory.causal(tmp_path / "source", family="qwen3", tied=True)
    save_quantized(source, tmp_path / "saved", level)
    found = inspect(tmp_path / "saved")
    assert (found.problem, found.prequantized) == ("", level)
    assert found.parameters == inspect(source).parameters
    assert verify_saved(source, tmp_path / "saved", level)
    with pytest.raises(BadInputError):
        save_quantized(tmp_path / "saved", tmp_path / "again", level)


@pytest.mark.slow
def test_verify_notices_another_model(tmp_path: Path) -> None:
    source = model_factory.causal(tmp_path / "source")
    other = model_factory.causal(tmp_path / "other", family="qwen3")
    assert not verify_saved(source, other, Level.NF4)


def test_prequantized_loads_as_it_is(tmp_path: Path) -> None:
    source = model_factory.causal(tmp_path / "source")
    save_quantized(source, tmp_path / "saved", Level.NF4)
    command = Load(
        job="j", role=Role.CHAT, path=str(tmp_path / "saved"), level=Level.INT8, device="cpu"
    )
    info = load_model(command, lambda *step: None, lambda: False).info
    assert (info.level, info.wanted, info.note) == (Level.NF4, Level.INT8, "prequantized")
    assert info.prequantized


def test_a_used_model_is_not_saved(tmp_path: Path) -> None:
    """Loading packs 4-bit weights for our own kernels; the first use does for bitsandbytes' where
    the processor has AVX512-BF16. Elsewhere nothing is packed."""
    from bitsandbytes.nn.modules import has_avx512bf16

    from nibble_engine.native.families import is_known

    if not has_avx512bf16() and not is_known({"model_type": "llama"}):
        pytest.skip("this processor does not pack")
    source = model_factory.causal(tmp_path / "source")
    command = Load(job="j", role=Role.CHAT, path=str(source), level=Level.NF4, device="cpu")
    used = load_model(command, lambda *step: None, lambda: False).model
    with pytest.raises(BadInputError):
        save_unused(used, tmp_path / "saved")
    assert not (tmp_path / "saved").exists()
