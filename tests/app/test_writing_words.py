"""Each finding has a sentence of its own that says what was noticed."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest
from PySide6.QtWidgets import QApplication

from nibble_app import language
from nibble_app.writing_words import LONGEST_DETAIL, sentence
from nibble_engine.writing.proposal import Finding, Kind

FACTS = ("", "number", "date", "name", "quotation", "link")


@pytest.fixture(autouse=True, params=["en", "zh_CN"])
def tongue(qapp: QApplication, request: pytest.FixtureRequest) -> str:
    language.install(qapp, request.param)
    request.addfinalizer(lambda: language.install(qapp, "en"))
    return str(request.param)


def test_every_kind_has_a_sentence_of_its_own() -> None:
    told = [sentence(Finding(kind, "8.5")) for kind in get_args(Kind)]
    assert all(told) and len(set(told)) == len(told)
    assert not [one for one in told if "{" in one]


def test_a_fact_is_named_by_its_kind_and_its_words() -> None:
    told = [
        sentence(Finding(kind, "2026年3月1日", fact))  # type: ignore[arg-type]
        for kind, fact in product(("fact_missing", "fact_added"), FACTS)
    ]
    assert len(set(told)) == len(told)
    assert all("2026年3月1日" in one for one in told)


def test_what_is_wrong_comes_before_what_to_do() -> None:
    plain = sentence(Finding("too_small"))
    told = sentence(Finding("too_small", "table"))
    assert told.endswith(plain) and len(told) > len(plain)
    assert sentence(Finding("too_small", "something new")) == plain
    assert sentence(Finding("cut", "cancelled")) != sentence(Finding("cut"))
    assert sentence(Finding("language", "ja")) != sentence(Finding("language"))


@pytest.mark.parametrize("detail", ["x" * 5000, "<b>a</b>\n\n{detail} {0} %1", "{detail}", ""])
def test_a_strange_detail_is_shown_as_it_is_and_not_at_length(detail: str) -> None:
    told = sentence(Finding("fact_missing", detail, "quotation"))
    assert "\n" not in told and len(told) < LONGEST_DETAIL + 100
    if len(detail) < LONGEST_DETAIL:
        assert " ".join(detail.split()) in told
