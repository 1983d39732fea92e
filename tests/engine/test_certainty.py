"""How sure the model was of its words, against what transformers computes."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from nibble_engine.api import AnyEvent, Chat, Load, Message, Role, Sampling
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.generation.certainty import Certainty, highest
from nibble_engine.generation.stream import End
from nibble_engine.job import Job
from nibble_engine.models.loader import load_model
from nibble_engine.resources import resource

QUESTIONS = ("How do I return an item?", "怎么退货？")


@pytest.fixture(scope="module")
def starter() -> TransformersModel:
    command = Load(job="j", role=Role.CHAT, path=str(resource("starter") / "chat"), device="cpu")
    return TransformersModel(load_model(command, lambda *step: None, lambda: False))


def turns(question: str) -> tuple[Message, ...]:
    return (Message(role="user", content=question),)


def answer(model: TransformersModel, question: str, **how: Any) -> End:
    events: list[AnyEvent] = []
    sampling = Sampling(**{"temperature": 0.0, "repetition_penalty": 1.0, **how})
    command = Chat(job="j", messages=turns(question), sampling=sampling)
    return model.answer(command, Job("j", events.append))


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("most", [1, 4, 60])
def test_it_is_the_logarithm_of_each_tokens_probability(
    starter: TransformersModel, question: str, most: int
) -> None:
    end = answer(starter, question, max_new_tokens=most)
    loaded = starter.loaded
    prompt = starter.family.chat(loaded.tokenizer, list(turns(question)))
    assert loaded.native is not None
    cache = loaded.prefixes.new()
    tokens, each = list(prompt), []
    while len(each) < most and tokens[-1] != loaded.tokenizer.eos_token_id:
        new = tokens[cache.get_seq_length() :]
        scores = loaded.native.next(new, cache, 1)[0].double().softmax(-1).log()
        tokens.append(int(scores.argmax()))
        each.append(float(scores[tokens[-1]]))
    tokens = tokens[len(prompt) :]
    if end.reason == "stop":
        each.pop()
    assert end.usage.new_tokens == len(tokens)
    assert end.usage.mean_logprob == pytest.approx(sum(each) / len(each), abs=1e-4)
    assert end.usage.min_logprob == pytest.approx(min(each), abs=1e-4)


def test_temperature_and_penalty_do_not_change_what_a_model_thinks(
    starter: TransformersModel,
) -> None:
    plain = answer(starter, QUESTIONS[0], max_new_tokens=1)
    hot = answer(
        starter, QUESTIONS[0], max_new_tokens=1, temperature=2.0, top_k=1, repetition_penalty=1.01
    )
    assert plain.text == hot.text
    assert plain.usage.mean_logprob == pytest.approx(hot.usage.mean_logprob)


def test_a_drawn_answer_is_less_certain(starter: TransformersModel) -> None:
    sure = answer(starter, QUESTIONS[0]).usage
    wild = answer(starter, QUESTIONS[0], temperature=2.0, top_k=0, top_p=1.0, seed=1).usage
    assert sure.mean_logprob is not None and wild.mean_logprob is not None
    assert wild.mean_logprob < sure.mean_logprob - 1


def test_the_token_that_ends_an_answer_does_not_count() -> None:
    certainty = Certainty()
    certainty.took(torch.tensor([0.0, 0.0]), 1)
    certainty.took(torch.tensor([0.0, 9.0]), 1)
    assert certainty.logprobs(1) == pytest.approx([-0.6931472])
    assert certainty.logprobs(0) == []


@pytest.mark.parametrize("width", [5, 8192, 32_768, 40_001, 151_936])
def test_the_likeliest_are_found_wherever_they_stand(width: int) -> None:
    scores = torch.randn(3, width, generator=torch.Generator().manual_seed(width))
    scores[1, -1] = 50.0  # behind the last whole stretch
    scores[2, : min(9, width)] = torch.arange(40.0, 49.0)[: min(9, width)]  # in the same one
    values, places = highest(scores, 12)
    expected = scores.topk(min(12, width))
    assert torch.equal(values, expected.values) and torch.equal(places, expected.indices)
