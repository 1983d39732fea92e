"""Which command is next."""

from __future__ import annotations

from collections.abc import Collection

from nibble_engine.api import (
    AnyCommand,
    Chat,
    Diagnose,
    Embed,
    Load,
    Role,
    TranslateMany,
    Unload,
    new_job,
)
from nibble_engine.schedule import Schedule


def chat() -> Chat:
    return Chat(job=new_job(), messages=())


def embed(purpose: str) -> Embed:
    return Embed(job=new_job(), texts=(), purpose=purpose)  # type: ignore[arg-type]


def document() -> TranslateMany:
    return TranslateMany(job=new_job(), texts=(), source="en", target="zh")


def load(role: Role) -> Load:
    return Load(job=new_job(), role=role, path="m")


def order(commands: list[AnyCommand], held: Collection[Role] = tuple(Role)) -> list[AnyCommand]:
    schedule = Schedule()
    for command in commands:
        schedule.add(command)
    taken = []
    for _ in commands:
        command = schedule.next(lambda role: role in held)
        assert command is not None
        taken.append(command)
    return taken


def test_a_query_goes_before_an_answer_and_passages_after_both() -> None:
    first, second, text, answer, query = (
        embed("passage"),
        embed("passage"),
        document(),
        chat(),
        embed("query"),
    )
    assert order([first, second, text, answer, query]) == [query, answer, first, second, text]


def test_passages_go_before_the_load_of_another_role_and_wait_for_their_own() -> None:
    passages, other, own = embed("passage"), load(Role.CHAT), load(Role.EMBEDDING)
    assert order([other, passages]) == [passages, other]
    assert order([own, passages]) == [own, passages]
    assert order([other, passages], held=[]) == [other, passages]


def test_nothing_overtakes_what_is_no_work() -> None:
    for wall in (Unload(job=new_job(), role=Role.EMBEDDING), Diagnose(job=new_job())):
        passages, query = embed("passage"), embed("query")
        assert order([passages, wall, query]) == [passages, wall, query]
