"""The decode loop against transformers' own, on tiny random models."""

from __future__ import annotations

from pathlib import Path

import model_factory
import pytest
import torch
from transformers import (
    LogitsProcessorList,
    RepetitionPenaltyLogitsProcessor,
    TemperatureLogitsWarper,
    TopKLogitsWarper,
    TopPLogitsWarper,
)

from nibble_engine.api import (
    AnyEvent,
    Chat,
    ContextDropped,
    Level,
    Load,
    Message,
    Progress,
    Role,
    Sampling,
    TextDelta,
    Translate,
    new_job,
)
from nibble_engine.errors import LanguageError, NoModelError, PromptTooLongError
from nibble_engine.generation import reading
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.generation.decode import causal_tokens, translated_tokens
from nibble_engine.generation.sampling import Sampler
from nibble_engine.interrupt import Interrupted
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel, load_model

GREEDY = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=24)


def loaded(path: Path, context: int = 256) -> LoadedModel:
    command = Load(
        job="j", role=Role.CHAT, path=str(path), level=Level.FULL, device="cpu", context=context
    )
    return load_model(command, lambda *step: None, lambda: False)


@pytest.fixture(scope="module")
def causal(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    return loaded(model_factory.causal(tmp_path_factory.mktemp("m") / "qwen3", family="qwen3"))


@pytest.fixture(scope="module")
def marian(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    return loaded(model_factory.marian(tmp_path_factory.mktemp("m") / "marian"))


def quiet() -> tuple[Job, list[AnyEvent]]:
    events: list[AnyEvent] = []
    return Job("j", events.append), events


def take(tokens: object, count: int) -> list[int]:
    iterator = iter(tokens)  # type: ignore[call-overload]
    return [next(iterator) for _ in range(count)]


@pytest.mark.parametrize("penalty", [1.0, 1.3])
@pytest.mark.parametrize("length", [1, 7, 40])
def test_greedy_is_what_transformers_generates(
    causal: LoadedModel, penalty: float, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Pieces of 16 tokens, so that the longer prompts go in by several.
    monkeypatch.setitem(reading._CHUNK, "cpu", 16)
    prompt = torch.randint(3, 300, (length,), generator=torch.Generator().manual_seed(length))
    how = Sampling(temperature=0.0, repetition_penalty=penalty)
    ours = take(causal_tokens(causal, prompt.tolist(), how, quiet()[0]), 20)
    theirs = causal.model.generate(
        input_ids=prompt[None],
        attention_mask=torch.ones(1, length, dtype=torch.long),
        do_sample=False,
        repetition_penalty=penalty,
        max_new_tokens=20,
        eos_token_id=-1,
    )
    assert ours == theirs[0, length:].tolist()


@pytest.mark.parametrize("penalty", [1.0, 1.3])
def test_greedy_translation_is_what_transformers_generates(
    marian: LoadedModel, penalty: float
) -> None:
    source = [5, 9, 17, 30, 2, 0]
    how = Sampling(temperature=0.0, repetition_penalty=penalty)
    ours = take(translated_tokens(marian, source, how, quiet()[0]), 12)
    theirs = marian.model.generate(
        input_ids=torch.tensor([source]),
        attention_mask=torch.ones(1, len(source), dtype=torch.long),
        do_sample=False,
        num_beams=1,
        repetition_penalty=penalty,
        max_new_tokens=12,
        eos_token_id=-1,
        forced_eos_token_id=None,
    )
    assert ours == theirs[0, 1:].tolist()


@pytest.mark.parametrize(
    ("temperature", "top_k", "top_p"),
    [(1.0, 0, 1.0), (0.7, 40, 0.95), (1.5, 3, 1.0), (0.9, 0, 0.3)],
)
def test_the_distribution_is_that_of_transformers(
    temperature: float, top_k: int, top_p: float
) -> None:
    logits = torch.randn(200, generator=torch.Generator().manual_seed(1)) * 3
    seen = [1, 5, 9]
    steps = [RepetitionPenaltyLogitsProcessor(1.2), TemperatureLogitsWarper(temperature)]
    steps += [TopKLogitsWarper(top_k)] if top_k else []
    steps += [TopPLogitsWarper(top_p)] if top_p < 1 else []
    wanted = LogitsProcessorList(steps)(torch.tensor([seen]), logits[None].clone()).softmax(-1)[0]
    how = Sampling(temperature=temperature, top_k=top_k, top_p=top_p, repetition_penalty=1.2)
    drawn: list[torch.Tensor] = []
    original = torch.multinomial

    def spy(probabilities: torch.Tensor, *rest: object, **named: object) -> torch.Tensor:
        drawn.append(probabilities.clone())
        return original(probabilities, *rest, **named)  # type: ignore[call-overload]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(torch, "multinomial", spy)
        Sampler(how, seen, torch.device("cpu")).next(logits)
    torch.testing.assert_close(drawn[0], wanted)


def test_a_seed_repeats_and_another_does_not(causal: LoadedModel) -> None:
    def draw(seed: int) -> list[int]:
        how = Sampling(temperature=1.0, seed=seed)
        return take(causal_tokens(causal, [5, 6, 7], how, quiet()[0]), 16)

    assert draw(1) == draw(1) != draw(2)


def test_cancel_is_seen_between_tokens_and_between_pieces_of_the_prompt(
    causal: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(reading._CHUNK, "cpu", 16)
    job, events = quiet()
    tokens = causal_tokens(causal, [5] * 40, GREEDY, job)
    next(tokens)
    done = [event.done for event in events if isinstance(event, Progress)]
    assert done == [16, 32, 40]
    job.cancel()
    with pytest.raises(Interrupted):
        next(tokens)
    events.clear()
    with pytest.raises(Interrupted):
        next(causal_tokens(causal, [5] * 40, GREEDY, job))
    assert events == []


def ask(model: TransformersModel, *turns: Message, how: Sampling = GREEDY) -> list[AnyEvent]:
    job, events = quiet()
    model.answer(Chat(job=new_job(), messages=turns, sampling=how), job)
    return events


def test_a_long_conversation_loses_its_beginning_and_says_so(causal: LoadedModel) -> None:
    model = TransformersModel(causal)
    system = Message(role="system", content="kind")
    turns = [
        Message(role="user" if i % 2 == 0 else "assistant", content=f"turn {i} " * 8)
        for i in range(21)
    ]
    (dropped,) = [e for e in ask(model, system, *turns) if isinstance(e, ContextDropped)]
    assert dropped.messages > 0 and dropped.tokens > 0
    assert not [e for e in ask(model, system, turns[-1]) if isinstance(e, ContextDropped)]


def test_the_limit_and_the_deltas(causal: LoadedModel) -> None:
    model = TransformersModel(causal)
    job, events = quiet()
    command = Chat(
        job="j",
        messages=(Message(role="user", content="Where is it?"),),
        sampling=Sampling(temperature=0.0, max_new_tokens=9),
    )
    end = model.answer(command, job)
    if end.reason == "length":
        assert end.usage.new_tokens == 9
    assert all(event.text for event in events if isinstance(event, TextDelta))
    assert end.usage.prompt_tokens > 0


def test_a_translator_keeps_paragraphs_and_refuses_what_it_cannot(marian: LoadedModel) -> None:
    model = TransformersModel(marian)
    job, events = quiet()
    how = Sampling(temperature=0.0, max_new_tokens=4)
    model.answer(
        Translate(job="j", text="One.\n\nTwo.\n", source="en", target="zh", sampling=how), job
    )
    text = "".join(event.text for event in events if isinstance(event, TextDelta))
    assert text.count("\n\n") == 1 and text.endswith("\n")
    with pytest.raises(LanguageError):
        model.answer(Translate(job="j", text="x", source="en", target="en"), job)
    with pytest.raises(LanguageError):
        model.answer(Translate(job="j", text="x", source="en", target="tlh"), job)
    with pytest.raises(NoModelError):
        model.answer(Chat(job="j", messages=(Message(role="user", content="x"),)), job)
    with pytest.raises(PromptTooLongError):
        word = "station" * 400
        model.answer(Translate(job="j", text=word, source="en", target="zh"), job)
