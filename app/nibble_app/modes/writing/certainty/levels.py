"""At which other levels an answer can be weighed on this computer, and why not. Free of Qt."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from nibble_engine.api import ErrorInfo, Level, ModelInfo
from nibble_engine.errors import NibbleError
from nibble_engine.quantization.advice import check_beside

_ABOVE = {
    Level.NF4: (Level.FULL, Level.INT8),
    Level.FP4: (Level.FULL, Level.INT8),
    Level.INT8: (Level.FULL,),
    Level.FULL: (),
}


@dataclass(frozen=True)
class Choice:
    """A higher level; ``problem`` says why it cannot be had."""

    level: Level
    problem: ErrorInfo | None = None


def choices(info: ModelInfo, free: Callable[[], int] | None = None) -> list[Choice]:
    """The levels above the loaded one, most bits first; none where there are none. Reads headers.

    ``free`` gives the free bytes. Those of a graphics card only the engine knows, and it looks
    before it loads.
    """
    room = sys.maxsize
    if info.device == "cpu":
        room = free() if free else psutil.virtual_memory().available
    return [Choice(level, _problem(info, level, room)) for level in _ABOVE[info.level]]


def _problem(info: ModelInfo, level: Level, free: int) -> ErrorInfo | None:
    try:
        check_beside(Path(info.path), level, info.context, free, info.device)
    except NibbleError as error:
        return error.info()
    except OSError as error:
        return NibbleError(str(error)).info()
    return None
