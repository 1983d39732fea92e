"""An answer whose beginning is given."""

from __future__ import annotations

import pytest

from nibble_engine.api import Action, AnyEvent, Level, Load, Role, Sampling, TextDelta, Weigh, Write
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.job import Job
from nibble_engine.models.loader import load_model
from nibble_engine.resources import resource

GREEDY = Sampling(temperature=0.0, max_new_tokens=40)


@pytest.fixture(scope="module")
def starter() -> TransformersModel:
    path = str(resource("starter", "chat"))
    command = Load(job="load", role=Role.CHAT, path=path, level=Level.NF4)
    return TransformersModel(load_model(command, lambda *step: None, lambda: False))


def said(model: TransformersModel, text: str, begun: str = "") -> str:
    events: list[AnyEvent] = []
    command = Write(job="j", action=Action.CONTINUE, text=text, begun=begun, sampling=GREEDY)
    model.answer(command, Job("j", events.append))
    return "".join(event.text for event in events if isinstance(event, TextDelta))


@pytest.mark.parametrize("text", ["We are sorry that the parcel is late.", "很抱歉，包裹晚到了。"])
def test_the_model_goes_on_as_it_would_have(starter: TransformersModel, text: str) -> None:
    whole = said(starter, text)
    ids = starter.loaded.tokenizer(whole, add_special_tokens=False)["input_ids"]
    assert len(ids) > 6
    begun = starter.loaded.tokenizer.decode(ids[:3])
    assert whole.startswith(begun)
    again = begun + said(starter, text, begun)
    # Read together the first tokens are rounded otherwise than said one by one: where two words
    # are as likely as each other, the other one may be taken.
    assert again == whole or parted_at_a_tie(starter, text, whole, again)


def parted_at_a_tie(model: TransformersModel, text: str, one: str, other: str) -> bool:
    """Whether where the two answers part the model found the likeliest words about as likely."""
    same = next(place for place, two in enumerate(zip(one, other, strict=False)) if len({*two}) > 1)
    events: list[AnyEvent] = []
    asked = Write(job="w", action=Action.CONTINUE, text=text)
    model.answer(Weigh(job="w", asked=asked, text=one), Job("w", events.append))
    tokens = [token for event in events for token in getattr(event, "tokens", ())]
    place = 0
    for token in tokens:
        if place + len(token.text) > same:
            likeliest = sorted((token.logprob, *(other.logprob for other in token.others)))[-2:]
            return likeliest[1] - likeliest[0] < 0.3
        place += len(token.text)
    return False


def test_another_beginning_leads_elsewhere(starter: TransformersModel) -> None:
    text = "We are sorry that the parcel is late."
    rest = said(starter, text, "You can")
    assert rest.strip()
    assert not said(starter, text).startswith("You can" + rest)


def test_what_is_weighed_stands_behind_it(starter: TransformersModel) -> None:
    asked = Write(job="w", action=Action.CONTINUE, text="We are late.", begun="We are")
    events: list[AnyEvent] = []
    starter.answer(Weigh(job="w", asked=asked, text=" sorry"), Job("w", events.append))
    tokens = [token for event in events for token in getattr(event, "tokens", ())]
    assert "".join(token.text for token in tokens) == " sorry"
