"""An answer weighed at another level than the loaded one: a second model for one job only."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import model_factory
import psutil
import pytest

from nibble_engine import quantization
from nibble_engine.api import (
    ENDS,
    Action,
    AnyCommand,
    AnyEvent,
    Cancelled,
    Failed,
    Finished,
    Level,
    Load,
    Loaded,
    Progress,
    Role,
    Sampling,
    Stage,
    TextDelta,
    TokensTold,
    Unloaded,
    Weigh,
    Write,
    new_job,
)
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.job import Job
from nibble_engine.libraries import Libraries
from nibble_engine.resources import resource
from nibble_engine.wire import decode_command, decode_event, encode
from nibble_engine.worker import Worker

TEXT = "Where is the station? 订单昨天已经发出。"


class Engine:
    """A worker in a thread, its messages through the wire, with an eye on the models it reads."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        libraries = Libraries()
        libraries.start()
        self.events: list[AnyEvent] = []
        self.read: list[weakref.ref[object]] = []
        self.alive: list[list[bool]] = []  # at the end of each job, of every model ever read
        self.on_event = lambda event: None
        self._ends = threading.Condition()
        self.worker = Worker(self._emit, libraries)
        reading = self.worker._read

        def read(command: Load, job: Job) -> object:
            answers = reading(command, job)
            assert isinstance(answers, TransformersModel)
            self.read.append(weakref.ref(answers.loaded.model))
            return answers

        monkeypatch.setattr(self.worker, "_read", read)
        self._thread = threading.Thread(target=self.worker.run, name="worker")
        self._thread.start()

    def do(self, command: AnyCommand) -> list[AnyEvent]:
        start = len(self.events)
        self.worker.submit(decode_command(encode(command)))
        with self._ends:
            assert self._ends.wait_for(lambda: self._ended(command.job), timeout=120)
        return self.events[start:]

    def close(self) -> None:
        self.worker.close()
        self._thread.join(60)

    def _emit(self, event: AnyEvent) -> None:
        event = decode_event(encode(event))
        if isinstance(event, ENDS):
            self.alive.append([model() is not None for model in self.read])
        with self._ends:
            self.events.append(event)
            self._ends.notify_all()
        self.on_event(event)

    def _ended(self, job: str) -> bool:
        return any(isinstance(event, ENDS) and event.job == job for event in self.events)


class Shelf(NamedTuple):
    whole: str
    starter: str


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("m") / "qwen3"
    return Shelf(
        str(model_factory.causal(folder, family="qwen3", tied=True)),
        str(resource("starter") / "chat"),
    )


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    engine = Engine(monkeypatch)
    yield engine
    engine.close()
    gc.collect()


def load(path: str, level: Level = Level.NF4) -> Load:
    return Load(job=new_job(), role=Role.CHAT, path=path, level=level, device="cpu", context=256)


def write() -> Write:
    how = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=8)
    return Write(job=new_job(), action=Action.REWRITE, text="Hello", tokens=True, sampling=how)


def weigh(level: Level | None, text: str = TEXT) -> Weigh:
    return Weigh(job=new_job(), asked=write(), text=text, level=level)


def told(events: list[AnyEvent]) -> list[TokensTold]:
    return [event for event in events if isinstance(event, TokensTold)]


def said(events: list[AnyEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextDelta))


def test_another_level_is_loaded_for_this_job_alone(engine: Engine, shelf: Shelf) -> None:
    engine.do(load(shelf.whole))
    before = said(engine.do(write()))
    here, there = engine.do(weigh(None)), engine.do(weigh(Level.FULL))
    assert isinstance(here[-1], Finished) and isinstance(there[-1], Finished)
    assert {event.level for event in told(here)} == {Level.NF4}
    assert {event.level for event in told(there)} == {Level.FULL}
    one, two = told(here)[0].tokens, told(there)[0].tokens
    assert "".join(token.text for event in told(there) for token in event.tokens) == TEXT
    assert [token.text for token in one] == [token.text for token in two]
    assert [token.logprob for token in one] != [token.logprob for token in two]
    assert any(isinstance(e, Progress) and e.stage is Stage.READ for e in there)
    assert not any(isinstance(event, Loaded | Unloaded) for event in there)
    assert engine.alive[-1] == [True, False]
    assert said(engine.do(write())) == before


def test_the_loaded_level_is_not_loaded_again(engine: Engine, shelf: Shelf) -> None:
    engine.do(load(shelf.whole))
    assert isinstance(engine.do(weigh(Level.NF4))[-1], Finished)
    assert len(engine.read) == 1


def test_the_second_model_is_what_a_load_would_have_given(engine: Engine, shelf: Shelf) -> None:
    engine.do(load(shelf.whole))
    there = told(engine.do(weigh(Level.FULL)))
    engine.do(load(shelf.whole, Level.FULL))
    alone = told(engine.do(weigh(None)))
    assert [event.tokens for event in there] == [event.tokens for event in alone]


def test_it_is_freed_after_an_error(engine: Engine, shelf: Shelf) -> None:
    engine.do(load(shelf.whole))
    failed = engine.do(weigh(Level.FULL, "word " * 500))[-1]
    assert isinstance(failed, Failed) and failed.error.code == "prompt_too_long"
    assert engine.alive[-1] == [True, False]
    assert isinstance(engine.do(write())[-1], Finished)


@pytest.mark.parametrize("stage", [Stage.READ, Stage.PREFILL], ids=str)
def test_it_is_freed_after_a_stop(engine: Engine, shelf: Shelf, stage: Stage) -> None:
    engine.do(load(shelf.whole))
    command = weigh(Level.FULL)

    def stop(event: AnyEvent) -> None:
        if isinstance(event, Progress) and event.job == command.job and event.stage is stage:
            engine.worker.cancel(command.job)

    engine.on_event = stop
    assert isinstance(engine.do(command)[-1], Cancelled)
    assert engine.alive[-1][0] and not any(engine.alive[-1][1:])
    assert isinstance(engine.do(write())[-1], Finished)


def test_what_does_not_fit_is_told_before_anything_is_read(
    engine: Engine, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.do(load(shelf.whole))

    class Little:
        available = 100_000

    monkeypatch.setattr(psutil, "virtual_memory", Little)
    failed = engine.do(weigh(Level.FULL))[-1]
    assert isinstance(failed, Failed) and failed.error.code == "out_of_memory"
    assert int(failed.error.params["needed"]) > int(failed.error.params["free"]) == 100_000
    assert len(engine.read) == 1


def test_a_model_of_one_level_says_that_there_is_no_other(engine: Engine, shelf: Shelf) -> None:
    engine.do(load(shelf.starter))
    failed = engine.do(weigh(Level.FULL))[-1]
    assert isinstance(failed, Failed) and failed.error.code == "no_full_weights"
    assert (failed.error.params["level"], failed.error.params["held"]) == ("16", "nf4")
    assert len(engine.read) == 1 and told(engine.do(weigh(None, "We move on Monday.")))


def test_a_level_that_the_device_has_not_is_an_error(
    engine: Engine, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine.do(load(shelf.whole))
    elsewhere = replace(quantization.backend(Level.INT8), devices=("cuda",))
    monkeypatch.setitem(quantization._REGISTRY, Level.INT8, elsewhere)
    failed = engine.do(weigh(Level.INT8))[-1]
    assert isinstance(failed, Failed) and failed.error.code == "level_unavailable"


def test_without_a_model_there_is_nothing_to_weigh_with(engine: Engine) -> None:
    failed = engine.do(weigh(Level.FULL))[-1]
    assert isinstance(failed, Failed) and failed.error.code == "no_model"
