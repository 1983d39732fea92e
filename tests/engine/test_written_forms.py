"""Chinese in its written forms, and pairs that a model does not do, with the real starter."""

from __future__ import annotations

import pytest

from nibble_engine.api import AnyEvent, Detected, Level, Load, Role, TextDelta, Translate
from nibble_engine.errors import LanguageError
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.job import Job
from nibble_engine.models.loader import load_model
from nibble_engine.resources import resource


@pytest.fixture(scope="module")
def starter() -> TransformersModel:
    path = str(resource("starter") / "translator")
    command = Load(job="j", role=Role.TRANSLATION, path=path, level=Level.NF4, device="cpu")
    return TransformersModel(load_model(command, lambda *step: None, lambda: False))


def said(model: TransformersModel, text: str, source: str, target: str) -> str:
    events: list[AnyEvent] = []
    command = Translate(job="j", text=text, source=source, target=target)
    model.answer(command, Job("j", events.append))
    found = [event.language for event in events if isinstance(event, Detected)]
    assert bool(found) == (source == "auto")
    return "".join(event.text for event in events if isinstance(event, TextDelta))


def test_into_traditional_is_the_same_in_other_characters(starter: TransformersModel) -> None:
    text = "We will open the door for you this afternoon."
    simplified = said(starter, text, "en", "zh")
    traditional = said(starter, text, "en", "zh-Hant-TW")
    assert simplified != traditional and len(simplified) == len(traditional)


def test_traditional_text_is_read_as_simplified(starter: TransformersModel) -> None:
    assert said(starter, "我們什麼時候見面？", "zh-Hant", "en") == said(
        starter, "我们什么时候见面？", "zh", "en"
    )


def test_from_one_form_to_another_asks_no_model(starter: TransformersModel) -> None:
    assert (
        said(starter, "软件里的网络。\n\n打印机！", "zh", "zh-Hant-TW")
        == "軟體裡的網路。\n\n印表機！"
    )
    assert said(starter, "我們的", "auto", "zh") == "我们的"


@pytest.mark.parametrize(("source", "target"), [("fr", "en"), ("en", "ja"), ("en", "en")])
def test_a_pair_that_it_does_not_do_is_told(
    starter: TransformersModel, source: str, target: str
) -> None:
    with pytest.raises(LanguageError):
        said(starter, "Bonjour", source, target)


def test_the_window_is_told_which_languages_there_are(starter: TransformersModel) -> None:
    assert {"zh-Hans", "en"} <= set(starter.info.languages) and "fr" not in starter.info.languages
    assert starter.info.follows == ()
