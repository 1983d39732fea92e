"""The tokens of an answer as the engine tells them: their text, their figures, what else could
have been; and the same of a text that is given."""

from __future__ import annotations

from pathlib import Path

import model_factory
import pytest
import torch

from nibble_engine.api import (
    Action,
    AnyEvent,
    Level,
    Load,
    Role,
    Sampling,
    TextDelta,
    Token,
    TokensTold,
    Weigh,
    Write,
)
from nibble_engine.errors import NoModelError, PromptTooLongError
from nibble_engine.generation import reading
from nibble_engine.generation.answer import TransformersModel, _written
from nibble_engine.generation.certainty import Certainty
from nibble_engine.generation.stream import End, Stream, stream
from nibble_engine.generation.telling import OTHERS, Teller, TokenTexts
from nibble_engine.interrupt import Interrupted
from nibble_engine.job import Job
from nibble_engine.models.loader import load_model
from nibble_engine.resources import resource

ENGLISH = "Our office will move to the new building on 3 May. Please pack your things."
CHINESE = "我们公司将于五月三日搬到新大楼，请大家提前收拾好自己的物品。"


def model(path: Path, level: Level = Level.NF4) -> TransformersModel:
    command = Load(job="j", role=Role.CHAT, path=str(path), level=level, device="cpu", context=256)
    return TransformersModel(load_model(command, lambda *step: None, lambda: False))


@pytest.fixture(scope="module")
def starter() -> TransformersModel:
    return model(resource("starter") / "chat")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> TransformersModel:
    """Random weights over bytes: most of what it says is half characters."""
    folder = tmp_path_factory.mktemp("m") / "qwen3"
    return model(model_factory.causal(folder, family="qwen3", tied=True), Level.FULL)


def write(text: str, **how: object) -> Write:
    sampling = Sampling(**{"temperature": 0.0, "repetition_penalty": 1.0, **how})  # type: ignore[arg-type]
    return Write(job="j", action=Action.REWRITE, text=text, tokens=True, sampling=sampling)


def done(model: TransformersModel, command: Write | Weigh) -> tuple[list[AnyEvent], End]:
    events: list[AnyEvent] = []
    return events, model.answer(command, Job("j", events.append))


def told(events: list[AnyEvent]) -> list[Token]:
    """The tokens in order, once it is sure that there is no gap."""
    found: list[Token] = []
    for event in events:
        if isinstance(event, TokensTold):
            assert event.start == len(found)
            found += event.tokens
    return found


def text(events: list[AnyEvent]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextDelta))


def joined(tokens: list[Token]) -> str:
    return "".join(token.text for token in tokens)


@pytest.mark.parametrize("asked", [ENGLISH, CHINESE])
@pytest.mark.parametrize("temperature", [0.0, 1.5])
def test_the_pieces_are_the_answer(
    starter: TransformersModel, asked: str, temperature: float
) -> None:
    events, end = done(starter, write(asked, temperature=temperature, seed=3))
    tokens = told(events)
    assert joined(tokens) == text(events) == end.text != ""
    assert all(token.logprob <= 0 for token in tokens)
    assert sum(token.logprob for token in tokens) == pytest.approx(
        (end.usage.mean_logprob or 0) * (end.usage.new_tokens - 1), abs=0.01
    )
    batches = [len(event.tokens) for event in events if isinstance(event, TokensTold)]
    assert max(batches) <= 20 and len(batches) <= len(tokens) / 16 + 1


def test_without_the_wish_nothing_is_told(starter: TransformersModel) -> None:
    events, _ = done(starter, Write(job="j", action=Action.REWRITE, text=ENGLISH))
    assert text(events) and not told(events)


def test_the_others_are_the_likeliest_and_can_be_read(starter: TransformersModel) -> None:
    events, _ = done(starter, write(ENGLISH))
    for token in told(events):
        assert len(token.others) == OTHERS
        logprobs = [other.logprob for other in token.others]
        assert logprobs == sorted(logprobs, reverse=True)
        # Greedily, nothing is likelier than what was said.
        assert token.logprob >= logprobs[0]
        assert all("\ufffd" not in other.text for other in token.others)
        assert len({other.text for other in token.others} | {token.text}) == OTHERS + 1


def test_drawn_words_have_likelier_others(starter: TransformersModel) -> None:
    tokens = told(done(starter, write(ENGLISH, temperature=2.0, top_k=0, top_p=1.0, seed=1))[0])
    assert any(token.others[0].logprob > token.logprob for token in tokens)


def test_the_end_of_an_answer_is_among_the_others(starter: TransformersModel) -> None:
    tokens = told(done(starter, write(ENGLISH, temperature=1.5, seed=3))[0])
    assert any(not other.text for token in tokens for other in token.others)


def test_half_characters_are_told_as_one(tiny: TransformersModel) -> None:
    """The answer is forced: every byte of these characters is a token of its own."""
    said = "龘😀 ok 鱻"
    ids = tiny.loaded.tokenizer(said, add_special_tokens=False)["input_ids"]
    assert len(ids) > len(said) + 5
    events: list[AnyEvent] = []
    job = Job("j", events.append)
    certainty = Certainty(others=True)
    teller = Teller(certainty, TokenTexts(tiny.loaded.tokenizer, frozenset({2})), job, Level.FULL)
    logits = torch.randn(len(ids), 320, generator=torch.Generator().manual_seed(1))
    certainty.took_all(logits, ids)
    stream(
        iter(ids),
        Stream(
            tiny.loaded.tokenizer,
            frozenset(),
            Sampling(),
            job,
            prompt_tokens=1,
            limit=len(ids),
            teller=teller,
        ),
    )
    teller.finish()
    tokens = told(events)
    assert joined(tokens) == said and [token.text for token in tokens][:2] == ["龘", "😀"]
    each = logits.log_softmax(-1)[torch.arange(len(ids)), ids]
    assert tokens[0].logprob == pytest.approx(float(each[:3].sum()), abs=1e-4)
    assert tokens[1].logprob == pytest.approx(float(each[3:7].sum()), abs=1e-4)
    assert sum(token.logprob for token in tokens) == pytest.approx(float(each.sum()), abs=1e-3)


class Letters:
    """A tokenizer whose tokens are the letters."""

    def __call__(self, text: str, *, add_special_tokens: bool) -> dict[str, list[int]]:
        return {"input_ids": [ord(letter) for letter in text]}

    def decode(
        self, token_ids: list[int], *, skip_special_tokens: bool, clean_up_tokenization_spaces: bool
    ) -> str:
        return "".join(map(chr, token_ids))


@pytest.mark.parametrize(
    ("raw", "stops", "answer"),
    [
        ("abc", (), "abc"),
        ("ab END cd", (" END",), "ab"),
        ("<think>hm</think>\n\nYes.", (), "Yes."),
        ("<thin", (), "<thin"),
        ("<think>hm</think>\n\nYes. END no", (" END",), "Yes."),
        ("Yes EN", (" END",), "Yes EN"),
    ],
)
def test_only_what_was_said_is_told(raw: str, stops: tuple[str, ...], answer: str) -> None:
    events: list[AnyEvent] = []
    job, certainty = Job("j", events.append), Certainty(others=True)
    teller = Teller(certainty, TokenTexts(Letters(), frozenset()), job, Level.NF4)
    for letter in raw:
        certainty.took(torch.zeros(128), ord(letter))
    end = stream(
        iter(map(ord, raw)),
        Stream(
            Letters(),
            frozenset(),
            Sampling(stop=stops),
            job,
            prompt_tokens=1,
            limit=len(raw),
            teller=teller,
        ),
    )
    teller.finish()
    assert joined(told(events)) == end.text == text(events) == answer


def test_what_was_said_before_a_stop_is_told(starter: TransformersModel) -> None:
    events: list[AnyEvent] = []
    job = Job("j", events.append)

    def emit(event: AnyEvent) -> None:
        events.append(event)
        if len(text(events)) > 20:
            job.cancel()

    job._emit = emit
    with pytest.raises(Interrupted):
        starter.answer(write(ENGLISH), job)
    assert joined(told(events)) == text(events) != ""


@pytest.mark.parametrize("asked", [ENGLISH, CHINESE])
def test_a_weighed_answer_is_as_likely_as_when_it_was_given(
    starter: TransformersModel, asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = write(asked, temperature=0.7, seed=2)
    starter.loaded.prefixes.clear()  # a prompt that is read in other pieces is rounded otherwise
    events, end = done(starter, command)
    given = told(events)
    weigh = Weigh(job="j", asked=command, text=end.text)
    together = told(done(starter, weigh)[0])
    assert [token.text for token in together] == [token.text for token in given]
    apart = [abs(one.logprob - two.logprob) for one, two in zip(given, together, strict=True)]
    # The 4-bit kernels of a processor round otherwise for one row than for many.
    assert max(apart) < 0.15 and sum(apart) / len(apart) < 0.04
    monkeypatch.setattr(reading, "_ROWS", 1)
    starter.loaded.prefixes.clear()
    assert told(done(starter, weigh)[0]) == given


def test_an_unquantized_model_weighs_as_it_answers(tiny: TransformersModel) -> None:
    given = "Where is the station? 龘😀 <|im_end|> 订单"
    (events, end) = done(tiny, Weigh(job="j", asked=write("Hi"), text=given))
    tokens = told(events)
    assert joined(tokens) == end.text == given and not text(events)
    loaded = tiny.loaded
    prompt = tiny._encode(list(_written(write("Hi"))))
    ids = loaded.tokenizer(given, add_special_tokens=False, split_special_tokens=True)["input_ids"]
    with torch.inference_mode():
        logits = loaded.model(input_ids=torch.tensor([prompt + ids])).logits[0].double()
    each = logits[len(prompt) - 1 : -1].log_softmax(-1)[torch.arange(len(ids)), ids]
    assert sum(token.logprob for token in tokens) == pytest.approx(float(each.sum()), rel=2e-3)


def test_an_empty_answer_has_no_tokens(tiny: TransformersModel) -> None:
    assert not told(done(tiny, Weigh(job="j", asked=write("Hi"), text=""))[0])


def test_what_does_not_fit_is_refused(tiny: TransformersModel) -> None:
    with pytest.raises(PromptTooLongError):
        done(tiny, Weigh(job="j", asked=write("Hi"), text="word " * 400))


def test_a_weighing_can_be_stopped(tiny: TransformersModel) -> None:
    job = Job("j", lambda event: None)
    job.cancel()
    with pytest.raises(Interrupted):
        tiny.answer(Weigh(job="j", asked=write("Hi"), text="Hello"), job)


def test_a_translation_model_weighs_nothing(tmp_path: Path) -> None:
    command = Load(job="j", role=Role.TRANSLATION, path=str(model_factory.marian(tmp_path / "m")))
    marian = TransformersModel(load_model(command, lambda *step: None, lambda: False))
    with pytest.raises(NoModelError):
        done(marian, Weigh(job="j", asked=write("Hi"), text="Hello"))
