"""One engine after the other: what is kept, what is asked again, and when it stops."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from nibble_engine.api import (
    ENDS,
    AnyEvent,
    Cancelled,
    Failed,
    Finished,
    Loaded,
    Ready,
    Role,
    TextDelta,
    Translate,
    new_job,
)
from nibble_engine.client import EngineProcess
from nibble_engine.happenings import Died, Happening, Sent, Starting, Stopped
from nibble_engine.supervisor import Supervisor
from scripted import chat, factory, fake, load

PATIENCE = 60.0


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    with Supervisor(factory(), grace=0.3) as it:
        yield it


def follow(it: Supervisor, enough: Callable[[Happening], bool]) -> list[Happening]:
    """Everything up to and with the first happening that is enough."""
    seen: list[Happening] = []
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        happening = it.next(1)
        if happening is not None:
            seen.append(happening)
            if enough(happening):
                return seen
    raise AssertionError(seen)


def is_end_of(job: str) -> Callable[[Happening], bool]:
    return lambda happening: isinstance(happening, ENDS) and happening.job == job


def is_a(kind: type) -> Callable[[Happening], bool]:
    return lambda happening: isinstance(happening, kind)


def text_of(seen: list[Happening], job: str) -> str:
    return "".join(item.text for item in seen if isinstance(item, TextDelta) and item.job == job)


def loaded_paths(seen: list[Happening]) -> list[str]:
    return [item.info.path for item in seen if isinstance(item, Loaded)]


def test_a_new_engine_follows_a_death_at_once_with_its_models(supervisor: Supervisor) -> None:
    for role in Role:
        list(supervisor.run(load(f"model-{role}", role)))
    victim = chat("segfault")
    events = list(supervisor.run(victim))
    assert isinstance(events[-1], Failed) and events[-1].error.code == "engine_died"
    after = chat("words 2")
    supervisor.ask(after)
    seen = follow(supervisor, is_end_of(after.job))
    assert loaded_paths(seen) == ["model-chat", "model-translation", "model-embedding"]
    kinds = [type(item) for item in seen]
    assert kinds.index(Died) < kinds.index(Starting) < kinds.index(Ready) < kinds.index(Loaded)
    assert text_of(seen, after.job) == "0 1 " and isinstance(seen[-1], Finished)


def test_work_waits_for_its_model_and_can_be_cancelled_meanwhile(supervisor: Supervisor) -> None:
    model, first, second = load("slow"), chat("words 1"), chat("words 1")
    for command in (model, first, second):
        supervisor.ask(command)
    supervisor.cancel(second.job)
    seen = follow(supervisor, is_end_of(first.job))
    order = [item.job for item in seen if isinstance(item, ENDS)]
    assert order == [second.job, model.job, first.job]
    assert next(item for item in seen if is_end_of(second.job)(item)) == Cancelled(job=second.job)


def test_a_load_asked_before_the_engine_was_ready_is_sent_once_under_its_own_job() -> None:
    with Supervisor(factory()) as it:
        model = load("m")
        it.ask(chat("words 1"))
        it.ask(model)
        seen = follow(it, is_end_of(model.job))
    sent = [item.command for item in seen if isinstance(item, Sent)]
    assert sent[0] == model and loaded_paths(seen) == ["m"]


def test_a_cancelled_job_that_hangs_is_ended_the_hard_way(supervisor: Supervisor) -> None:
    hang, innocent = chat("hang"), chat("words 2")
    supervisor.ask(hang)
    supervisor.ask(innocent)
    follow(supervisor, is_a(TextDelta))
    supervisor.cancel(hang.job)
    seen = follow(supervisor, is_end_of(innocent.job))
    ends = {item.job: item for item in seen if isinstance(item, ENDS)}
    assert ends[hang.job] == Cancelled(job=hang.job)
    assert isinstance(ends[innocent.job], Finished) and text_of(seen, innocent.job) == "0 1 "
    assert any(isinstance(item, Died) and item.deaths == 0 for item in seen)


def test_a_cancelled_job_that_obeys_costs_no_engine(supervisor: Supervisor) -> None:
    slow = chat("slow 5000")
    supervisor.ask(slow)
    follow(supervisor, is_a(TextDelta))
    supervisor.cancel(slow.job)
    seen = follow(supervisor, is_end_of(slow.job))
    assert isinstance(seen[-1], Cancelled) and not any(isinstance(item, Died) for item in seen)


def test_three_deaths_in_a_minute_stop_it_and_restart_works(supervisor: Supervisor) -> None:
    list(supervisor.run(load("m")))
    for _ in range(2):
        list(supervisor.run(chat("exit 7")))
    last = chat("exit 7")
    supervisor.ask(last)
    final = follow(supervisor, lambda item: isinstance(item, Died) and item.final)[-1]
    assert isinstance(final, Died) and final.deaths == 3
    assert final.error.code == "engine_start" and final.error.params["how"] == "exit 7"
    (refused,) = supervisor.run(chat("words 1"))
    assert isinstance(refused, Failed) and refused.error.code == "engine_start"
    supervisor.restart()
    seen = follow(supervisor, is_a(Loaded))
    assert loaded_paths(seen) == ["m"]
    assert isinstance(list(supervisor.run(chat("words 1")))[-1], Finished)


def test_deaths_more_than_a_minute_apart_do_not_stop_it() -> None:
    now = [0.0]
    with Supervisor(factory(), clock=lambda: now[0]) as it:
        for _ in range(4):
            it.ask(chat("exit 1"))
            died = follow(it, is_a(Died))[-1]
            assert isinstance(died, Died) and not died.final
            now[0] += 61.0


def test_a_model_that_kills_every_engine_is_not_asked_for_ever(supervisor: Supervisor) -> None:
    list(supervisor.run(load("good")))
    killer = load("segfault")
    supervisor.ask(killer)
    seen = follow(supervisor, lambda item: isinstance(item, Loaded))
    assert loaded_paths(seen) == ["good"]
    deaths = [item for item in seen if isinstance(item, Died)]
    assert len(deaths) == 2 and not any(death.final for death in deaths)
    assert sum(is_end_of(killer.job)(item) for item in seen) == 1


def test_a_refused_model_is_forgotten_and_the_old_one_comes_back(supervisor: Supervisor) -> None:
    list(supervisor.run(load("good")))
    assert isinstance(list(supervisor.run(load("missing")))[-1], Failed)
    list(supervisor.run(chat("exit 1")))
    assert loaded_paths(follow(supervisor, is_a(Loaded))) == ["good"]


def test_a_translation_waits_for_the_model_that_would_do_it(supervisor: Supervisor) -> None:
    model = load("slow", Role.CHAT)
    text = Translate(job=new_job(), text="x", target="zh")
    supervisor.ask(model)
    supervisor.ask(text)
    seen = follow(supervisor, is_end_of(text.job))
    assert [item.job for item in seen if isinstance(item, ENDS)] == [model.job, text.job]


def test_restart_asks_again_what_had_not_begun(supervisor: Supervisor) -> None:
    running, *waiting = chat("hang"), chat("words 1"), chat("words 2"), chat("words 3")
    supervisor.ask(running)
    for command in waiting:
        supervisor.ask(command)
    follow(supervisor, is_a(TextDelta))
    supervisor.restart()
    seen = follow(supervisor, is_end_of(waiting[-1].job))
    ends = [(item.job, type(item)) for item in seen if isinstance(item, ENDS)]
    assert ends == [(running.job, Failed), *((command.job, Finished) for command in waiting)]


def test_an_engine_that_cannot_start_is_explained() -> None:
    with Supervisor(lambda: EngineProcess(["no-such-engine-of-nibble"])) as it:
        asked = chat("words 1")
        it.ask(asked)
        seen = follow(it, is_end_of(asked.job))
    assert sum(isinstance(item, Died) for item in seen) == 3
    assert isinstance(seen[-1], Failed) and seen[-1].error.code == "engine_start"


def test_close_ends_what_is_open_exactly_once() -> None:
    it = Supervisor(factory())
    it.start()
    running, waiting = chat("slow 5000"), chat("words 1")
    it.ask(running)
    it.ask(waiting)
    follow(it, is_a(TextDelta))
    it.close()
    rest: list[Happening] = []
    while (happening := it.next(0)) is not None:
        rest.append(happening)
    ends = Counter(item.job for item in rest if isinstance(item, ENDS))
    assert ends == {running.job: 1, waiting.job: 1} and isinstance(rest[-1], Stopped)


def _storm(it: Supervisor, chance: random.Random, jobs: list[str]) -> None:
    """One random thing that a person or a computer may do."""
    what = chance.choice(["ask", "ask", "ask", "cancel", "kill", "load", "restart"])
    if what == "cancel" and jobs:
        it.cancel(chance.choice(jobs))
    elif what == "kill":
        it.kill()
    elif what == "restart":
        it.restart()
    else:
        texts = ["words 20", "slow 30", "hang", "segfault", "exit 2"]
        command = load("m") if what == "load" else chat(chance.choice(texts))
        jobs.append(command.job)
        it.ask(command)


@pytest.mark.parametrize("seed", range(4))
def test_every_job_ends_exactly_once_whatever_happens(seed: int) -> None:
    chance = random.Random(seed)
    jobs: list[str] = []
    seen: list[AnyEvent] = []

    def take(seconds: float) -> None:
        happening = it.next(seconds)
        if isinstance(happening, AnyEvent):
            seen.append(happening)

    with Supervisor(factory(), grace=0.1) as it:
        for _ in range(40):
            _storm(it, chance, jobs)
            for _ in range(chance.randrange(30)):
                take(0.01)
        for job in jobs:
            it.cancel(job)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            take(0.05)
            if {item.job for item in seen if isinstance(item, ENDS)} >= set(jobs):
                break
        for _ in range(20):
            take(0.01)
    ends = Counter(item.job for item in seen if isinstance(item, ENDS))
    assert {job: ends[job] for job in jobs} == dict.fromkeys(jobs, 1)
    over: set[str] = set()
    for item in seen:
        assert item.job not in over
        if isinstance(item, ENDS):
            over.add(item.job)


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX")
def test_a_kill_from_outside_is_named() -> None:
    clients: list[EngineProcess] = []

    def make() -> EngineProcess:
        clients.append(fake())
        return clients[-1]

    with Supervisor(make) as it:
        it.ask(chat("slow 5000"))
        follow(it, is_a(TextDelta))
        assert clients[0].pid
        os.kill(clients[0].pid, signal.SIGKILL)
        died = follow(it, is_a(Died))[-1]
        assert isinstance(died, Died) and died.error.params["how"] == "SIGKILL"
