"""How likely a base answers a question, and the threshold that a person sets."""

import numpy as np
import pytest
from base_of import sample

from nibble_engine.knowledge.answerable import features
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.knowledge.thresholds import Judged, curve, smallest
from nibble_engine.resources import toml_resource
from nibble_engine.training.answerable import Row, fitted


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return Searcher(sample(tmp_path_factory.mktemp("base")))


@pytest.mark.parametrize(
    ("answered", "not_answered"),
    [
        ("What does shipping to Canada cost?", "What does shipping to Peru cost?"),
        ("Can I pay with Alipay?", "Can I pay with Klarna?"),
        ("How long is the warranty on a lamp?", "How long is the warranty on a trampoline?"),
        ("可以用支付宝付款吗？", "可以用花呗付款吗？"),
        ("寄到加拿大运费多少？", "寄到秘鲁运费多少？"),
        ("台灯保修多久？", "蹦床保修多久？"),
    ],
)
def test_a_thing_that_the_base_does_not_know_makes_the_difference(
    searcher: Searcher, answered: str, not_answered: str
) -> None:
    assert searcher.search(answered).answerable >= 0.5
    assert searcher.search(not_answered).answerable < 0.5


def test_there_is_a_weight_for_each_feature(searcher: Searcher) -> None:
    weights = toml_resource("knowledge", "answerable.toml")["weights"]
    assert {"bias", *features(searcher.evidence("how long"))} == {*weights}


@pytest.mark.parametrize("question", ["", "xyzzy", "How long?", "退货", "a " * 500])
def test_features_are_numbers_for_any_question(searcher: Searcher, question: str) -> None:
    assert all(np.isfinite(x) for x in features(searcher.evidence(question)).values())
    assert 0 <= searcher.search(question).answerable <= 1


def test_the_fit_finds_what_decides() -> None:
    rows = [Row((float(x), 0.5), x == 1, "own", at) for at, x in enumerate([0, 1] * 20)]
    bias, decides, other = fitted(rows, decay=0.01)
    assert decides > 1 > abs(other)
    assert bias < 0


def test_the_curve_tells_coverage_and_error_at_each_threshold() -> None:
    judged = [
        Judged(0.9, True, True),
        Judged(0.7, True, False),
        Judged(0.4, False, True),
        Judged(0.2, True, True),
    ]
    points = curve(judged)
    assert [point.answered for point in points] == [4, 3, 2, 1, 0]
    assert [point.wrong for point in points] == [2, 2, 1, 0, 0]
    assert points[0].coverage == 1
    assert points[-1].error == 0


def test_the_smallest_threshold_that_keeps_the_error() -> None:
    judged = [Judged(0.9, True, True), Judged(0.8, True, True), Judged(0.5, False, False)]
    assert smallest(judged, 0.0).threshold == 0.8
    assert smallest(judged, 0.5).threshold == 0.5
    assert smallest([Judged(0.9, False, False)], 0.1).answered == 0
    assert smallest([], 0.1).answered == 0
