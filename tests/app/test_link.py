"""The link in a real event loop, with a real child process behind it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from itertools import pairwise

import psutil
import pytest
from PySide6.QtCore import QThread, QTimer
from pytestqt.qtbot import QtBot

from nibble_app.fold import Fold
from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import EngineLink, JobHandle
from nibble_app.state import EngineState, Phase
from nibble_engine.api import Loaded, Progress, Role, Stage, TextDelta
from scripted import chat, factory, load

PATIENCE = 60_000


@pytest.fixture
def link(qtbot: QtBot) -> Iterator[EngineLink]:
    it = EngineLink(factory())
    it.start()
    yield it
    it.stop()


class Listener:
    """Everything a handle says, in order."""

    def __init__(self, handle: JobHandle) -> None:
        self.pieces: list[str] = []
        self.ends: list[Outcome] = []
        self.events: list[object] = []
        self.after_end = 0
        self.threads: set[bool] = set()
        handle.text_arrived.connect(self._text)
        handle.event_arrived.connect(self.events.append)
        handle.ended.connect(self.ends.append)

    def _text(self, text: str) -> None:
        self.pieces.append(text)
        self.after_end += bool(self.ends)
        self.threads.add(threading.current_thread() is threading.main_thread())


def ended(listener: Listener) -> bool:
    return bool(listener.ends)


def wait_for_end(qtbot: QtBot, listener: Listener) -> Outcome:
    qtbot.waitUntil(lambda: ended(listener), timeout=PATIENCE)
    return listener.ends[0]


def test_ten_thousand_pieces_arrive_complete_in_order_and_folded(
    qtbot: QtBot, link: EngineLink
) -> None:
    beats: list[float] = []
    heart = QTimer()
    heart.timeout.connect(lambda: beats.append(time.monotonic()))
    heart.start(5)
    began = time.monotonic()
    handle = link.ask(chat("words 10000"))
    listener = Listener(handle)
    outcome = wait_for_end(qtbot, listener)
    seconds = time.monotonic() - began
    heart.stop()
    expected = "".join(f"{n} " for n in range(10000))
    assert "".join(listener.pieces) == expected == outcome.text == handle.job.text
    assert outcome.status is JobStatus.FINISHED and outcome.reason == "stop"
    assert listener.after_end == 0 and listener.threads == {True}
    assert len(listener.pieces) <= seconds / 0.016 + 2 and len(listener.pieces) < 1000
    assert max(b - a for a, b in pairwise(beats)) < 0.1


def test_state_and_model_events_reach_the_window(qtbot: QtBot, link: EngineLink) -> None:
    phases: list[Phase] = []
    link.state_changed.connect(lambda state: phases.append(state.phase))
    listener = Listener(link.load(load("slow")))
    assert wait_for_end(qtbot, listener).status is JobStatus.FINISHED
    assert any(isinstance(event, Loaded) for event in listener.events)
    qtbot.waitUntil(lambda: link.state.phase is Phase.IDLE, timeout=PATIENCE)
    assert Phase.LOADING in phases and link.state.pid
    info = link.state.model_for(Role.TRANSLATION)
    assert info and info.path == "slow"


def test_cancel_keeps_the_text(qtbot: QtBot, link: EngineLink) -> None:
    handle = link.ask(chat("slow 5000"))
    listener = Listener(handle)
    qtbot.waitUntil(lambda: bool(listener.pieces), timeout=PATIENCE)
    handle.cancel()
    outcome = wait_for_end(qtbot, listener)
    assert outcome.status is JobStatus.CANCELLED and outcome.text.startswith("0 1 ")
    assert outcome.text == "".join(listener.pieces)
    handle.cancel()


def test_a_hanging_reply_is_ended_and_the_next_one_works(qtbot: QtBot, link: EngineLink) -> None:
    handle = link.ask(chat("hang"))
    listener = Listener(handle)
    qtbot.waitUntil(lambda: bool(listener.pieces), timeout=PATIENCE)
    handle.cancel()
    outcome = wait_for_end(qtbot, listener)
    assert outcome.status is JobStatus.CANCELLED and outcome.text == "and then nothing"
    after = Listener(link.ask(chat("words 1")))
    assert wait_for_end(qtbot, after).text == "0 "


def test_three_deaths_are_explained_and_restart_works(qtbot: QtBot, link: EngineLink) -> None:
    for _ in range(3):
        outcome = wait_for_end(qtbot, Listener(link.ask(chat("exit 4"))))
        assert outcome.status is JobStatus.FAILED
        assert outcome.error and outcome.error.params["how"] == "exit 4"
    qtbot.waitUntil(lambda: link.state.phase is Phase.FAILED, timeout=PATIENCE)
    assert link.state.error and link.state.error.code == "engine_start"
    assert link.state.deaths == 3
    refused = wait_for_end(qtbot, Listener(link.ask(chat("words 1"))))
    assert refused.error and refused.error.code == "engine_start"
    link.restart()
    qtbot.waitUntil(lambda: link.state.phase is Phase.IDLE, timeout=PATIENCE)
    assert wait_for_end(qtbot, Listener(link.ask(chat("words 1")))).text == "0 "


def test_stop_leaves_no_thread_and_no_child_and_ends_every_job(qtbot: QtBot) -> None:
    link = EngineLink(factory(FAKE_DEAF="1"))
    link.start()
    handle = link.ask(chat("hang"))
    listener = Listener(handle)
    qtbot.waitUntil(lambda: bool(listener.pieces), timeout=PATIENCE)
    pid = link.state.pid
    assert pid and psutil.pid_exists(pid)
    link.stop()
    assert [end.status for end in listener.ends] == [JobStatus.CANCELLED]
    assert listener.ends[0].text == "and then nothing"
    assert not psutil.pid_exists(pid)
    assert not [t for t in threading.enumerate() if t.name.startswith("engine-")]
    assert link.state == EngineState()
    link.stop()


def test_a_link_that_never_started_stops_too(qtbot: QtBot) -> None:
    link = EngineLink(factory())
    listener = Listener(link.ask(chat("words 1")))
    link.stop()
    assert [end.status for end in listener.ends] == [JobStatus.CANCELLED]


def test_a_slot_may_ask_again_and_stop_from_inside(qtbot: QtBot, link: EngineLink) -> None:
    second: list[Listener] = []
    first = link.ask(chat("words 3"))
    first.ended.connect(lambda _: second.append(Listener(link.ask(chat("words 2")))))
    qtbot.waitUntil(lambda: bool(second) and ended(second[0]), timeout=PATIENCE)
    assert second[0].ends[0].text == "0 1 "
    stopper = link.ask(chat("words 1"))
    stopper.ended.connect(lambda _: link.stop())
    listener = Listener(stopper)
    wait_for_end(qtbot, listener)
    assert QThread.currentThread().isMainThread() and len(listener.ends) == 1


def test_fold_joins_within_a_job_and_keeps_its_order() -> None:
    fold = Fold()
    told = [fold.add(TextDelta(job=job, text=text)) for job, text in ["a1", "b2", "a3", "b4"]]
    fold.add(Progress(job="a", stage=Stage.PREFILL, done=1, total=9))
    fold.add(Progress(job="a", stage=Stage.PREFILL, done=2, total=9))
    fold.add(TextDelta(job="a", text="5"))
    assert told == [True, False, False, False]
    assert fold.take() == [
        TextDelta(job="a", text="13"),
        TextDelta(job="b", text="24"),
        Progress(job="a", stage=Stage.PREFILL, done=2, total=9),
        TextDelta(job="a", text="5"),
    ]
    assert fold.take() == [] and fold.add(TextDelta(job="a", text="6"))
