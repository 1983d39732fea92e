"""The engine's own command line: the long work that `nibble` hands over to a process with torch.

``python -m nibble_engine train|eval|quantize|bench …``. What goes wrong is written as an
`ErrorInfo` to the file that the variable NIBBLE_ERROR_FILE names, for the program to put into
words.
"""

from __future__ import annotations

import importlib
import logging
import os
import sys
import warnings
from pathlib import Path

import msgspec

from nibble_engine.api import ErrorInfo, Level
from nibble_engine.foreign_errors import translated

COMMANDS = {
    "train": "nibble_engine.training.__main__",
    "eval": "nibble_engine.evaluation.__main__",
    "quantize": "nibble_engine.quantization.__main__",
    "bench": "nibble_engine.benchmark.__main__",
}
ERROR_FILE = "NIBBLE_ERROR_FILE"
LEVELS = {
    "16": Level.FULL,
    "8": Level.INT8,
    "4": Level.NF4,
    "nf4": Level.NF4,
    "fp4": Level.FP4,
}
"""What a person may write for a level."""
FAILED, INTERRUPTED = 1, 130


def run(name: str, arguments: list[str]) -> int:
    """Does the command; returns the exit status."""
    # Libraries would tell people of kernels they do not have and of options to come.
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)
    warnings.simplefilter("ignore", FutureWarning)
    try:
        status: int = importlib.import_module(COMMANDS[name]).main(arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the border: every foreign error becomes ours
        _hand_over(translated(error, device="cpu", path="").info())
        return FAILED
    return status


def _hand_over(error: ErrorInfo) -> None:
    if path := os.environ.get(ERROR_FILE):
        Path(path).write_bytes(msgspec.json.encode(error))
    else:
        say(f"nibble_engine: {error.code} {error.params} {error.detail}")


def say(text: str, end: str = "\n") -> None:
    """A line of progress; stdout is for results."""
    sys.stderr.write(text + end)
    sys.stderr.flush()
