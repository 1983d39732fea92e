"""Model folders made to do harm: each is refused in words, runs nothing, reaches nothing."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import hostile_code
import hostile_configs
import hostile_files
import hostile_templates
import model_factory
import psutil
import pytest
from hostile_models import CASES, World, listening, was_called

from nibble_app.error_sentences import SENTENCES
from nibble_engine.api import (
    AnyCommand,
    AnyEvent,
    Cancelled,
    Chat,
    Failed,
    Finished,
    Level,
    Load,
    Message,
    Role,
    Sampling,
    new_job,
)
from nibble_engine.client import EngineProcess
from nibble_engine.models.shelf import inspect

SPOILERS = (hostile_code, hostile_configs, hostile_files, hostile_templates)
SECONDS = 10
BYTES = 2**30

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="pipes, devices and limits of memory as Linux has"
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return model_factory.causal(tmp_path_factory.mktemp("sound") / "model")


@pytest.fixture(scope="module")
def server() -> Iterator[socket.socket]:
    with listening() as found:
        yield found


@pytest.fixture
def world(tmp_path: Path, server: socket.socket) -> Iterator[World]:
    """A place with something to find, and a look at it afterwards."""
    outside = tmp_path / "outside"
    outside.mkdir()
    secret = outside / "secret.safetensors"
    secret.write_bytes(b"a secret")
    yield World(outside / "canary", secret, server.getsockname()[1])
    assert not (outside / "canary").exists()
    assert not was_called(server)
    assert secret.read_bytes() == b"a secret"


class LimitedEngine:
    """A real engine process that may take a gigabyte more than its libraries do."""

    def __init__(self, sound: Path) -> None:
        self._sound = sound
        self._process: EngineProcess | None = None

    def do(self, command: AnyCommand, seconds: float = SECONDS) -> AnyEvent:
        """The end of a job; the engine is killed, and the test fails, where it takes longer."""
        engine = self._started()
        engine.send(command)
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            event = engine.next_event(left)
            if isinstance(event, Failed | Finished | Cancelled) and event.job == command.job:
                return event
        self.close()
        raise AssertionError(f"no end within {seconds} s")

    def close(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.close()
            self._process = None

    def _started(self) -> EngineProcess:
        if self._process is not None and self._process.alive:
            return self._process
        self._process = EngineProcess()
        self._process.start()
        end = self.do(load(self._sound), 120)
        assert isinstance(end, Finished)
        child = psutil.Process(self._process.pid)
        most = child.memory_info().vms + BYTES
        child.rlimit(psutil.RLIMIT_AS, (most, most))
        return self._process


@pytest.fixture(scope="module")
def engine(sound: Path) -> Iterator[LimitedEngine]:
    found = LimitedEngine(sound)
    yield found
    found.close()


def load(folder: Path) -> Load:
    return Load(job=new_job(), role=Role.CHAT, path=str(folder), level=Level.FULL, device="cpu")


def chat(*texts: str) -> Chat:
    roles: tuple[Literal["user", "assistant"], ...] = ("user", "assistant") * 2
    turns = tuple(
        Message(role=role, content=text) for role, text in zip(roles, texts, strict=False)
    )
    return Chat(job=new_job(), messages=turns, sampling=Sampling(max_new_tokens=4))


def spoilt(name: str, sound: Path, place: Path, world: World) -> Path:
    folder = place / name
    shutil.copytree(sound, folder)
    CASES[name].spoil(folder, world)
    return folder


def test_there_are_enough() -> None:
    assert len(CASES) >= 60 and len(SPOILERS) == 4


@pytest.mark.parametrize("name", list(CASES))
def test_it_is_refused_and_runs_nothing(
    name: str, sound: Path, tmp_path: Path, world: World, engine: LimitedEngine
) -> None:
    folder = spoilt(name, sound, tmp_path, world)
    found = inspect(folder)
    assert found.problem in CASES[name].shelf
    end = engine.do(load(folder))
    code = end.error.code if isinstance(end, Failed) else ""
    assert code in CASES[name].load, end
    for problem in {found.problem, code} - {""}:
        assert SENTENCES[problem].detail and SENTENCES[problem].action
    if isinstance(end, Failed):
        params = {key: str(value) for key, value in end.error.params.items()}
        assert SENTENCES[code].detail.format_map(params)


def test_the_engine_goes_on_after_all_that(sound: Path, engine: LimitedEngine) -> None:
    assert isinstance(engine.do(load(sound)), Finished)
    assert isinstance(engine.do(chat("Where is the station?")), Finished)


def test_a_template_that_waits_for_a_longer_conversation(
    sound: Path, tmp_path: Path, engine: LimitedEngine
) -> None:
    folder = tmp_path / "patient"
    shutil.copytree(sound, folder)
    bomb = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    template = f"{{% if messages|length > 1 %}}{bomb}{{% endif %}}{model_factory.CHATML}"
    (folder / "chat_template.jinja").write_text(template, "utf-8")
    assert isinstance(engine.do(load(folder)), Finished)
    end = engine.do(chat("Where is the station?", "There.", "Where?"))
    assert isinstance(end, Failed) and end.error.code == "model_template"
    assert isinstance(engine.do(chat("Where is the station?")), Finished)


_MEASURED = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:])
_, status, used = os.wait4(child.pid, 0)
print(used.ru_maxrss, used.ru_utime + used.ru_stime, file=sys.stderr)
sys.exit(os.waitstatus_to_exitcode(status))
"""
"""Between the tests and the command: Linux gives a child the peak of the process that starts it."""


def test_the_list_names_every_problem(sound: Path, tmp_path: Path, world: World) -> None:
    models = tmp_path / "data" / "models"
    for name in CASES:
        spoilt(name, sound, models, world)
    before = _names(tmp_path, models)
    environment = {
        **os.environ,
        "NIBBLE_HOME": str(tmp_path),
        "HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-m", "nibble_app", "models", "list"]
    for arguments in (["--json"], []):
        with (tmp_path / "told").open("wb") as told:
            measured = [sys.executable, "-S", "-c", _MEASURED, *command, *arguments]
            done = subprocess.run(
                measured, env=environment, stdout=told, stderr=subprocess.PIPE, check=False
            )
        text = (tmp_path / "told").read_text("utf-8")
        most, seconds = done.stderr.split()[-2:]
        assert done.returncode == 0 and int(most) * 1024 < BYTES
        assert float(seconds) < SECONDS * 3  # for all of them together
        assert "\x1b" not in text and "\x07" not in text
        if arguments:
            problems = {Path(m["path"]).name: m["problem"] for m in json.loads(text)}
            assert {
                n: p for n, p in problems.items() if n in CASES and p not in CASES[n].shelf
            } == {}
            assert set(CASES) <= set(problems)
    assert _names(tmp_path, models) - before <= {tmp_path / "told", tmp_path / "config"}


def _names(home: Path, models: Path) -> set[Path]:
    return {*home.iterdir(), *models.iterdir()}
