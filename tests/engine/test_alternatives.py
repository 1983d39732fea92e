"""Other words for a translation: from the model's own distribution, for both kinds of models."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import family_factory
import model_factory
import pytest

from nibble_engine.api import AnyEvent, Level, Load, Role, Suggest, Suggested, Suggestion, Term
from nibble_engine.generation.alternatives import apart, distinct
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.interrupt import Interrupted
from nibble_engine.job import Job
from nibble_engine.models.loader import load_model
from nibble_engine.resources import resource


def loaded(path: Path, role: Role, level: Level) -> TransformersModel:
    command = Load(job="j", role=role, path=str(path), level=level, device="cpu")
    return TransformersModel(load_model(command, lambda *step: None, lambda: False))


@pytest.fixture(scope="module")
def starter() -> TransformersModel:
    return loaded(resource("starter") / "translator", Role.TRANSLATION, Level.NF4)


def suggested(model: TransformersModel, text: str, **more: object) -> tuple[Suggestion, ...]:
    events: list[AnyEvent] = []
    command = Suggest(job="j", text=text, source="en", target="zh", **more)  # type: ignore[arg-type]
    model.answer(command, Job("j", events.append))
    [event] = events
    assert isinstance(event, Suggested) and event.job == "j"
    return event.suggestions


def test_next_words_each_lead_to_a_whole_sentence(starter: TransformersModel) -> None:
    found = suggested(starter, "I like this book very much.", kept="我")
    assert 2 <= len(found) <= 8
    assert len({one.word for one in found}) == len(found)
    for one in found:
        assert one.text.startswith("我" + one.word) and len(one.text) > len(one.word) + 1


def test_the_first_word_has_alternatives_too(starter: TransformersModel) -> None:
    found = suggested(starter, "Good morning.", kept="")
    assert found and all(one.text.startswith(one.word) for one in found)


def test_whole_sentences_really_differ(starter: TransformersModel) -> None:
    found = [one.text for one in suggested(starter, "How can I get to the station from here?")]
    assert 2 <= len(found) <= 5 and apart(found) == found


def test_the_same_is_suggested_again(starter: TransformersModel) -> None:
    import torch

    torch.manual_seed(1)
    once = suggested(starter, "I see.", kept="我")
    torch.manual_seed(2)
    assert suggested(starter, "I see.", kept="我") == once


def test_a_beginning_that_the_model_would_never_write(starter: TransformersModel) -> None:
    found = suggested(starter, "I see.", kept="齉齉 zzz ")
    assert all(one.text.startswith("齉齉 zzz") for one in found)


def test_a_causal_model_suggests_as_well(tmp_path: Path) -> None:
    model = loaded(model_factory.causal(tmp_path / "m"), Role.CHAT, Level.FULL)
    assert suggested(model, "Good morning", kept="a")
    assert suggested(model, "Good morning", terms=(Term(source="a", target="b"),))


def test_a_stopped_search_ends(starter: TransformersModel) -> None:
    job = Job("j", lambda event: None)
    job.cancel()
    for kept in ("我", None):
        command = Suggest(job="j", text="I see.", source="en", target="zh", kept=kept)
        with pytest.raises(Interrupted):
            starter.answer(command, job)


def test_words_of_both_scripts() -> None:
    texts = ["He went home.", "He walks home.", "He went away.", "She went."]
    assert [one.word for one in distinct(texts, "He")] == ["went", "walks"]
    assert [one.word for one in distinct(["我想去", "我要去", "我想走"], "我")] == ["想", "要"]


def test_an_m2m100_begins_with_the_token_of_its_language(tmp_path: Path) -> None:
    import torch

    model = loaded(family_factory.m2m100(tmp_path / "m"), Role.TRANSLATION, Level.FULL)
    network: Any = model.loaded.model
    tokenizer: Any = model.loaded.tokenizer
    plain = partial(tokenizer, add_special_tokens=False)
    inputs = torch.tensor([[tokenizer.get_lang_id("en"), *plain("车站")["input_ids"], 2]])
    for kept in ("", "早"):
        begun = [2, tokenizer.get_lang_id("zh"), *plain(kept)["input_ids"]]
        logits = network(input_ids=inputs, decoder_input_ids=torch.tensor([begun])).logits[0, -1]
        logits[[tokenizer.eos_token_id, tokenizer.pad_token_id]] = -torch.inf
        texts = []
        for token in logits.topk(16).indices.tolist():
            decoder = torch.tensor([[*begun, token]])
            made = network.generate(
                inputs, decoder_input_ids=decoder, max_new_tokens=9, do_sample=False, num_beams=1
            )
            texts.append(tokenizer.decode(made[0][2:], skip_special_tokens=True).strip())
        found = suggested(model, "车站", kept=kept)
        assert found
        for one in found:
            assert any(text.startswith(one.text[:9]) for text in texts)
