"""Signs of a wrong translation: each kind is found, and right sentences have none."""

from __future__ import annotations

import pytest

from nibble_engine.api import Risk
from nibble_engine.training import grammar
from nibble_engine.translation.risks import risks


@pytest.mark.parametrize(
    ("source", "made", "target", "found"),
    [
        ("We deliver within 23 days.", "我们会在25天内送达。", "zh", ["missing 23", "added 25"]),
        ("Write to a@b.com.", "请写信。", "zh", ["missing a@b.com"]),
        ("See https://x.org/a now.", "现在看。", "zh", ["missing https://x.org/a"]),
        ("Hello {name}!", "你好！", "zh", ["missing {name}"]),
        ("Use the code SAVE20.", "请用优惠码SAVE2。", "zh", ["missing SAVE20", "added SAVE2"]),
        ("I have two dogs and 3 cats.", "我有两条狗和三只猫。", "zh", []),
        ("我有2条狗。", "I have two dogs.", "en", []),
        ("On March 5 we are closed.", "3月5日我们休息。", "zh", []),
        ("It costs 1,250 yuan.", "价格是1250元。", "zh", []),
        ("This is a rather long sentence about our shop.", "店。", "zh", ["short "]),
        ("你好。", "Hello and welcome to our wonderful shop in the old town.", "en", ["long "]),
        ("He is happy.", "他很高兴很高兴很高兴很高兴。", "zh", ["repetition 很高兴"]),
        ("我喜欢喝茶。", "I like 喝茶.", "en", ["untranslated 喝茶"]),
        ("Please open the box now.", "请 open the box 现在。", "zh", ["untranslated open the box"]),
        ("I like apples.", "apples apples", "zh", ["untranslated apples apples"]),
        ("My iPhone is new.", "我的iPhone是新的。", "zh", []),
        ("Tom.", "Tom.", "zh", []),
    ],
)
def test_signs(source: str, made: str, target: str, found: list[str]) -> None:
    assert [f"{r.kind} {r.detail}" for r in risks(source, made, target)] == found


def test_right_translations_are_left_alone() -> None:
    """Ten thousand exact pairs of the grammar, with every kind of number and address."""
    pairs = grammar.pairs(10_000, 9)
    suspected = [
        pair for pair in pairs if risks(pair[0], pair[1], "zh") or risks(pair[1], pair[0], "en")
    ]
    assert len(suspected) < 0.02 * len(pairs), suspected[:20]


def test_a_risk_is_a_plain_value() -> None:
    assert Risk(kind="short").detail == ""
