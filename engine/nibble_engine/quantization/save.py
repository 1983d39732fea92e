"""A model quantized once and saved, so that later loads read a quarter of the bytes.

bitsandbytes 0.50 repacks 4-bit weights at their first use on a CPU with AVX512-BF16, and saving
the repacked ones damages both the file and the living model. So a model is saved right after it
was loaded, a used one is refused, and what was saved is proven in a fresh process.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import nibble_engine
from nibble_engine.api import Level, Load, Role
from nibble_engine.errors import BadInputError, LevelUnavailableError

if TYPE_CHECKING:
    from transformers import PreTrainedModel

_WEIGHTS = (".safetensors", ".safetensors.index.json", ".bin", ".pt", ".pth")
_PROMPT = "Where is the station? 车站在哪里？"
_NEW_TOKENS = 24


def save_quantized(source: Path, destination: Path, level: Level) -> None:
    """Quantizes the 16-bit model folder ``source`` on the CPU into the new ``destination``.

    Raises what loading raises, `BadInputError` where ``source`` is quantized already and
    `LevelUnavailableError` where this level cannot be had here.
    """
    import torch

    from nibble_engine.models.loader import read
    from nibble_engine.models.shelf import checked_config, quantized_level
    from nibble_engine.quantization import backend

    if quantized_level(checked_config(source)) is not None:
        raise BadInputError(what="quantized")
    if level is Level.FULL or not backend(level).available("cpu"):
        raise LevelUnavailableError(level=str(level), device="cpu")
    model, _ = read(source, level, torch.device("cpu"), prequantized=False)
    save_unused(model, destination)
    for file in source.iterdir():
        if file.is_file() and not file.name.endswith(_WEIGHTS):
            _copy_new(file, destination / file.name)


def _copy_new(file: Path, target: Path) -> None:
    if not target.exists():
        shutil.copy(file, target)


def save_unused(model: PreTrainedModel, destination: Path) -> None:
    """Saves a model that has not computed anything; raises `BadInputError` for a used one."""
    states = (getattr(weight, "quant_state", None) for weight in model.parameters())
    is_packed = any(type(module).__name__ == "PackedLinear" for module in model.modules())
    if is_packed or any(getattr(state, "packing_format_for_cpu", False) for state in states):
        raise BadInputError("saving would damage it", what="used_model")
    destination.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(destination)


def verify_saved(source: Path, saved: Path, level: Level) -> bool:
    """Whether ``saved`` gives the same greedy tokens as ``source`` quantized on load.

    Each side runs in a process of its own; raises `subprocess.CalledProcessError` if one fails.
    """
    return _tokens_elsewhere(source, level) == _tokens_elsewhere(saved, level)


def _tokens_elsewhere(folder: Path, level: Level) -> list[int]:
    root = str(Path(nibble_engine.__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-m", __name__, str(folder), str(level)],
        env={**os.environ, "PYTHONPATH": root},
        capture_output=True,
        check=True,
        timeout=600,
    )
    tokens: list[int] = json.loads(done.stdout.splitlines()[-1])
    return tokens


def greedy_tokens(folder: Path, level: Level) -> list[int]:
    """The tokens that the model of a folder adds to a fixed prompt, the likeliest each time."""
    import torch

    from nibble_engine.models.loader import load_model

    command = Load(job="verify", role=Role.CHAT, path=str(folder), level=level, device="cpu")
    loaded = load_model(command, lambda stage, done, total: None, lambda: False)
    ids = loaded.tokenizer(_PROMPT, return_tensors="pt")["input_ids"]
    with torch.inference_mode():
        out = loaded.model.generate(
            input_ids=ids,
            attention_mask=torch.ones_like(ids),
            do_sample=False,
            max_new_tokens=_NEW_TOKENS,
        )
    return [int(token) for token in out[0]]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(greedy_tokens(Path(sys.argv[1]), Level(sys.argv[2]))) + "\n")
