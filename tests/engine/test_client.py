"""The client against a real child process that does as it is told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from nibble_engine.api import ENDS, AnyEvent, Cancel, Failed, Finished, Ready, TextDelta
from nibble_engine.client import EngineProcess
from nibble_engine.engine_command import engine_command, engine_environment
from nibble_engine.errors import EngineStartError
from nibble_engine.mailbox import Mailbox
from scripted import chat, fake


@contextmanager
def running(client: EngineProcess) -> Iterator[EngineProcess]:
    client.start()
    try:
        yield client
    finally:
        client.close()


def until_end(client: EngineProcess, job: str) -> list[AnyEvent]:
    events: list[AnyEvent] = []
    for event in client.events():
        if event.job == job:
            events.append(event)
            if isinstance(event, ENDS):
                return events
    return events


def text_of(events: list[AnyEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextDelta))


def test_ready_comes_first_and_a_job_ends_with_its_words() -> None:
    with running(fake()) as client:
        first = client.next_event(30)
        assert isinstance(first, Ready) and first.pid == client.pid
        ask = chat("words 3")
        client.send(ask)
        events = until_end(client, ask.job)
        assert text_of(events) == "0 1 2 "
        assert isinstance(events[-1], Finished)
        assert client.alive and client.outcome is None


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_a_segfault_is_told_after_everything_that_was_said() -> None:
    with running(fake()) as client:
        ask, waiting = chat("segfault"), chat("words 1")
        client.send(ask)
        client.send(waiting)
        events = list(client.events())
        assert text_of(events) == "before the fall "
        ends = [event for event in events if isinstance(event, Failed)]
        assert sorted(end.job for end in ends) == sorted([ask.job, waiting.job])
        assert {end.error.code for end in ends} == {"engine_died"}
        assert {end.error.params["how"] for end in ends} == {"SIGSEGV"}
        outcome = client.outcome
        assert outcome and outcome.how == "SIGSEGV" and outcome.error
        assert outcome.error.code == "engine_died" and not client.alive and client.ended


def test_an_exit_status_is_told() -> None:
    with running(fake()) as client:
        client.send(chat("exit 3"))
        list(client.events())
        assert client.outcome and client.outcome.how == "exit 3"


def test_a_line_that_is_no_message_ends_the_engine() -> None:
    with running(fake()) as client:
        client.send(chat("garbage"))
        assert isinstance(list(client.events())[-1], Failed)
        assert client.outcome and client.outcome.how.startswith("protocol")


def test_another_protocol_is_a_failed_start() -> None:
    with running(fake(FAKE_PROTOCOL="99")) as client:
        assert not [event for event in client.events() if isinstance(event, Ready)]
        assert client.outcome and client.outcome.error
        assert client.outcome.error.code == "engine_start"


def test_an_engine_that_never_gets_ready_is_given_up() -> None:
    with running(fake(ready_seconds=0.3, FAKE_SILENT="1")) as client:
        assert list(client.events()) == []
        assert client.outcome and client.outcome.error
        assert client.outcome.error.code == "engine_start"
        assert client.outcome.how == "not ready in time"


def test_a_program_that_is_not_there_cannot_start() -> None:
    with pytest.raises(EngineStartError):
        EngineProcess([str(Path(sys.executable).with_name("no-such-engine"))]).start()


def test_much_noise_blocks_nothing_and_the_log_stays_small(tmp_path: Path) -> None:
    with running(fake(log_folder=tmp_path)) as client:
        ask = chat("noise 30000")
        client.send(ask)
        assert isinstance(until_end(client, ask.job)[-1], Finished)
    assert client.outcome
    assert len(client.outcome.last_lines) == 40
    assert client.outcome.last_lines[-1].startswith("noise 29999 ")
    sizes = [file.stat().st_size for file in tmp_path.iterdir()]
    assert 0 < sum(sizes) <= 2**20 + 8192 and len(sizes) == 2


def test_a_job_sent_after_the_death_still_ends_once() -> None:
    with running(fake()) as client:
        client.send(chat("exit 1"))
        list(client.events())
        late = chat("words 1")
        client.send(late)
        assert not client.ended
        events = list(client.events())
        assert [type(event) for event in events] == [Failed] and events[0].job == late.job


def test_close_ends_an_engine_that_ignores_it() -> None:
    client = fake(FAKE_DEAF="1")
    with running(client):
        assert isinstance(client.next_event(30), Ready)
        client.close(0.2)
    assert client.outcome and client.outcome.how in {"SIGKILL", "exit 1"}
    assert client.outcome.error is None
    assert not [t for t in threading.enumerate() if t.name.startswith("engine-std")]


@pytest.mark.skipif(os.name == "nt", reason="needs SIGSTOP")
def test_a_child_that_does_not_read_does_not_hold_up_the_caller() -> None:
    with running(fake()) as client:
        assert isinstance(client.next_event(30), Ready) and client.pid
        os.kill(client.pid, signal.SIGSTOP)
        done = threading.Event()

        def send() -> None:
            client.send(chat("words " + "1" * 2**20))
            client.send(Cancel(job="x"))
            done.set()

        threading.Thread(target=send, daemon=True).start()
        assert done.wait(20)
        client.kill()


def test_a_slow_reader_stops_the_engine_instead_of_filling_memory() -> None:
    box = Mailbox(capacity=1000)
    posted: list[int] = []

    def post() -> None:
        for n in range(100):
            box.post(TextDelta(text="x"), 100)
            posted.append(n)

    thread = threading.Thread(target=post, daemon=True)
    thread.start()
    patience = time.monotonic() + 10
    while len(posted) < 11 and time.monotonic() < patience:
        time.sleep(0.01)
    time.sleep(0.1)
    assert len(posted) == 11
    box.post(Failed(error=EngineStartError().info()))
    taken = [box.take(5) for _ in range(101)]
    assert None not in taken
    thread.join(5)
    assert len(posted) == 100 and not len(box)


def test_the_current_folder_cannot_replace_the_engine(tmp_path: Path) -> None:
    (tmp_path / "nibble_engine").mkdir()
    (tmp_path / "nibble_engine" / "__init__.py").write_text("print('evil')")
    (tmp_path / "msgspec.py").write_text("print('evil')")
    command = engine_command()
    command[command.index("-m") :] = ["-c", "import nibble_engine.wire as w; print(w.__name__)"]
    env = engine_environment({})
    done = subprocess.run(
        command, cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "nibble_engine.wire"
