"""The rules find what was planted in the texts, and leave clean texts alone."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

from proofreading_scores import TEXTS, samples, scored

from nibble_engine.proofreading.change import applied
from nibble_engine.proofreading.proofread import proofread


def test_the_texts_are_as_many_as_they_say() -> None:
    texts = samples()
    counts = {
        (language, name): sum((t.language, t.set) == (language, name) for t in texts)
        for language in ("zh", "en")
        for name in ("dev", "held", "clean")
    }
    assert counts == {
        ("zh", "dev"): 15, ("zh", "held"): 5, ("zh", "clean"): 10,
        ("en", "dev"): 15, ("en", "held"): 5, ("en", "clean"): 10,
    }  # fmt: skip
    assert sum(len(text.planted) for text in texts) >= 200


@pytest.mark.parametrize("name", ["dev", "held"])
def test_what_was_planted_is_found_and_little_else(name: str) -> None:
    score = scored(samples(name))
    assert score.precision() >= 0.98 and score.recall() >= 0.95, score.wrong


def test_every_rule_that_is_on_finds_most_of_its_errors() -> None:
    score = scored(samples())
    rules = score.found | score.missed
    assert len(rules) == 20
    assert all(score.recall(rule) >= 0.8 for rule in rules), score.wrong


def test_clean_texts_are_left_alone() -> None:
    assert scored(samples("clean")).wrong == []


def test_sentences_become_right_or_stay_as_they_are() -> None:
    table = tomllib.loads(TEXTS.with_name("sentences.toml").read_text("utf-8"))["rows"]
    rows = [row.split("|") for row in table.splitlines()]
    made = [(wrong, right, applied(wrong, proofread(wrong))) for wrong, right in rows]
    assert [row for row in made if row[2] not in row[:2]] == []
    assert sum(new == right for _, right, new in made) >= 0.9 * len(made)


@pytest.mark.parametrize("name", ["first", "second"])
def test_what_was_kept_aside_is_found_and_nothing_wrong_is_proposed(name: str) -> None:
    rows = tomllib.loads(TEXTS.with_name("held_out.toml").read_text("utf-8"))[name]
    table = [row.split("|") for row in rows.splitlines() if row]
    made = [(wrong, right, applied(wrong, proofread(wrong))) for wrong, right in table]
    assert len(table) >= 38
    assert sum(new == right for _, right, new in made) >= len(table) - 3
    assert [row for row in made if row[0] == row[1] != row[2]] == []
