"""kill -9 of the engine during a reply, twenty times: the window lives, nothing written is lost.

The window and the engine's process are the real ones; only the model is scripted, so that the
reply is long enough to be killed in the middle.
"""

from __future__ import annotations

import os
import signal
import statistics
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_app.state import Phase
from nibble_engine import supervisor
from nibble_engine.api import Role
from scripted import scripted_model
from windows import closed, support_chat

ANSWERS_WITHIN = 0.2
PATIENCE = 60_000
TIMES = 20

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX"),
]


class Heart(QObject):
    """Beats in the window's thread; `longest` is the longest it could not, in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(5)

    def reset(self) -> None:
        self.longest, self._last = 0.0, time.monotonic()

    def _beat(self) -> None:
        now = time.monotonic()
        self.longest = max(self.longest, now - self._last)
        self._last = now


@pytest.fixture
def program(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    # Twenty deaths in a minute are this test's doing; stopping after three has its own tests.
    monkeypatch.setattr(supervisor, "MAX_DEATHS", 1000)
    monkeypatch.setenv("NIBBLE_HOME", str(tmp_path))
    monkeypatch.setenv("NIBBLE_SCRIPTED", "1")
    words = [f"w{i} " for i in range(10)]
    model = scripted_model(tmp_path / "model", words=words, milliseconds=4)
    settings = Settings(folders.config_file())
    settings.set("engine.chat_model", str(model))
    settings.set("engine.translation_model", str(model))
    program = Program.open(qapp)
    program.window.show()
    program.start()
    yield program
    closed(qapp, program)


def test_the_window_lives_through_twenty_killed_engines(qtbot: QtBot, program: Program) -> None:
    link, settings = program.context.link, program.context.settings
    view = support_chat(program)

    def ready() -> bool:
        return link.state.phase is Phase.IDLE and link.state.model_for(Role.CHAT) is not None

    qtbot.waitUntil(ready, timeout=PATIENCE)
    heart, gaps = Heart(), []
    pids: set[int] = set()
    for turn in range(TIMES):
        settings.set("sampling.max_new_tokens", 30000)
        view.composer.put(f"question {turn}")
        view.composer.send.click()
        qtbot.waitUntil(lambda: bool(view.room.reply and len(view.room.reply.text) > 30))
        reply = view.room.reply
        pid = link.state.pid
        assert reply and pid and pid not in pids
        pids.add(pid)
        heart.reset()
        os.kill(pid, signal.SIGKILL)
        qtbot.waitUntil(lambda: view.room.reply is None, timeout=PATIENCE)
        gaps.append(heart.longest)
        message = view.room.thread()[-1]
        assert message.id == reply.message and message.status == "failed"
        assert message.content == reply.text and message.content.startswith("w0 w1 w2 ")
        assert view.transcript.cards()[-1].text() == message.content
        qtbot.waitUntil(ready, timeout=PATIENCE)
        settings.set("sampling.max_new_tokens", 16)
        view.composer.put("next")
        view.composer.send.click()
        qtbot.waitUntil(lambda: view.room.reply is None, timeout=PATIENCE)
        assert view.room.thread()[-1].status == "done"
        assert view.room.thread()[-1].content.startswith("w0 w1 ")
    # The median: another program's load stretches one gap or two, a wait in the window's thread
    # would stretch them all.
    assert statistics.median(gaps) < ANSWERS_WITHIN
