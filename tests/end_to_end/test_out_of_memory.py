"""Memory that really runs out: a limit on the engine's process, at random moments.

Each time the window lives, a plan that fits is offered, one click takes it, and the conversation
goes on under the same limit. NIBBLE_OOMS says how often; the usual few keep the tests short.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.jobs import JobStatus
from nibble_app.model_choice import chosen_path
from nibble_app.notices import Notice
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_engine.api import Chat, Message, Role, Sampling, new_job
from windows import closed, wait_for_models

if sys.platform != "linux":
    pytest.skip("limits of a running process are Linux's", allow_module_level=True)
import resource

sys.path.append(str(Path(__file__).parent.parent / "benchmarks"))
TIMES = int(os.environ.get("NIBBLE_OOMS", "4"))
PATIENCE = 150_000
MIB = 2**20


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """171 MB of weights in 8 bits, of which 33 stay in the file, and 134 MB of cache for 4,096
    tokens. In 16 bits it would be read from its file, which no such limit counts."""
    import memory_models

    path = tmp_path_factory.mktemp("model") / "llama-151m"
    memory_models.SHAPES["llama-151m"] = memory_models.decoder(
        "llama",
        wide=1024,
        layers=8,
        heads=16,
        groups=16,
        head_dim=64,
        vocab_size=16000,
        intermediate_size=4096,
        tie_word_embeddings=True,
    )
    memory_models.make(path, "llama-151m")
    return path


@pytest.fixture
def program(
    qapp: QApplication, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setenv("NIBBLE_HOME", str(tmp_path))
    settings = Settings(folders.config_file())
    settings.set("ui.language", "en")
    settings.set("engine.level", "8")
    program = Program.open(qapp)
    program.window.show()
    program.start()
    yield program
    closed(qapp, program)


class Gaps:
    """The longest time that the window did not answer."""

    def __init__(self) -> None:
        self._last = time.monotonic()
        self.longest = 0.0
        self._timer = QTimer()
        self._timer.timeout.connect(self._beat)
        self._timer.start(10)

    def _beat(self) -> None:
        now = time.monotonic()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def limit(program: Program, more: int) -> None:
    """The engine may have so many bytes more than it has now."""
    pid = program.context.link.state.pid
    assert pid is not None
    data = int(psutil.Process(pid).memory_info().data)
    resource.prlimit(pid, resource.RLIMIT_DATA, (data + more, resource.RLIM_INFINITY))


def unlimited(program: Program) -> None:
    pid = program.context.link.state.pid
    assert pid is not None
    resource.prlimit(pid, resource.RLIMIT_DATA, (resource.RLIM_INFINITY,) * 2)


def asked(qtbot: QtBot, program: Program, words: int) -> tuple[JobStatus, str]:
    """How a conversation with so many words before it ended, and the error's code."""
    text = " ".join(f"word{number % 90}" for number in range(words))
    command = Chat(
        job=new_job(),
        messages=(Message(role="user", content=text),),
        sampling=Sampling(max_new_tokens=16, temperature=0.0),
    )
    handle = program.context.link.ask(command)
    with qtbot.waitSignal(handle.ended, timeout=PATIENCE):
        pass
    outcome = handle.job.outcome
    assert outcome is not None
    return outcome.status, outcome.error.code if outcome.error else ""


def offered(
    qtbot: QtBot, program: Program, told: list[Notice], *, loading: bool, model: Path | None
) -> Notice | None:
    """The plan that is offered, or None where the model that was to be loaded did fit."""

    def plan() -> Notice | None:
        return next((n for n in reversed(told) if n.action and "memory" in n.text), None)

    def is_loaded() -> bool:
        # Not the settings: after a load that failed they say what is still there.
        wanted = str(model or chosen_path(program.context.settings, Role.CHAT))
        info = program.context.link.state.models[Role.CHAT].info
        return not program.control.loading and info is not None and info.path == wanted

    qtbot.waitUntil(lambda: plan() is not None or (loading and is_loaded()), timeout=PATIENCE)
    return plan()


def settled(qtbot: QtBot, program: Program) -> None:
    qtbot.wait(600)  # the pause in which several settings may change
    wait_for_models(qtbot, program)


def taken(qtbot: QtBot, program: Program, told: list[Notice], model: Path | None) -> int:
    """Takes the plan that is offered until one fits: a forecast knows nothing of what else the
    process holds. Returns how many it took."""
    for number in range(5):
        first = model if number == 0 else None
        loading = number > 0 or first is not None
        notice = offered(qtbot, program, told, loading=loading, model=first)
        if notice is None or notice.action is None:
            return number
        told.clear()
        notice.action.do()
        qtbot.wait(600)  # the pause in which several settings may change
        qtbot.waitUntil(lambda: not program.control.loading, timeout=PATIENCE)
        if program.context.link.state.models[Role.CHAT].info is not None:
            return number + 1
    raise AssertionError(told)


@pytest.mark.timeout(120 + 60 * TIMES)
def test_the_window_lives_and_the_conversation_goes_on(
    qtbot: QtBot, program: Program, model: Path
) -> None:
    draw = random.Random(int(os.environ.get("NIBBLE_SEED", "11")))
    told: list[Notice] = []
    program.context.notices.shown.connect(told.append)
    settings = program.context.settings
    wait_for_models(qtbot, program)
    gaps = Gaps()
    ends: dict[str, int] = {}
    for number in range(TIMES):
        told.clear()
        while_loading = number % 2 == 0
        if while_loading:
            limit(program, draw.randrange(60, 130) * MIB)
            settings.set("engine.chat_model", str(model))
            kind = "load"
        else:
            settings.set("engine.chat_model", str(model))
            settled(qtbot, program)
            limit(program, draw.randrange(20, 100) * MIB)
            status, code = asked(qtbot, program, 600)
            kind = f"answer {code or status}"
        if not while_loading and code == "":
            # The allocator still had room of its own: there was nothing to offer.
            kind = "fitted"
        else:
            steps = taken(qtbot, program, told, model if while_loading else None)
            kind = f"{kind}, {steps} steps" if steps else "fitted"
        ends[kind] = ends.get(kind, 0) + 1
        assert asked(qtbot, program, 20)[0] is JobStatus.FINISHED, (number, kind, told)
        unlimited(program)
        for key in ("chat_model", "context", "cache", "head"):
            settings.reset(f"engine.{key}")
        settings.set("engine.level", "8")
        settled(qtbot, program)
    print(f"{TIMES} times: {ends}; the window's longest pause {gaps.longest * 1000:.0f} ms")
    assert program.window.isVisible()
