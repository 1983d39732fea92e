"""Beam search of encoder–decoder models: transformers' result, the model's own width, cancel."""

from __future__ import annotations

from pathlib import Path

import model_factory
import pytest
import torch

from nibble_engine.api import AnyEvent, Level, Load, Role, Sampling, TextDelta, Translate
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.generation.beams import beams_of, search
from nibble_engine.generation.costs import costs
from nibble_engine.generation.sentences import Weighed
from nibble_engine.interrupt import Interrupted
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel, load_model
from nibble_engine.resources import resource
from nibble_engine.translation.locks import spans

HOW = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=20)


@pytest.fixture(scope="module")
def marian(tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    path: Path = model_factory.marian(tmp_path_factory.mktemp("m") / "marian")
    command = Load(job="j", role=Role.TRANSLATION, path=str(path), level=Level.FULL, device="cpu")
    return load_model(command, lambda *step: None, lambda: False)


def said(model: TransformersModel, beams: int, text: str = "Good morning") -> str:
    events: list[AnyEvent] = []
    command = Translate(job="j", text=text, source="en", target="zh", sampling=HOW, beams=beams)
    end = model.answer(command, Job("j", events.append))
    assert end.usage.new_tokens > 0 and end.usage.decode_seconds > 0
    return "".join(event.text for event in events if isinstance(event, TextDelta))


def test_the_sentence_is_the_one_that_transformers_finds(marian: LoadedModel) -> None:
    model = TransformersModel(marian)
    ids = model.family.translation(marian.tokenizer, "Good morning", "en", "zh")
    inputs = torch.tensor([ids])
    out = marian.model.generate(
        input_ids=inputs,
        attention_mask=torch.ones_like(inputs),
        num_beams=4,
        do_sample=False,
        max_new_tokens=20,
    )
    expected = marian.tokenizer.decode(out[0], skip_special_tokens=True).strip()
    job = Job("j", lambda event: None)
    found = search(marian, [ids], HOW, 4, 20, job)[0]
    assert found[0].end.text == expected and len(found) == 4
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_a_model_of_one_direction_says_the_likeliest(marian: LoadedModel) -> None:
    model = TransformersModel(marian)
    found = weighed(model, "Good morning")
    assert all(one.back is None and one.score == one.likelihood for one in found)
    assert said(model, 6) == found[0].end.text


@pytest.fixture(scope="module")
def starter() -> TransformersModel:
    path = str(resource("starter") / "translator")
    command = Load(job="j", role=Role.TRANSLATION, path=path, level=Level.NF4, device="cpu")
    return TransformersModel(load_model(command, lambda *step: None, lambda: False))


def test_of_the_beams_the_one_is_said_that_leads_back(starter: TransformersModel) -> None:
    model = starter
    texts = [
        "Good morning.",
        "I lost my umbrella on the bus yesterday.",
        "She has never been to Shanghai before.",
        "The teacher told us that the old bridge was built by farmers.",
        "My train leaves at half past seven.",
        "He would rather stay at home than go out with them.",
    ]
    changed = 0
    for text in texts:
        found = weighed(model, text)
        best = max(found, key=lambda one: one.score)
        assert best.back is not None and best.back <= found[0].back  # type: ignore[operator]
        changed += best.end.text != found[0].end.text
        assert said(model, 6, text) == best.end.text
    assert changed, "the way back says something"


def test_what_the_model_does_not_know_is_marked(starter: TransformersModel) -> None:
    command = Translate(job="j", text="", source="en", target="zh", sampling=HOW, beams=4)
    texts = [
        "Good morning.",
        "Lead researchers say this may bring early detection of malaria to low-income countries.",
    ]
    assert starter.sentences is not None
    every = starter.sentences.translate(texts, "en", command, Job("j", lambda event: None))
    kinds = [{risk.kind for risk in said.end.risks} for said in every if said.end]
    assert kinds == [set(), {"unsure", "way_back"}]


def test_what_the_model_loses_is_put_back_and_said(starter: TransformersModel) -> None:
    command = Translate(job="j", text="", source="en", target="zh", sampling=HOW, beams=4)
    source = "Field 0 of 2⟦1⟧ bold⟦/1⟧"
    assert starter.sentences is not None
    [said] = starter.sentences.translate([source], "en", command, Job("j", lambda event: None))
    end = said.end
    assert end is not None and end.text == said.text
    locked = {span.becomes for span in spans(source)}
    assert locked == {"0", "2", "⟦1⟧", "⟦/1⟧"}
    assert locked <= {span.becomes for span in spans(end.text)}
    found = starter.sentences.weighed([source], "en", command, 4, Job("j", lambda event: None))[0]
    lost = [one for one in found if any(risk.kind == "moved" for risk in one.end.risks)]
    assert lost and all(locked <= {s.becomes for s in spans(one.end.text)} for one in lost)


def weighed(model: TransformersModel, text: str) -> list[Weighed]:
    assert model.sentences is not None
    command = Translate(job="j", text="", source="en", target="zh", sampling=HOW)
    return model.sentences.weighed([text], "en", command, 6, Job("j", lambda event: None))[0]


def test_a_batch_is_as_good_as_one_after_another(marian: LoadedModel) -> None:
    model = TransformersModel(marian)
    texts = ["Good morning", "Where is the station?", "Yes", "The order was sent yesterday."]
    command = Translate(job="j", text="", source="en", target="zh", sampling=HOW, beams=3)
    job = Job("j", lambda event: None)
    assert model.sentences is not None
    together = model.sentences.weighed(texts, "en", command, 3, job)
    for text, found in zip(texts, together, strict=True):
        [alone] = model.sentences.weighed([text], "en", command, 3, job)
        # A random model's candidates are nearly as good as each other, and which of two comes out
        # first hangs on the last digit of a sum, which a batch adds up in another order.
        assert max(one.score for one in found) == pytest.approx(
            max(one.score for one in alone), abs=0.01
        )


def test_the_width_is_the_models_own_unless_one_is_asked_for(marian: LoadedModel) -> None:
    marian.model.generation_config.num_beams = 3
    assert beams_of(marian, HOW, 0) == 3 and beams_of(marian, HOW, 2) == 2
    assert beams_of(marian, Sampling(temperature=0.7), 0) == 1
    marian.model.generation_config.num_beams = 1


def test_a_cancelled_search_ends_at_its_next_token(
    marian: LoadedModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = Job("j", lambda event: None)
    steps = []
    forward = type(marian.model).forward

    def counted(self: object, *args: object, **named: object) -> object:
        steps.append(1)
        job.cancel()
        return forward(self, *args, **named)

    monkeypatch.setattr(type(marian.model), "forward", counted)
    command = Translate(
        job="j", text="Good morning", source="en", target="zh", sampling=HOW, beams=4
    )
    with pytest.raises(Interrupted):
        TransformersModel(marian).answer(command, job)
    assert len(steps) == 1


def test_a_candidate_that_runs_away_is_weighed_as_far_as_the_model_reaches(
    marian: LoadedModel,
) -> None:
    long = [3] * (marian.context + 40)
    short, same = costs(marian, [long, long[: marian.context]], [[3, 4, 0], [3, 4, 0]])
    assert short == same > 0
    assert costs(marian, [[3, 0]], [long])[0] > 0
