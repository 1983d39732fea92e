"""Every error that can travel has words."""

from __future__ import annotations

import string
from collections.abc import Iterator

import pytest

from nibble_app.error_sentences import SENTENCES
from nibble_app.error_text import describe
from nibble_engine import errors
from nibble_engine.api import ErrorInfo


def tree(kind: type[errors.NibbleError]) -> Iterator[type[errors.NibbleError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from tree(child)


CODES = sorted({kind.code for kind in tree(errors.NibbleError)})


@pytest.mark.parametrize("code", CODES)
def test_each_code_has_its_own_sentences(code: str) -> None:
    assert code in SENTENCES
    text = describe(ErrorInfo(code=code))
    assert text.title and text.detail and text.action
    assert text.detail.endswith((".", "?.")) and text.action.endswith(".")
    assert "{" not in text.title + text.detail + text.action


def test_titles_tell_errors_apart() -> None:
    titles = [describe(ErrorInfo(code=code)).title for code in CODES]
    assert len(set(titles)) == len(titles)


def test_placeholders_are_plain_names() -> None:
    for sentences in SENTENCES.values():
        for text in sentences:
            for _, name, spec, conversion in string.Formatter().parse(text):
                assert name is None or (name.isidentifier() and not spec and not conversion)


def test_memory_is_told_in_gigabytes_where_it_is_known() -> None:
    known = {"device": "cuda", "needed": 8_100_000_000, "free": 2_000_000_000}
    text = describe(ErrorInfo(code="out_of_memory", params=known))
    assert "8.1 GB" in text.detail and "2.0 GB" in text.detail
    assert "cuda" in describe(ErrorInfo(code="out_of_memory", params={"device": "cuda"})).detail


def test_fewer_bits_are_advised_where_they_fit() -> None:
    params = {"needed": 8e9, "free": 5e9, "bits": 4, "less": 3.2e9}
    text = describe(ErrorInfo(code="out_of_memory", params=params))
    assert "4 bits" in text.action and "3.2 GB" in text.action


def test_a_long_path_is_shortened_to_its_end() -> None:
    path = "/home/somebody/" + "deep/" * 30 + "models/qwen"
    detail = describe(ErrorInfo(code="model_not_found", params={"path": path})).detail
    assert "models/qwen" in detail.replace("\\", "/") and "…" in detail and len(detail) < 100


def test_values_with_braces_and_lines_are_only_text() -> None:
    text = describe(ErrorInfo(code="engine_died", params={"how": "{0.__class__}\n<b>x</b>"}))
    assert "{0.__class__} <b>x</b>" in text.detail


def test_an_unknown_code_is_a_fault_of_the_program() -> None:
    assert describe(ErrorInfo(code="from_the_future")) == describe(ErrorInfo(code="internal"))


def test_a_missing_device_is_not_told_as_a_missing_level() -> None:
    text = describe(ErrorInfo(code="level_unavailable", params={"device": "mps", "level": ""}))
    assert "mps" in text.detail and "“”" not in text.detail
