"""Embedding by a real engine in a child process: over the wire, cancelled, and after its death."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path

import embedding_factory
import model_factory
import numpy as np
import pytest

from nibble_engine.api import (
    ENDS,
    AnyEvent,
    Cancelled,
    Chat,
    Embed,
    Embedded,
    Failed,
    Finished,
    Level,
    Load,
    Loaded,
    Message,
    Role,
    Sampling,
    TextDelta,
    Unload,
    new_job,
)
from nibble_engine.happenings import Died, Happening
from nibble_engine.supervisor import Supervisor

pytestmark = pytest.mark.slow
TEXTS = ("Where is the station?", "车站在哪里？", "Thank you.")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return embedding_factory.bert(tmp_path_factory.mktemp("models") / "bge-small-zh")


@pytest.fixture(scope="module")
def supervisor() -> Iterator[Supervisor]:
    with Supervisor() as supervisor:
        yield supervisor


def load(path: Path, role: Role = Role.EMBEDDING) -> Load:
    return Load(job=new_job(), role=role, path=str(path), level=Level.FULL, device="cpu")


def embed(texts: tuple[str, ...] = TEXTS) -> Embed:
    return Embed(job=new_job(), texts=texts, purpose="passage")


def vectors(events: list[AnyEvent]) -> list[list[float]]:
    made = [event for event in events if isinstance(event, Embedded)]
    assert made and isinstance(events[-1], Finished)
    parts = [
        np.frombuffer(base64.b64decode(one.vectors), "<f2").reshape(-1, one.dimension)
        for one in made
    ]
    return np.concatenate(parts).tolist()


def until_ends(supervisor: Supervisor, jobs: set[str]) -> list[Happening]:
    seen: list[Happening] = []
    while jobs:
        happening = supervisor.next()
        if happening is None:
            continue
        seen.append(happening)
        if isinstance(happening, ENDS):
            jobs = jobs - {happening.job}
    return seen


def test_without_a_model_it_says_which(supervisor: Supervisor) -> None:
    list(supervisor.run(Unload(job=new_job(), role=Role.EMBEDDING)))
    [end] = supervisor.run(embed())
    assert isinstance(end, Failed)
    assert (end.error.code, end.error.params) == ("no_model", {"role": "embedding"})


def test_three_roles_work_between_each_other_and_one_may_go(
    supervisor: Supervisor, path: Path, tmp_path: Path
) -> None:
    chat = model_factory.causal(tmp_path / "chat")
    loaded = [e for e in supervisor.run(load(path)) if isinstance(e, Loaded)]
    assert [(e.info.role, e.info.languages) for e in loaded] == [(Role.EMBEDDING, ("zh",))]
    list(supervisor.run(load(chat, Role.CHAT)))
    list(supervisor.run(load(chat, Role.TRANSLATION)))
    alone = vectors(list(supervisor.run(embed())))
    batches = [embed(TEXTS * 80) for _ in range(3)]
    asked = Chat(
        job=new_job(),
        messages=(Message(role="user", content="Hi"),),
        sampling=Sampling(max_new_tokens=4),
    )
    for command in (*batches, asked):
        supervisor.ask(command)
    seen = until_ends(supervisor, {asked.job, *(batch.job for batch in batches)})
    ends = [one.job for one in seen if isinstance(one, ENDS)]
    assert ends.index(asked.job) < 2
    assert any(isinstance(one, TextDelta) for one in seen)
    one = [e for e in seen if isinstance(e, Embedded | Finished) and e.job == batches[0].job]
    assert np.abs(np.array(vectors(one)) - np.array(alone * 80)).max() < 0.01
    list(supervisor.run(Unload(job=new_job(), role=Role.EMBEDDING)))
    assert isinstance(list(supervisor.run(embed()))[-1], Failed)


def test_a_long_one_is_cancelled_on_its_way(supervisor: Supervisor, path: Path) -> None:
    list(supervisor.run(load(path)))
    command, count = embed(TEXTS * 5000), 0
    for event in supervisor.run(command):
        count += isinstance(event, Embedded)
        if count == 1:
            supervisor.cancel(command.job)
    assert isinstance(event, Cancelled) and 0 < count < 400
    assert len(vectors(list(supervisor.run(embed())))) == 3


def test_after_the_engines_death_the_model_is_there_again(
    supervisor: Supervisor, path: Path
) -> None:
    list(supervisor.run(load(path)))
    before = vectors(list(supervisor.run(embed())))
    victim = embed(TEXTS * 5000)
    supervisor.ask(victim)
    while not isinstance(supervisor.next(), Embedded):
        pass
    supervisor.kill()
    end = until_ends(supervisor, {victim.job})[-1]
    assert isinstance(end, Failed) and end.error.code == "engine_died"
    after = embed()
    supervisor.ask(after)
    seen = until_ends(supervisor, {after.job})
    assert any(isinstance(one, Died) for one in seen)
    roles = [one.info.role for one in seen if isinstance(one, Loaded)]
    assert Role.EMBEDDING in roles
    mine = [one for one in seen if isinstance(one, Embedded | Finished) and one.job == after.job]
    assert vectors(mine) == before


def test_a_question_does_not_wait_for_the_passages(supervisor: Supervisor, path: Path) -> None:
    """They go on after it, with the same vectors."""
    command = load(path)
    supervisor.ask(command)
    until_ends(supervisor, {command.job})
    texts = tuple(f"Passage number {number} tells where to wait." for number in range(600))
    alone, passages = embed(texts), embed(texts)
    question = Embed(job=new_job(), texts=TEXTS[:1], purpose="query")
    supervisor.ask(alone)
    wanted = until_ends(supervisor, {alone.job})
    supervisor.ask(passages)
    seen: list[Happening] = []
    while not any(isinstance(one, Embedded) for one in seen):
        seen += filter(None, [supervisor.next()])
    supervisor.ask(question)
    seen += until_ends(supervisor, {passages.job, question.job})
    assert [one.job for one in seen if isinstance(one, ENDS)] == [question.job, passages.job]
    found = [one for one in seen if getattr(one, "job", "") == passages.job]
    assert vectors(found) == vectors(wanted)  # type: ignore[arg-type]
