"""kill -9 of the engine during a reply, twenty times: the window answers, nothing is lost."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import EngineLink, JobHandle
from nibble_app.state import Phase
from nibble_engine import supervisor
from nibble_engine.api import Role
from scripted import chat, factory, load

PATIENCE = 60_000
ANSWERS_WITHIN = 0.2

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")


class Heart(QObject):
    """Beats in the window's event loop and keeps its longest pause in seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._beat)
        self._timer.start(5)

    def _beat(self) -> None:
        now = time.monotonic()
        self.longest = max(self.longest, now - self._last)
        self._last = now


@pytest.fixture
def link(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[EngineLink]:
    # Twenty deaths in a minute are this test's doing; stopping after three has its own tests.
    monkeypatch.setattr(supervisor, "MAX_DEATHS", 1000)
    it = EngineLink(factory(FAKE_NEEDS="1"))
    it.start()
    yield it
    it.stop()


def end_of(qtbot: QtBot, handle: JobHandle) -> Outcome:
    qtbot.waitUntil(lambda: handle.job.outcome is not None, timeout=PATIENCE)
    assert handle.job.outcome
    return handle.job.outcome


def test_the_window_lives_through_twenty_killed_engines(qtbot: QtBot, link: EngineLink) -> None:
    assert end_of(qtbot, link.load(load("m"))).status is JobStatus.FINISHED
    heart = Heart()
    pids: set[int] = set()
    for _ in range(20):
        pieces: list[str] = []
        handle = link.ask(chat("slow 100000"))
        handle.text_arrived.connect(pieces.append)
        qtbot.waitUntil(lambda got=pieces: len(got) >= 3, timeout=PATIENCE)
        pid = link.state.pid
        assert pid and pid not in pids
        pids.add(pid)
        os.kill(pid, signal.SIGKILL)
        outcome = end_of(qtbot, handle)
        assert outcome.status is JobStatus.FAILED and outcome.error
        assert outcome.error.code == "engine_died" and outcome.error.params["how"] == "SIGKILL"
        assert outcome.text == "".join(pieces) and outcome.text.startswith("0 1 2 ")
        after = end_of(qtbot, link.ask(chat("words 2")))
        assert after.status is JobStatus.FINISHED and after.text == "0 1 "
        qtbot.waitUntil(lambda: link.state.phase is Phase.IDLE, timeout=PATIENCE)
        assert link.state.model_for(Role.CHAT)
    assert heart.longest < ANSWERS_WITHIN
