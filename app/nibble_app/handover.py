"""Long work of the command line, done by the engine's own: this process never imports torch."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path
from typing import IO

import msgspec

from nibble_app.console import FAILED, CommandFailed
from nibble_engine.api import ErrorInfo
from nibble_engine.command import ERROR_FILE
from nibble_engine.engine_command import engine_command, engine_environment


def hand_over(name: str, arguments: list[str]) -> None:
    """Runs the engine's command ``name`` with this terminal; ends with its exit status.

    Raises `CommandFailed` with the error it left, for the sentence in the person's language.
    """
    _run(name, arguments, None)


def told_by(name: str, arguments: list[str]) -> bytes:
    """The last line that the engine's command ``name`` wrote; what went wrong ends as above."""
    with tempfile.TemporaryFile() as output:
        _run(name, arguments, output)
        output.seek(0)
        lines = output.read().splitlines()
    return lines[-1] if lines else b""


def _run(name: str, arguments: list[str], output: IO[bytes] | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "error.json"
        command = [*engine_command(), name, *arguments]
        env = engine_environment({ERROR_FILE: str(file)})
        with subprocess.Popen(command, env=env, stdout=output) as engine:
            status = _waited(engine)
        if status == FAILED and file.exists():
            raise CommandFailed(msgspec.json.decode(file.read_bytes(), type=ErrorInfo))
    if status:
        raise SystemExit(status)


def _waited(engine: subprocess.Popen[bytes]) -> int:
    """The exit status; Ctrl+C reaches the engine too, which saves what it has and ends."""
    while True:
        try:
            return engine.wait()
        except KeyboardInterrupt:
            continue
