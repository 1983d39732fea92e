"""The engine as a real child process, with scripted models where a real one cannot be had to
misbehave, and tiny real ones for real work."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import model_factory
import pytest

from nibble_engine.api import (
    ENDS,
    AnyCommand,
    AnyEvent,
    Cancel,
    Cancelled,
    Chat,
    Diagnose,
    Diagnosed,
    Failed,
    Finished,
    Load,
    Loaded,
    Message,
    Progress,
    Ready,
    Role,
    Sampling,
    Stage,
    TextDelta,
    TextDone,
    Translate,
    TranslateMany,
    Unload,
    Unloaded,
    new_job,
)
from nibble_engine.client import EngineProcess
from nibble_engine.resources import resource

PATIENCE = 60.0
WORDS = ["one ", "two ", "three "]


def script(folder: Path, **more: object) -> str:
    folder.mkdir()
    config = {"model_type": "nibble_scripted", "script": {"words": WORDS, **more}}
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    return str(folder)


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    engine = EngineProcess(env={"NIBBLE_SCRIPTED": "1"})
    engine.start()
    yield engine
    engine.close()


def load(path: str, role: Role = Role.CHAT, **more: object) -> Load:
    return Load(job=new_job(), role=role, path=path, **more)  # type: ignore[arg-type]


def chat(tokens: int = 3) -> Chat:
    sampling = Sampling(max_new_tokens=tokens, temperature=0.0)
    turns = (Message(role="user", content="Hello"),)
    return Chat(job=new_job(), messages=turns, sampling=sampling)


def until_end(engine: EngineProcess, *jobs: str) -> list[AnyEvent]:
    """All events until each of these jobs has ended."""
    events: list[AnyEvent] = []
    left = set(jobs)
    end = time.monotonic() + PATIENCE
    while left:
        assert time.monotonic() < end, events
        event = engine.next_event(1.0)
        if event is not None:
            events.append(event)
            if isinstance(event, ENDS):
                left.discard(event.job)
    return events


def do(engine: EngineProcess, command: AnyCommand) -> list[AnyEvent]:
    engine.send(command)
    return [e for e in until_end(engine, command.job) if e.job == command.job or not e.job]


def text(events: list[AnyEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextDelta))


def test_it_is_ready_at_once_and_works(engine: EngineProcess, tmp_path: Path) -> None:
    first = engine.next_event(PATIENCE)
    assert isinstance(first, Ready) and first.pid == engine.pid
    loaded = do(engine, load(script(tmp_path / "m")))
    assert any(isinstance(event, Loaded) for event in loaded)
    assert any(isinstance(event, Progress) and event.stage is Stage.READ for event in loaded)
    answer = do(engine, chat(4))
    assert text(answer) == "one two three one " and isinstance(answer[-1], Finished)


def test_without_a_model_it_says_so(engine: EngineProcess) -> None:
    (failed,) = [e for e in do(engine, chat()) if isinstance(e, ENDS)]
    assert isinstance(failed, Failed) and failed.error.code == "no_model"


def test_a_script_is_no_model_outside_tests(tmp_path: Path) -> None:
    engine = EngineProcess()
    engine.start()
    try:
        failed = do(engine, load(script(tmp_path / "m")))[-1]
        assert isinstance(failed, Failed) and failed.error.code == "model_unsupported"
    finally:
        engine.close()


def test_waiting_work_is_cancelled_at_once_and_running_work_soon(
    engine: EngineProcess, tmp_path: Path
) -> None:
    do(engine, load(script(tmp_path / "m", milliseconds=20)))
    running, waiting = chat(100_000), chat()
    engine.send(running)
    engine.send(waiting)
    while not isinstance(engine.next_event(PATIENCE), TextDelta):
        pass
    engine.send(Cancel(job=waiting.job))
    events = until_end(engine, waiting.job)
    assert isinstance(events[-1], Cancelled) and events[-1].job == waiting.job
    engine.send(Cancel(job=running.job))
    ends = [e for e in until_end(engine, running.job) if isinstance(e, ENDS)]
    assert [type(end) for end in ends] == [Cancelled]
    assert text(do(engine, chat(1))) == "one "


def test_work_goes_before_the_load_of_another_role(engine: EngineProcess, tmp_path: Path) -> None:
    path = script(tmp_path / "m", milliseconds=20)
    do(engine, load(path))
    running, other, work = chat(20), load(script(tmp_path / "n"), Role.TRANSLATION), chat(1)
    for command in (running, other, work):
        engine.send(command)
    ends = [
        e.job for e in until_end(engine, running.job, other.job, work.job) if isinstance(e, ENDS)
    ]
    assert ends == [running.job, work.job, other.job]


def test_a_load_that_fails_leaves_the_old_model(engine: EngineProcess, tmp_path: Path) -> None:
    do(engine, load(script(tmp_path / "m")))
    failed = do(engine, load(str(tmp_path / "nothing")))[-1]
    assert isinstance(failed, Failed) and failed.error.code == "model_not_found"
    assert text(do(engine, chat(1))) == "one "


def test_the_chat_model_translates_until_there_is_a_translator(
    engine: EngineProcess, tmp_path: Path
) -> None:
    do(engine, load(script(tmp_path / "m")))
    ask = Translate(job=new_job(), text="Hi", target="zh", sampling=Sampling(max_new_tokens=1))
    assert text(do(engine, ask)) == "one "
    do(engine, load(script(tmp_path / "n", words=["译"]), Role.TRANSLATION))
    again = Translate(job=new_job(), text="Hi", target="zh", sampling=Sampling(max_new_tokens=1))
    assert text(do(engine, again)) == "译"
    unloaded = do(engine, Unload(job=new_job(), role=Role.TRANSLATION))
    assert any(isinstance(event, Unloaded) for event in unloaded)


def test_running_out_of_memory_is_survived(engine: EngineProcess, tmp_path: Path) -> None:
    do(engine, load(script(tmp_path / "m", after=2, then="out_of_memory")))
    events = do(engine, chat(10))
    assert text(events) == "one two "
    end = events[-1]
    assert isinstance(end, Failed) and end.error.code == "out_of_memory"
    assert text(do(engine, chat(1))) == "one "


@pytest.mark.parametrize(("then", "how"), [("segfault", "SIGSEGV"), ("device", "exit 70")], ids=str)
def test_what_cannot_be_survived_is_told(
    engine: EngineProcess, tmp_path: Path, then: str, how: str
) -> None:
    if os.name == "nt" and then == "segfault":
        pytest.skip("signals have other names there")
    do(engine, load(script(tmp_path / "m", after=1, then=then)))
    end = do(engine, chat(10))[-1]
    assert isinstance(end, Failed)
    assert end.error.code == ("device" if then == "device" else "engine_died")
    deadline = time.monotonic() + PATIENCE
    while not engine.ended and time.monotonic() < deadline:
        engine.next_event(0.1)
    assert engine.outcome is not None and engine.outcome.how == how


def test_a_line_that_is_no_command_ends_the_engine() -> None:
    engine = EngineProcess()
    engine.start()
    try:
        assert engine._process and engine._process.stdin
        engine._process.stdin.write(b'{"type": "Nonsense"}\n')
        engine._process.stdin.flush()
        while not engine.ended:
            engine.next_event(1.0)
        assert engine.outcome and engine.outcome.how == "exit 76"
    finally:
        engine.close()


@pytest.mark.skipif(os.name == "nt", reason="SIGSTOP is of POSIX")
def test_a_wedged_engine_does_not_outlive_its_program(tmp_path: Path) -> None:
    engine = EngineProcess(env={"NIBBLE_SCRIPTED": "1"})
    engine.start()
    do(engine, load(script(tmp_path / "m", after=1, then="hang")))
    engine.send(chat(10))
    while not isinstance(engine.next_event(PATIENCE), TextDelta):
        pass
    assert engine.pid
    os.kill(engine.pid, signal.SIGSTOP)
    engine.close(0.5)
    assert not engine.alive


def document(count: int, tokens: int = 24) -> TranslateMany:
    texts = tuple(
        f"The parcel number {number} is late, and we are sorry." for number in range(count)
    )
    sampling = Sampling(max_new_tokens=tokens, temperature=0.0)
    return TranslateMany(
        job=new_job(), texts=texts, source="en", target="zh", sampling=sampling, beams=1
    )


def pieces(events: list[AnyEvent], job: str) -> dict[int, str]:
    return {e.index: e.text for e in events if isinstance(e, TextDone) and e.job == job}


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["causal", "seq2seq"])
def test_a_person_is_answered_in_the_middle_of_a_document(
    engine: EngineProcess, tmp_path: Path, kind: str
) -> None:
    """Which then says what it would have said."""
    model = str(model_factory.causal(tmp_path / "m", tied=True))
    do(engine, load(model))
    role = Role.CHAT
    if kind == "seq2seq":
        model, role = str(resource("starter", "translator")), Role.TRANSLATION
    wanted = {}
    for context in (240, 256):  # another one, so that nothing is remembered
        assert isinstance(do(engine, load(model, role, context=context))[-1], Finished)
        text, questions = document(60), [chat(5) for _ in range(3)]
        engine.send(text)
        events: list[AnyEvent] = []
        if wanted:
            while not any(isinstance(event, TextDone) for event in events):
                events += filter(None, [engine.next_event(PATIENCE)])
            for question in questions:
                engine.send(question)
            events += until_end(engine, text.job, *(question.job for question in questions))
            ends = [event.job for event in events if isinstance(event, ENDS)]
            assert ends[-1] == text.job and len(ends) == 4, "the document is done last"
        else:
            events += until_end(engine, text.job)
        assert all(isinstance(event, Finished) for event in events if isinstance(event, ENDS))
        found = pieces(events, text.job)
        assert len(found) == 60 and found == (wanted or found)
        wanted = found


@pytest.mark.slow
def test_a_document_that_waits_for_an_answer_is_cancelled_at_once(
    engine: EngineProcess, tmp_path: Path
) -> None:
    path = script(tmp_path / "m", milliseconds=20)
    do(engine, load(path))
    do(engine, load(str(model_factory.causal(tmp_path / "t")), Role.TRANSLATION))
    text, question = document(400), chat(100)
    engine.send(text)
    while not isinstance(engine.next_event(PATIENCE), TextDone):
        pass
    engine.send(question)
    event = engine.next_event(PATIENCE)
    while not (isinstance(event, TextDelta) and event.job == question.job):
        event = engine.next_event(PATIENCE)
    engine.send(Cancel(job=text.job))
    events = until_end(engine, text.job, question.job)
    ends = [event for event in events if isinstance(event, ENDS)]
    assert isinstance(ends[0], Cancelled) and ends[0].job == text.job
    assert isinstance(ends[1], Finished) and len(ends) == 2
    later = chat(3)
    assert [e.job for e in do(engine, later) if isinstance(e, ENDS)] == [later.job]


@pytest.mark.slow
def test_real_models_share_one_instance_and_answer(engine: EngineProcess, tmp_path: Path) -> None:
    path = str(model_factory.causal(tmp_path / "qwen3", family="qwen3", tied=True))
    first = do(engine, load(path))
    assert any(isinstance(e, Progress) and e.stage is Stage.IMPORT for e in first)
    again = do(engine, load(path, Role.TRANSLATION))
    assert not any(isinstance(e, Progress) for e in again)
    assert next(e.info.role for e in again if isinstance(e, Loaded)) is Role.TRANSLATION
    answer = do(engine, chat(5))
    end = answer[-1]
    assert isinstance(end, Finished) and 1 <= end.usage.new_tokens <= 5
    found = next(
        e.diagnosis for e in do(engine, Diagnose(job=new_job())) if isinstance(e, Diagnosed)
    )
    assert found.torch and found.memory_total > found.memory_free > 0
