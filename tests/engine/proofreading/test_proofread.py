"""What holds for every text: order, place, protection, and that a second reading finds nothing."""

from __future__ import annotations

import random

import pytest

from nibble_engine.proofreading.catalogue import catalogue
from nibble_engine.proofreading.change import Change, applied, composed
from nibble_engine.proofreading.proofread import DEFAULT, Rules, proofread, reason
from nibble_engine.protected import PROTECTED

ALL = Rules(frozenset(catalogue()))
PIECES = [
    "你好", "高兴", "认真的", "处理", "的", "的的", "，", "，，", "。。", "。", "！！", "“",
    "”", "‘", "’", "\"", "'", "《", "》", "<", ">", "（", "）", "(", ")", "[", "]", "3", "３",
    "％", "~", "千万", " ", "  ", "帐号", "登陆", "系统", "帶", "来", "the", "The", "a", "an",
    "apple", "i", "it's", "its", "own", "their", "is", "dont", "teh", ".", "..", ",", "?", ":",
    ";", "`a  b`", "https://a.example/x,y", "{name}", "<b>", "⟦1/⟧", "\n", "\r\n", "i.e.",
    "...", "……", "我们", "公司", "公司", "非常", "alot", "Hello", "world", "看看", "8", "hour",
    "university", "。”", "？",
]  # fmt: skip


def texts(seed: int, count: int) -> list[str]:
    choose = random.Random(seed)
    return ["".join(choose.choices(PIECES, k=choose.randint(1, 24))) for _ in range(count)]


@pytest.mark.parametrize("rules", [DEFAULT, ALL, Rules(ALL.on, spacing="remove")])
def test_a_second_reading_proposes_nothing(rules: Rules) -> None:
    for text in texts(1, 600):
        once = applied(text, proofread(text, rules))
        again = proofread(once, rules)
        assert not again, (text, once, again)


def test_changes_are_in_order_and_tell_what_stands_there() -> None:
    for text in texts(2, 600):
        end = 0
        for change in proofread(text, ALL):
            assert end <= change.start <= change.end <= len(text)
            assert text[change.start : change.end] == change.original != change.replacement
            end = change.end


def test_addresses_code_and_placeholders_stay() -> None:
    for text in texts(3, 600):
        kept = [match.span() for match in PROTECTED.finditer(text)]
        for change in proofread(text, ALL):
            assert not any(s < change.end and change.start < e for s, e in kept), (text, change)


def test_two_readings_in_one_are_the_second_of_the_first() -> None:
    choose = random.Random(4)
    for _ in range(3000):
        text = "".join(choose.choices("abc", k=8))
        first = some_changes(choose, text, "xy")
        between = applied(text, first)
        second = some_changes(choose, between, "z")
        both = composed(text, first, second)
        assert applied(text, both) == applied(between, second), (text, first, second)


def some_changes(choose: random.Random, text: str, letters: str) -> list[Change]:
    places = sorted(choose.sample(range(len(text) + 1), k=min(4, len(text) + 1) // 2 * 2))
    found = []
    for start, end in zip(places[::2], places[1::2], strict=True):
        new = "".join(choose.choices(letters, k=choose.randint(0, 2)))
        if text[start:end] != new:
            found.append(Change(start, end, text[start:end], new, "zh-typo"))
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Je suis allé à la la maison, et i  était tard ,dit-il.",
        "彼は「の の」と言った.これは日本語です,",
        "Er sagte dass das das Haus  ist .",
        "",
        "\n\n",
    ],
)
def test_other_languages_are_left_alone(text: str) -> None:
    assert proofread(text) == []


def test_the_language_can_be_told() -> None:
    text = "teh"
    assert [c.replacement for c in proofread(text, language="en")] == ["the"]
    assert proofread(text, language="fr") == []
    assert [c.replacement for c in proofread("学习學", language="zh-Hant")] == ["學習"] or [
        c.replacement for c in proofread("学习學", language="zh-Hant")
    ] == ["學", "習"]


def test_spaces_between_chinese_and_latin_are_a_matter_of_style() -> None:
    text = "使用Python 3编写"
    spaces = frozenset(["zh-spacing"])
    assert proofread(text) == []
    assert applied(text, proofread(text, Rules(spaces))) == "使用 Python 3 编写"
    assert applied(text, proofread(text, Rules(spaces, spacing="remove"))) == "使用Python 3编写"
    spaced = "使用 Python 3 编写"
    assert applied(spaced, proofread(spaced, Rules(spaces, "remove"))) == text


def test_a_rule_that_is_off_proposes_nothing() -> None:
    text = "我我的的帐号,teh"
    rules = Rules(frozenset(["zh-typo"]))
    assert {change.rule for change in proofread(text, rules)} == {"zh-typo"}
    with pytest.raises(ValueError, match="no-such-rule"):
        proofread(text, Rules(frozenset(["no-such-rule"])))


def test_each_change_has_its_reason_in_both_languages() -> None:
    change = proofread("请输入帐号。")[0]
    assert "账号" in reason(change, "zh_CN") and "之误" in reason(change, "zh_CN")
    assert "slip" in reason(change, "en")
    for rule in catalogue().values():
        made = Change(0, 1, "a", "b", rule.id)
        assert reason(made, "en") and reason(made, "zh")


def test_traditional_text_keeps_its_own_quotation_marks() -> None:
    text = '這家書店開了三十年，老闆說："書是有生命的。"'
    assert applied(text, proofread(text)).endswith("：「書是有生命的。」")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大约需要3-5天。", "大约需要3～5天。"),
        ("费用约 5-8 万元。", "费用约 5～8 万元。"),
        ("增长了8-9%。", "增长了8～9%。"),
        ("计划于2018-2020年完成。", "计划于2018—2020年完成。"),
        ("工作2-3年以后。", "工作2～3年以后。"),
        ("每年1-3月最冷。", "每年1—3月最冷。"),
        ("体温在36.5-37.2℃之间。", "体温在36.5～37.2℃之间。"),
    ],
)
def test_a_range_has_the_mark_of_its_kind(text: str, expected: str) -> None:
    assert applied(text, proofread(text)) == expected
    assert {change.rule for change in proofread(text)} == {"zh-range"}


@pytest.mark.parametrize(
    "text",
    [
        "会议在2024-05-03日召开。",
        "比分是3-2人领先。",
        "请看第3-5条规定。",
        "型号是A3-5个版本。",
        "他住在3-5号楼。",
        "适合5-6年级的学生。",
        "电话是010-8888人。",
        "版本1.2-3.4.5天。",
        "区号86-10天。",
    ],
)
def test_a_hyphen_between_other_numbers_stays(text: str) -> None:
    assert proofread(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "他在在线课堂上学习。", "这是是非之地。", "请给我我的书。",
        "他从从前的事说起。", "大家都是是非分明的人。", "他高兴得跳了起来。",
        "她激动得说不出话来。", "写得真好看的字。", "做的好吃的菜。",
        "我们讨论的很多问题。", "按装箱单清点货物。", "原因该由他说明。",
        "立即然后再说。", "他叫“红楼梦”三个字。", "现在见面吧。",
        "他在次卧睡觉。", "万象这种公司。", "这是给你你要的书。",
        "研究的比较方法。", "美丽得让人惊叹。",
    ],
)  # fmt: skip
def test_what_only_looks_like_an_error_stays(text: str) -> None:
    assert proofread(text) == []


def test_a_single_stranger_in_a_short_text_is_one() -> None:
    text = "我們下周去北京出差，请提前订票。"
    assert applied(text, proofread(text)) == "我们下周去北京出差，请提前订票。"
