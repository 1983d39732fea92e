"""The fake engine as a client, and short ways to ask it for something."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

from nibble_engine.api import Chat, Load, Message, Role, new_job
from nibble_engine.client import EngineProcess

FAKE = Path(__file__).parent / "engine" / "fake_engine.py"


def fake(
    *, ready_seconds: float = 30.0, log_folder: Path | None = None, **env: str
) -> EngineProcess:
    command = [sys.executable, str(FAKE)]
    return EngineProcess(command, env=env, ready_seconds=ready_seconds, log_folder=log_folder)


def factory(**env: str) -> Callable[[], EngineProcess]:
    return lambda: fake(**env)


def scripted_model(folder: Path, **script: object) -> Path:
    """A model folder that plays ``script``; see nibble_engine.scripted."""
    folder.mkdir(exist_ok=True)
    config = {"model_type": "nibble_scripted", "script": script}
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    return folder


def chat(text: str) -> Chat:
    return Chat(job=new_job(), messages=(Message(role="user", content=text),))


def load(path: str, role: Role = Role.CHAT) -> Load:
    return Load(job=new_job(), role=role, path=path)
