"""A model's change has a reason that can be read off the change."""

from __future__ import annotations

import pytest

from nibble_engine.proofreading.change import Change
from nibble_engine.proofreading.proofread import proofread
from nibble_engine.resources import toml_resource
from nibble_engine.writing.proofing import model_changes
from nibble_engine.writing.reasons import reason


@pytest.mark.parametrize(
    ("text", "made", "rules"),
    [
        ("He go home.", "He goes home.", ["grammar"]),
        ("He go home.", "He went home.", ["grammar"]),
        ("The recieved letter", "The received letter", ["spelling"]),
        ("He came in to Boston", "He came to Boston", ["grammar"]),
        ("I saw cat.", "I saw a cat.", ["grammar"]),
        ("Yes it is", "Yes, it is", ["punctuation"]),
        ("in boston", "in Boston", ["capital"]),
        ("a  b", "a b", ["spacing"]),
        ("very very good", "very good", ["repeated"]),
        ("a big house", "a large house", ["words"]),
        ("我们因该去", "我们应该去", ["spelling"]),
        ("高兴的跑", "高兴地跑", ["grammar"]),
        ("他去学校", "他去了学校", ["grammar"]),
        ("你好,世界", "你好，世界", ["punctuation"]),
        ("他很快乐", "他非常快乐", ["words"]),
        ("他来了", "昨天他来了", ["added"]),
        ("昨天他来了", "他来了", ["left-out"]),
    ],
)
def test_changes_are_classed_by_what_they_show(text: str, made: str, rules: list[str]) -> None:
    assert [change.rule for change in model_changes(text, made)] == [f"model-{r}" for r in rules]


@pytest.mark.parametrize("rule", toml_resource("writing", "reasons.toml"))
@pytest.mark.parametrize(
    "sides", [("", "an"), ("go", "went"), ("x" * 90, ""), ("{original}", "{replacement}")]
)
def test_each_has_words_in_both_languages(rule: str, sides: tuple[str, str]) -> None:
    change = Change(0, len(sides[0]), *sides, rule)
    english, chinese = reason(change, "en"), reason(change, "zh_CN")
    assert english.isascii() or "“" in english
    assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese)
    if "{" not in "".join(sides):
        assert "{" not in english + chinese and "“”" not in english + chinese


def test_a_rules_change_keeps_its_own_explanation() -> None:
    (change,) = proofread("您的帐号")
    assert "帐" in reason(change, "zh") and "slip" in reason(change, "en")
