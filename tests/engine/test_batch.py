"""Several texts answered at once: each says what it says alone, in the room that there is."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import model_factory
import pytest

from nibble_engine.api import AnyEvent, Level, Sampling, Speed, new_job
from nibble_engine.generation.batch import Batch, Request, Said
from nibble_engine.generation.decode import causal_tokens
from nibble_engine.generation.stream import End, Stream, stream
from nibble_engine.interrupt import Interrupted
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel
from nibble_engine.native.families import CHUNK, TEXTS

GREEDY = Sampling(temperature=0.0)
STOPS = frozenset({2, 5, 17})


@pytest.fixture(scope="module", params=[("llama", "16"), ("qwen3", "8"), ("hunyuan", "16")])
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    family, cache = request.param
    path = model_factory.causal(tmp_path_factory.mktemp("m") / "m", family=family)
    found = model_factory.loaded(path, Level.NF4, context=1024, cache=cache)
    if not found.takes_many:
        pytest.skip("this processor cannot run our own kernels")
    return replace(found, context=1024)  # the test model says 256 and takes more


def requests(count: int, longest: int = 60, seed: int = 1) -> list[Request]:
    """They begin with the same instructions."""
    dice = random.Random(seed)
    begun = [dice.randrange(20, 200) for _ in range(20)]
    return [
        Request(
            [*begun, *(dice.randrange(20, 200) for _ in range(dice.randrange(1, longest)))],
            dice.randrange(1, 50),
        )
        for _ in range(count)
    ]


def alone(loaded: LoadedModel, request: Request, sampling: Sampling) -> End:
    job = Job("j", lambda _: None)
    answer = Stream(
        loaded.tokenizer,
        STOPS,
        sampling,
        job,
        prompt_tokens=len(request.prompt),
        limit=request.limit,
    )
    return stream(causal_tokens(loaded, request.prompt, sampling, job), answer)


def together(
    loaded: LoadedModel,
    asked: Iterable[Request],
    sampling: Sampling = GREEDY,
    events: list[AnyEvent] | None = None,
) -> dict[int, End]:
    said: dict[int, str] = {}
    ends: dict[int, End] = {}
    job = Job("j", ([] if events is None else events).append)
    for number, text, end in Batch(loaded, STOPS, sampling, asked, job).run():
        assert number not in ends, "nothing comes after the end"
        said[number] = said.get(number, "") + text
        if end is not None:
            ends[number] = end
    assert {number: end.text for number, end in ends.items()} == said
    return ends


@pytest.mark.parametrize(
    "sampling",
    [GREEDY, Sampling(temperature=0.9, seed=4), Sampling(temperature=0.0, stop=("a", "e"))],
)
def test_each_says_what_it_says_alone(loaded: LoadedModel, sampling: Sampling) -> None:
    asked = requests(40)
    ends = together(loaded, asked, sampling)
    assert sorted(ends) == list(range(40))
    for number, request in enumerate(asked):
        wanted = alone(loaded, request, sampling)
        found = ends[number]
        assert (found.text, found.reason) == (wanted.text, wanted.reason)
        assert found.usage.new_tokens == wanted.usage.new_tokens
        assert found.usage.prompt_tokens == len(request.prompt)
    reasons = {end.reason for end in ends.values()}
    assert len(reasons) > 1, "some stop by themselves, some at their limit"


def test_where_room_is_short_some_wait_and_say_the_same(loaded: LoadedModel) -> None:
    dice = random.Random(9)
    asked = [
        Request([dice.randrange(20, 200) for _ in range(dice.randrange(100, 200))], 200)
        for _ in range(12)
    ]
    # One whose answer has no place but in the whole context.
    asked.insert(3, Request([dice.randrange(20, 200) for _ in range(700)], 320))
    whole = [alone(loaded, request, GREEDY) for request in asked]
    kept = [dice.randrange(20, 200) for _ in range(300)]
    alone(loaded, Request(kept, 2), GREEDY)
    most = 0

    batch = Batch(loaded, STOPS, GREEDY, asked, Job("j", lambda _: None))
    ends: dict[int, End] = {}
    for number, _, end in batch.run():
        held = [batch._base, *loaded.prefixes._kept, *(row.prefix for row in batch._rows)]
        most = max(most, sum(prefix.room for prefix in held if prefix is not None))
        if end is not None:
            ends[number] = end
    assert most <= loaded.context
    assert [ends[number].text for number in range(len(asked))] == [end.text for end in whole]


def test_the_instructions_are_read_once_and_kept_for_the_next_batch(loaded: LoadedModel) -> None:
    loaded.prefixes.clear()
    asked = requests(6)
    together(loaded, asked)
    assert loaded.prefixes.tokens == 20
    # And a conversation beside them.
    talk = [random.Random(3).randrange(20, 200) for _ in range(100)]
    alone(loaded, Request(talk, 3), GREEDY)
    together(loaded, requests(6, seed=1))
    assert sorted(prefix.read for prefix in loaded.prefixes._kept)[0] == 20
    assert loaded.prefixes.tokens > 120


def test_a_request_is_asked_for_when_its_turn_comes(
    loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error in one of them leaves what came before, and the first is soon heard."""
    assert loaded.native is not None
    loaded.prefixes.clear()
    asked = requests(TEXTS + 8)
    begun: list[int] = []
    steps: list[int] = []
    step = loaded.native.next_of_each

    def some() -> Iterator[Request]:
        for number, request in enumerate(asked):
            begun.append(number)
            yield request
        raise ValueError("the next one cannot be asked")

    def counted(texts: list[list[int]], *others: Any) -> Any:
        steps.append(len(texts))
        if len(steps) <= -(-len(asked[0].prompt) // CHUNK):
            assert begun == [0], "the first is read alone"
        return step(texts, *others)

    monkeypatch.setattr(loaded.native, "next_of_each", counted)
    found: list[Said] = []
    with pytest.raises(ValueError, match="cannot be asked"):
        for said in Batch(loaded, STOPS, GREEDY, some(), Job("j", lambda _: None)).run():
            found.append(said)
    ended = sorted(said.number for said in found if said.end)
    assert ended == list(range(len(asked))) and max(steps) > 4


def test_a_cancel_is_seen_at_the_next_token(loaded: LoadedModel) -> None:
    job = Job(new_job(), lambda _: None)
    batch = Batch(loaded, frozenset(), GREEDY, requests(20), job).run()
    for _ in range(30):
        next(batch)
    job.cancel()
    with pytest.raises(Interrupted):
        for _ in range(TEXTS + 1):
            next(batch)
    # What is kept is whole.
    asked = requests(3)
    ends = together(loaded, asked)
    assert ends[2].text == alone(loaded, asked[2], GREEDY).text


def test_how_fast_they_come_is_told(loaded: LoadedModel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nibble_engine.generation.batch.SPEED_SECONDS", 0.0)
    events: list[AnyEvent] = []
    ends = together(loaded, requests(5), events=events)
    told = [event for event in events if isinstance(event, Speed)]
    assert told[-1].new_tokens == sum(end.usage.new_tokens for end in ends.values())
    assert all(end.usage.decode_seconds >= 0 for end in ends.values())


def test_nothing_asked_is_nothing_said(loaded: LoadedModel, tmp_path: Path) -> None:
    assert together(loaded, []) == {}
