"""Seconds to load a model that was quantized once, against quantizing it at each load."""

from __future__ import annotations

import gc
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from nibble_engine.allocation import trim
from nibble_engine.api import Level, ModelInfo
from nibble_engine.benchmark.asked import Asked
from nibble_engine.benchmark.figure import Figure
from nibble_engine.benchmark.kinds import Kind
from nibble_engine.benchmark.ours import load_command, loaded_now
from nibble_engine.benchmark.turns import by_turns
from nibble_engine.errors import LevelUnavailableError, NoFullWeightsError
from nibble_engine.models.shelf import checked_config, quantized_level
from nibble_engine.quantization.save import save_quantized

ROOM = 512
"""Tokens; the cache is made when there is something to read."""


def loading(asked: Asked) -> Figure:
    """Both from files that the system has in its memory after the first time, so that the disk is
    not what is measured. Raises `NoFullWeightsError` where there is nothing left to quantize."""
    held = quantized_level(checked_config(asked.path))
    if held is not None:
        raise NoFullWeightsError(
            path=str(asked.path), level=str(Level.FULL), held=str(held), reason="load"
        )
    with tempfile.TemporaryDirectory(prefix="nibble-bench-") as folder:
        saved = Path(folder) / "saved"
        save_quantized(asked.path, saved, asked.level)
        quantized = replace(asked, path=saved)
        found = by_turns(asked.runs, lambda run: _load(quantized)[0], lambda run: _load(asked)[0])
        info = _load(asked)[1]
    return Figure.of(info, Kind.LOAD, "s", found)


def _load(asked: Asked) -> tuple[float, ModelInfo]:
    """Seconds; the model is gone again before anybody looks at the clock."""
    begun = time.perf_counter()
    loaded = loaded_now(load_command(asked, ROOM))
    taken, info = time.perf_counter() - begun, loaded.info
    if info.level is not asked.level:
        raise LevelUnavailableError(level=str(asked.level), device=info.device)
    del loaded
    gc.collect()
    trim()
    return taken, info
