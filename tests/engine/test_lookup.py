"""Guesses of the next tokens: what is guessed, what it may cost, and that nothing changes by it."""

from __future__ import annotations

import random
from pathlib import Path

import model_factory
import pytest
import torch

from nibble_engine.api import Level, Sampling, new_job
from nibble_engine.generation.decode import causal_tokens
from nibble_engine.generation.lookup import WIDTHS, Costs, Lookup
from nibble_engine.interrupt import Interrupted
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel

TEXT = list(range(10, 40))


def test_what_followed_before_is_guessed() -> None:
    lookup = Lookup([TEXT], Costs())
    assert lookup.after(12, 100) == []  # one token in common is not enough
    # Little is the same yet: few guesses.
    assert lookup.after(13, 100) == [14, 15, 16]
    lookup.was([14, 15, 16], 3, 0.1)
    assert lookup.after(17, 100) == [18, 19, 20, 21, 22, 23, 24]
    lookup.was([18, 19, 20, 21, 22, 23, 24], 7, 0.1)
    assert lookup.after(25, 2) == [26]  # two would be three tokens at once, which is no width
    assert lookup.after(26, 0) == []


def test_the_longest_in_common_wins_and_of_equals_the_last() -> None:
    lookup = Lookup([[1, 2, 3, 4, 5], [9, 2, 3, 6, 7], [8, 2, 3, 20, 21, 1]], Costs())
    lookup.after(2, 9)
    assert lookup.after(3, 9)[:1] == [4]  # 1, 2, 3
    other = Lookup([[5, 2, 3, 4, 5], [5, 2, 3, 6, 7], [8]], Costs())
    other.after(2, 9)
    assert other.after(3, 9)[:1] == [6]


def test_one_text_does_not_go_on_in_the_next() -> None:
    lookup = Lookup([[1, 2, 3], [4, 5, 6], [7]], Costs())
    lookup.after(2, 9)
    assert lookup.after(3, 9) == []
    lookup = Lookup([[1, 2], [3, 4], []], Costs())
    assert lookup.after(3, 9) == []
    assert Lookup([], Costs()).after(3, 9) == []


def test_guesses_that_are_wrong_cost_little_and_stop() -> None:
    """Where each guess is wrong, what is lost stays under 2 % of a long answer."""
    costs = Costs()
    for width in WIDTHS:
        costs.took(width, 1 + 0.15 * (width - 1))
    dice, text = random.Random(3), [*range(50)] * 4
    lookup, lost, steps = Lookup([text], costs), 0.0, 0
    for _ in range(1000):
        at = dice.randrange(len(text) - 2)
        for token in text[at : at + 2]:
            guessed = lookup.after(token, 100)
            lost += costs.of(len(guessed) + 1) - 1
            steps += 1
            lookup.was(guessed, 0, costs.of(len(guessed) + 1))
    assert 0 < lost < 0.02 * steps


def test_a_step_that_takes_too_long_is_not_taken() -> None:
    costs = Costs()
    assert costs.of(4) < 2  # nothing is known yet
    costs.took(1, 0.01)
    for width in WIDTHS[1:]:
        costs.took(width, 0.01 * width)
    assert costs.of(4) == pytest.approx(4)
    lookup = Lookup([TEXT], costs)
    lookup.after(12, 9)
    assert lookup.after(13, 9) == []


@pytest.fixture(
    scope="module", params=[("llama", "16"), ("qwen3", "16"), ("llama", "8"), ("hunyuan", "16")]
)
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    family, cache = request.param
    path = model_factory.causal(tmp_path_factory.mktemp("m") / "m", family=family)
    found = model_factory.loaded(path, Level.NF4, context=512, cache=cache)
    if found.native is None:
        pytest.skip("guesses are for our own kernels, which this processor cannot run")
    found.costs = Costs(least=0.0)
    return found


def test_a_small_model_is_not_held_up(loaded: LoadedModel) -> None:
    """Its steps are so short that the guessing would be seen."""
    costs, loaded.costs = loaded.costs, Costs()
    loaded.costs.took(1, 0.0005)
    assert not loaded.costs.are_high
    loaded.costs.took(1, 0.1)
    assert loaded.costs.are_high
    loaded.costs = costs


def said(loaded: LoadedModel, prompt: list[int], how: Sampling, count: int) -> list[int]:
    """The first tokens of an answer; then it is left."""
    tokens = causal_tokens(loaded, prompt, how, Job(new_job(), lambda _: None))
    found = [next(tokens) for _ in range(count)]
    tokens.close()
    return found


def repeating(dice: random.Random) -> list[int]:
    """A prompt that says much twice."""
    some = [dice.randrange(3, 60) for _ in range(dice.randrange(5, 40))]
    return (some * 4)[: dice.randrange(20, 120)]


HOWS = (
    Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=80),
    Sampling(temperature=0.0, repetition_penalty=1.2, max_new_tokens=80),
    Sampling(temperature=0.7, top_k=8, seed=4, max_new_tokens=80),
)


@pytest.mark.parametrize("seed", range(4))
def test_with_guesses_or_without_and_from_anew_or_not(loaded: LoadedModel, seed: int) -> None:
    """Turns, edits, other tries and answers that are left, at random: every answer is to the token
    what a model says that has read nothing before and guesses nothing."""
    dice, prompt = random.Random(seed), repeating(random.Random(seed))
    native, together = loaded.native, []
    assert native is not None
    given = native.next

    def counting(tokens: list[int], *more: object) -> torch.Tensor:
        together.append(len(tokens))
        return given(tokens, *more)  # type: ignore[arg-type]

    loaded.native.next = counting  # type: ignore[method-assign, union-attr]
    try:
        for _ in range(12):
            how, count = dice.choice(HOWS), dice.randrange(1, 81)
            loaded.looks_up = True
            answer = said(loaded, prompt, how, count)
            kept = loaded.prefixes.__dict__.copy()
            kept["_kept"] = list(kept["_kept"])
            loaded.looks_up = False
            loaded.prefixes.clear()
            assert said(loaded, prompt, how, count) == answer
            loaded.prefixes.__dict__.update(kept)
            turn = dice.randrange(3)
            if turn == 0 and len(prompt) < 250:
                prompt = [*prompt, *answer, *repeating(dice)[:30]]
            elif turn == 1:
                place = dice.randrange(len(prompt))
                prompt = [*prompt[:place], dice.randrange(3, 60), *prompt[place + 1 :]]
    finally:
        loaded.looks_up = True
        del native.next
    assert max(together) > 1


def test_a_cancel_between_two_guesses_leaves_what_was_read(loaded: LoadedModel) -> None:
    prompt = [5, 6, 7, 8, 9, 10] * 12
    how = HOWS[0]
    wanted = said(loaded, prompt, how, 60)
    for after in range(1, 40, 3):
        job = Job(new_job(), lambda _: None)
        tokens = causal_tokens(loaded, prompt, how, job)
        assert [next(tokens) for _ in range(after)] == wanted[:after]
        job.cancel()
        with pytest.raises(Interrupted):
            next(tokens)
        for prefix in loaded.prefixes._kept:
            assert len(prefix.tokens) == prefix.read
    assert said(loaded, prompt, how, 60) == wanted


def test_guesses_stay_within_what_was_asked_for(loaded: LoadedModel, tmp_path: Path) -> None:
    """The memory plan has room for the prompt and the answer, not for more."""
    loaded.prefixes.clear()
    prompt = [5, 6, 7, 8] * 30
    how = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=9)
    said(loaded, prompt, how, 9)
    assert max(prefix.read for prefix in loaded.prefixes._kept) <= len(prompt) + 9
