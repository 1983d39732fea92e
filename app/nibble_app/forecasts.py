"""What loads really took on this computer beside what was forecast, and what that teaches. Free of
Qt; reads and writes a file: not for the window's thread."""

from __future__ import annotations

import contextlib
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from nibble_engine.api import ModelInfo
from nibble_engine.documents.saving import save
from nibble_engine.errors import DiskError, NibbleError
from nibble_engine.quantization.planner import MemoryPlan, plan

_MOST = 300
_ENOUGH = 3
"""Loads of a device before anything is learned from them."""
_BOUND = 0.15
"""Share of a forecast by which it is corrected at most: more would be a fault, and no habit."""


class Record(msgspec.Struct, frozen=True):
    """One load: bytes that were forecast for a model that is there and rests, and bytes that its
    process had."""

    when: float
    model: str
    level: str
    head: str
    device: str
    predicted: int
    measured: int

    @property
    def missing(self) -> int:
        """Bytes by which the forecast was too low."""
        return self.measured - self.predicted


class Forecasts:
    """The records of a data folder; a file that cannot be read is put aside."""

    def __init__(self, data: Path) -> None:
        self._path = data / "forecasts.json"

    def records(self) -> list[Record]:
        """All of them, oldest first."""
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=list[Record])
        except FileNotFoundError:
            return []
        except (OSError, ValueError):
            with contextlib.suppress(OSError):
                self._path.replace(self._path.with_suffix(".damaged.json"))
            return []

    def add(self, info: ModelInfo) -> Record | None:
        """Keeps what a load took; None where it was not measured, or nothing was forecast."""
        if not info.resident:
            return None
        try:
            planned = plan(Path(info.path), info.level, info.context, device=info.device,
                           head=info.head, cache=info.cache)  # fmt: skip
        except (NibbleError, OSError):
            return None
        record = Record(
            time.time(), info.name, str(info.level), info.head, info.device, resting(planned),
            info.resident,
        )  # fmt: skip
        with contextlib.suppress(OSError, DiskError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            save(self._path, msgspec.json.encode([*self.records(), record][-_MOST:]))
        return record

    def correction(self, device: str) -> int:
        """Bytes to add to a forecast for this device, see `learned`."""
        return learned(self.records(), device)


def resting(planned: MemoryPlan) -> int:
    """What a model takes that is loaded and asked for nothing."""
    return planned.process + planned.tokenizer + planned.weights


def learned(records: Sequence[Record], device: str) -> int:
    """The median of what was missing in the newest loads of each model at each level: what this
    computer's libraries take more than ours did. Never negative: a forecast is to be no promise
    of room that may be needed; and bounded by a share of the forecasts."""
    newest = {
        (one.model, one.level, one.head): one for one in records if one.device == device
    }.values()
    if len([one for one in records if one.device == device]) < _ENOUGH:
        return 0
    most = int(_BOUND * min(one.predicted for one in newest))
    return max(0, min(most, int(statistics.median(one.missing for one in newest))))
