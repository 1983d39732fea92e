"""Figures and their intervals, against sacreBLEU itself and against counting by hand."""

from __future__ import annotations

import math
from collections import Counter

import pytest
import sacrebleu

from nibble_engine.errors import BadInputError
from nibble_engine.evaluation.classes import classification, confusion
from nibble_engine.evaluation.estimate import mean, share
from nibble_engine.evaluation.perplexity import figures
from nibble_engine.evaluation.text_scores import (
    bleu,
    chrf,
    exact_match,
    facts_kept,
    loops,
    rouge,
    token_f1,
)
from nibble_engine.translation.facts import facts

MADE = ["the cat sat on the mat", "he went home early today", "a dog barks", "it rains"] * 5
RIGHT = ["the cat sat on a mat", "he went home early", "the dog barks loudly", "it rains"] * 5
CHINESE = (["我今天去学校。", "他很高兴。"], ["我今天去了学校。", "他非常高兴。"])


def test_bleu_and_chrf_are_those_of_sacrebleu() -> None:
    expected = sacrebleu.BLEU(tokenize="13a").corpus_score(MADE, [RIGHT])
    found = bleu(MADE, RIGHT, "en")
    assert found.value == pytest.approx(expected.score)
    assert found.low < found.value < found.high and "tok:13a" in found.signature
    made, right = CHINESE
    expected = sacrebleu.BLEU(tokenize="zh").corpus_score(made, [right])
    assert bleu(made, right, "zh").value == pytest.approx(expected.score)
    assert "tok:zh" in bleu(made, right, "zh").signature
    assert chrf(MADE, RIGHT).value == pytest.approx(
        sacrebleu.CHRF().corpus_score(MADE, [RIGHT]).score
    )


def test_an_interval_narrows_with_more_examples_and_is_the_same_again() -> None:
    few, many = share([True, False] * 10, ""), share([True, False] * 500, "")
    assert many.high - many.low < few.high - few.low
    assert share([True, False] * 10, "") == few
    # The standard error of a share of one half over 1000 examples is 1.6 %.
    assert many.high - many.low == pytest.approx(4 * 0.0158, rel=0.15)
    with pytest.raises(BadInputError):
        mean([], "")


def test_rouge_by_hand() -> None:
    one, other = ["the cat sat"], ["the cat ran fast"]
    assert rouge(one, other, "1", "en").value == pytest.approx(2 * 2 / 7)
    assert rouge(one, other, "2", "en").value == pytest.approx(2 * 1 / 5)
    assert rouge(["a b c d"], ["a x b d"], "L", "en").value == pytest.approx(2 * 3 / 8)
    chinese = rouge(["今天很好。"], ["今天好"], "1", "zh")
    assert chinese.value == pytest.approx(2 * 3 / 7) and "characters" in chinese.signature
    assert rouge([""], ["x"], "L", "en").value == 0


def test_answers() -> None:
    assert exact_match(["The Eiffel Tower."], ["eiffel tower"]).value == 1
    assert exact_match(["30天。"], ["30天"]).value == 1
    assert token_f1(["in thirty days"], ["thirty days"], "en").value == pytest.approx(0.8)
    assert token_f1(["30天内"], ["30天"], "zh").value == pytest.approx(0.8)


def test_loops() -> None:
    assert loops(["no no no no no", "我我我我我我我我", "fine"]).value == pytest.approx(2 / 3)


def test_facts_are_compared_between_languages() -> None:
    assert (
        facts("Pay 1,000 yuan by March 5")
        == facts("3月5日前付1000元")
        == Counter(["3", "5", "1000"])
    )
    assert facts("Write to a.b@x.com, code SAVE20") == Counter(["a.b@x.com", "SAVE20"])
    found = facts_kept(["12 days", "no number", "code A7"], ["12天", "9", "代码A8"])
    assert found is not None and found.value == 0.5
    assert facts_kept(["none"], ["7"]) is None


def test_labels() -> None:
    gold, made = list("aabbbc"), list("abbbca")
    assert confusion(gold, made) == (["a", "b", "c"], [[1, 1, 0], [0, 2, 1], [1, 0, 0]])
    scores = {name: found.value for name, found in classification(gold, made).items()}
    assert scores["accuracy"] == pytest.approx(3 / 6)
    assert scores["precision"] == pytest.approx((1 / 2 + 2 / 3 + 0) / 3)
    assert scores["recall"] == pytest.approx((1 / 2 + 2 / 3 + 0) / 3)
    assert scores["f1"] == pytest.approx((1 / 2 + 2 / 3 + 0) / 3)


def test_perplexity_weighs_tokens_not_texts() -> None:
    found = figures([(10.0, 5.0, 20.0), (2.0, 4.0, 10.0)], "w")
    assert found["perplexity"].value == pytest.approx(math.exp(12 / 9))
    assert found["bits_per_byte"].value == pytest.approx(12 / math.log(2) / 30)
