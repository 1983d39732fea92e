"""Every language of the table has a name in the window, every reason a sentence."""

from __future__ import annotations

import pytest

from nibble_app.language_names import language_name, why_not
from nibble_engine.families import family
from nibble_engine.languages import TABLE


def test_every_language_has_a_name_of_its_own() -> None:
    names = [language_name(language.tag) for language in TABLE]
    assert len(set(names)) == len(TABLE)


def test_other_tags() -> None:
    assert language_name("zh") == "Chinese"
    assert language_name("zh-CN") == "Chinese (Simplified)"
    assert language_name("pt-BR") == "Portuguese"
    assert language_name("tlh") == "tlh"


@pytest.mark.parametrize(
    "reason",
    [family.ONE_PAIR, family.NO_SUCH_LANGUAGE, family.NOT_A_TRANSLATOR, family.SAME_LANGUAGE],
)
def test_every_reason_has_a_sentence(reason: str) -> None:
    sentence = why_not(reason, "fr", "zh-Hant")
    assert sentence.endswith(".") and "{" not in sentence
    names = "French" in sentence and "Traditional" in sentence
    assert names == (reason in {family.NO_SUCH_LANGUAGE, family.SAME_LANGUAGE})
