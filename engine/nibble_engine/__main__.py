"""The engine as a program: ``python -m nibble_engine`` serves the window over its pipes, and
``python -m nibble_engine COMMAND`` does long work by itself (see command.py)."""

from __future__ import annotations

import os
import sys

_SWITCHES = {
    # Nothing here may reach for the network, whatever a library thinks would be helpful.
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "DISABLE_SAFETENSORS_CONVERSION": "1",
    "TOKENIZERS_PARALLELISM": "false",
    "BITSANDBYTES_NOWELCOME": "1",
}


def main() -> None:
    """Sets the switches, ties the process's life to its parent's, and serves."""
    os.environ.update(_SWITCHES)
    if len(sys.argv) > 1:
        _command(sys.argv[1], sys.argv[2:])
    _die_with_parent()
    from nibble_engine.stdio import serve

    serve()


def _command(name: str, arguments: list[str]) -> None:
    from nibble_engine.command import COMMANDS, run

    if name not in COMMANDS:
        sys.exit(f"nibble_engine: no such command: {name}; there are: {', '.join(COMMANDS)}")
    sys.exit(run(name, arguments))


def _die_with_parent() -> None:
    """On Linux the kernel ends the engine when the thread that started it ends, even by SIGKILL.

    Elsewhere the closed pipe does, or the window's job object on Windows.
    """
    if not sys.platform.startswith("linux"):
        return
    import ctypes
    import signal

    set_parent_death_signal = 1  # PR_SET_PDEATHSIG of prctl(2)
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGKILL, 0, 0, 0)


if __name__ == "__main__":
    main()
