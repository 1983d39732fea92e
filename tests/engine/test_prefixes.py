"""What is read once is not read again, and nothing that is said depends on it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import model_factory
import pytest
import torch

from nibble_engine.api import AnyEvent, Cache, Level, Progress, Sampling, new_job
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.generation.decode import causal_tokens
from nibble_engine.generation.prefixes import Prefixes, common_length
from nibble_engine.generation.reading import read_on
from nibble_engine.generation.static_step import StaticStep
from nibble_engine.interrupt import Interrupted
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel
from nibble_engine.quantization.cache import BLOCK

CONTEXT = 2048


def load(path: Path, cache: Cache = "16") -> LoadedModel:
    loaded = model_factory.loaded(path, Level.FULL, context=CONTEXT, cache=cache)
    loaded.model.float()  # in 16 bits two tokens often weigh the same
    return replace(loaded, context=CONTEXT)  # the test model says 256 and takes more


HOW = [("qwen3", "16"), ("qwen3", "8"), ("hunyuan", "16"), ("qwen3", "static")]


@pytest.fixture(scope="module", params=HOW)
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    """With a cache of 16 bits, of 8, and with buffers that stay where they are."""
    family, cache = request.param
    path = tmp_path_factory.mktemp("model") / "m"
    model_factory.causal(path, family=family)
    if cache != "static":
        return load(path, cache)
    loaded = load(path)
    return replace(loaded, static=StaticStep(loaded.model, lambda work: work))


@pytest.fixture
def fresh(loaded: LoadedModel) -> Iterator[LoadedModel]:
    loaded.prefixes.clear()
    yield loaded


def said(
    loaded: LoadedModel, prompt: list[int], count: int, events: list[AnyEvent] | None = None
) -> list[int]:
    heard: list[AnyEvent] = [] if events is None else events
    how = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=count)
    tokens = causal_tokens(loaded, prompt, how, Job(new_job(), heard.append))
    return [next(tokens) for _ in range(count)]


def read(events: list[AnyEvent], prompt: list[int]) -> list[int]:
    """Tokens that were there after each chunk."""
    return [event.done for event in events if isinstance(event, Progress)]


def test_random_prompts_edits_and_cancels_say_what_they_would_have_said(
    fresh: LoadedModel,
) -> None:
    """A walk through turns, other tries, edits and other conversations; each answer is compared
    with one that begins with nothing kept."""
    draw = random.Random(5)
    words = model_factory.VOCABULARY

    def text(length: int) -> list[int]:
        return [draw.randrange(3, words) for _ in range(length)]

    instructions = text(40)
    prompts = [[*instructions, *text(100)]]
    for step in range(60):
        prompt = list(draw.choice(prompts[-3:]))
        change = draw.choice(["turn", "again", "edit", "other", "shorter"])
        if change == "edit":
            prompt[draw.randrange(len(prompt)) :] = text(draw.randrange(1, 300))
        elif change == "other":
            prompt = [*instructions, *text(draw.randrange(1, 400))]
        elif change == "shorter":
            del prompt[draw.randrange(1, len(prompt)) :]
        elif change == "turn":
            prompt += said(fresh, prompt, 6) + text(20)
        del prompt[CONTEXT - 20 :]
        if draw.random() < 0.3:
            cancelled(fresh, prompt, draw.randrange(1, 4))
        ours = said(fresh, prompt, 8)
        kept, fresh.prefixes._kept = fresh.prefixes._kept, []
        assert ours == said(fresh, prompt, 8), (step, change)
        fresh.prefixes._kept = kept
        assert fresh.prefixes.tokens <= CONTEXT
        prompts.append(prompt)


def cancelled(loaded: LoadedModel, prompt: list[int], looks: int) -> None:
    """Stops at the ``looks``-th time that anybody looks."""
    job = Job(new_job(), lambda _: None)
    left = [looks]
    check = job.check

    def counted() -> None:
        left[0] -= 1
        if left[0] == 0:
            job.cancel()
        check()

    job.check = counted  # type: ignore[method-assign]
    with pytest.raises(Interrupted):
        for _ in causal_tokens(loaded, prompt, Sampling(temperature=0.0), job):
            pass


def test_the_next_turn_reads_only_what_is_new(fresh: LoadedModel) -> None:
    prompt = list(range(3, 300))
    answer = said(fresh, prompt, 5)
    events: list[AnyEvent] = []
    following = [*prompt, *answer, *range(30, 60)]
    said(fresh, following, 3, events)
    # The last token of an answer was said but never read.
    assert fresh.prefixes.tokens == len(following) + 2
    assert read(events, following) == [len(following)]
    events.clear()
    said(fresh, following, 3, events)
    assert read(events, following) == [len(following)], "another try reads its last token again"


def test_two_conversations_with_the_same_instructions_keep_both_their_turns(
    fresh: LoadedModel,
) -> None:
    one = list(range(3, 200))
    other = [*one[:60], *range(200, 300)]
    said(fresh, one, 3)
    said(fresh, other, 3)
    assert fresh.prefixes.tokens == len(one) + 2 + len(other) + 2
    assert len(fresh.prefixes._kept) == 2


def test_what_is_kept_takes_no_more_than_the_context(fresh: LoadedModel) -> None:
    for first in range(3, 40):
        said(fresh, [first, *range(3, 250)] * 2, 2)
        assert sum(prefix.room for prefix in fresh.prefixes._kept) <= CONTEXT
    buffers = fresh.static.room - 2 * BLOCK if fresh.static is not None else 0
    assert len(fresh.prefixes._kept) == (CONTEXT - buffers) // (2 * BLOCK)


def test_an_error_in_the_middle_keeps_nothing(
    fresh: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt = list(range(3, 60))
    said(fresh, prompt, 2)
    layer = fresh.model.model.layers[1]

    def fails(*_: object, **__: object) -> None:
        raise torch.OutOfMemoryError

    with monkeypatch.context() as patched:
        patched.setattr(layer, "forward", fails)
        with pytest.raises(torch.OutOfMemoryError):
            said(fresh, [*prompt, 7, 8], 2)
    assert fresh.prefixes.tokens == 0
    assert len(said(fresh, [*prompt, 7, 8], 2)) == 2


def test_weighing_an_answer_begins_with_what_it_answers(fresh: LoadedModel) -> None:
    prompt = list(range(3, 290))
    answer = said(fresh, prompt, 70)
    events: list[AnyEvent] = []
    rows = list(read_on(fresh, prompt, answer, Job(new_job(), events.append)))
    assert torch.cat([row for row, _ in rows]).argmax(-1).tolist() == answer
    assert read(events, prompt)[0] == len(prompt)


def test_a_model_that_goes_takes_what_it_kept_along(fresh: LoadedModel) -> None:
    said(fresh, list(range(3, 100)), 2)
    TransformersModel(fresh).forget()
    assert fresh.prefixes.tokens == 0


def test_windows_that_forgot_their_beginning_are_only_read_on(tmp_path: Path) -> None:
    model = model_factory.windowed()
    prefixes = Prefixes(model.config, "16", 256)
    first, more = list(range(3, 60)), list(range(70, 90))

    def logits(prefix_tokens: list[int]) -> torch.Tensor:
        with prefixes.begun(prefix_tokens, 0) as prefix, torch.inference_mode():
            rest = prefix_tokens[prefix.read :]
            used.append(prefix.read)
            prefix.tokens.extend(rest)
            out = model(input_ids=torch.tensor([rest]), past_key_values=prefix.cache)
            return out.logits[0, -1]

    used: list[int] = []
    logits(first)
    on = logits([*first, *more])
    edited = logits([*first[:40], *more])
    prefixes.clear()
    assert torch.allclose(on, logits([*first, *more]), atol=1e-4)
    prefixes.clear()
    assert torch.allclose(edited, logits([*first[:40], *more]), atol=1e-4)
    assert used == [0, len(first), 0, 0, 0]


def test_the_length_in_common() -> None:
    assert common_length([1, 2, 3], [1, 2, 4, 5]) == 2
    assert common_length([1, 2], [1, 2, 4]) == 2 == common_length([1, 2, 4], [1, 2])
    assert common_length([], [1]) == 0 == common_length([2], [1])
