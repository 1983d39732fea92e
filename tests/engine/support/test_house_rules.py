"""House rules: each kind, wordings, wildcards, folding, and what denies a promise."""

from __future__ import annotations

import pytest

from nibble_engine.errors import BadInputError
from nibble_engine.resources import resource
from nibble_engine.support.house_rules import Rule, as_dict, built_in, check, rule_from
from nibble_engine.support.template_files import shipped


def broken(text: str, rule: Rule, language: str = "") -> list[str]:
    return [text[breach.start : breach.end] for breach in check(text, [rule], language)]


def never(*phrases: str, language: str = "") -> Rule:
    return Rule("r", "never", phrases, language)


def test_always_is_kept_by_any_of_its_wordings() -> None:
    rule = Rule("thanks", "always", ("thank you", "thanks", "谢谢*耐心"))
    for text in ("Thanks!", "THANK  YOU for that", "謝謝您的耐心等待"):
        assert check(text, [rule], "en") == []
    (breach,) = check("Hello.", [rule], "en")
    assert (breach.kind, breach.start, breach.end) == ("always", 6, 6)


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        (
            "cheap",
            "Cheap things, CHEAP ones, ｃｈｅａｐ, cheaper, uncheap",
            ["Cheap", "CHEAP", "ｃｈｅａｐ"],
        ),
        ("cheap*", "cheaper", ["cheap"]),
        ("*cheap", "dirtcheap", ["cheap"]),
        ("not my * problem", "It's not  my own PROBLEM.", ["not  my own PROBLEM"]),
        ("not my * problem", "It is not mysterious, the problem", []),
        ("not my * problem", "It is not my car. A problem", []),
        ("a * b * c", "a x b y c", ["a x b y c"]),
        ("退款", "無法退款，退 款", ["退款"]),
        ("联系客服", "请聯繫客服", ["聯繫客服"]),
        ("滚", "滾開", ["滾"]),
        ("老*师", "老王師傅", ["老王師"]),
        ("C++", "I like c++ a lot", ["c++"]),
        ("100%", "it is 100% and 100 %", ["100%"]),
        ("(a.b)", "x (a.b) (axb)", ["(a.b)"]),
        ("\\d", "1 \\d", ["\\d"]),
        ("don't", "We don’t know", ["don’t"]),
    ],
)
def test_phrases(phrase: str, text: str, found: list[str]) -> None:
    assert broken(text, never(phrase)) == found


def test_a_rule_is_for_its_language_and_off_when_it_is_off() -> None:
    english = never("no", language="en")
    assert broken("no", english, "en-GB") == ["no"]
    assert broken("no", english, "zh") == []
    assert broken("不行", never("不行", language="zh"), "zh-Hant-TW") == ["不行"]
    assert check("no", [Rule("r", "never", ("no",), on=False)], "en") == []


def test_wordings_that_overlap_are_one_breach() -> None:
    assert broken("a full refund", never("refund", "full refund", "a full")) == ["a full", "refund"]
    assert broken("full refund", never("refund", "full refund", "full")) == ["full refund"]


PROMISES = [
    ("en", "We guarantee that it arrives.", "We guarantee"),
    ("en", "This is guaranteed, of course.", "guaranteed"),
    ("en", "I promise you will get it.", "I promise"),
    ("en", "You get a 100% refund.", "100% refund"),
    ("en", "Not only do we care, we promise it.", "we promise"),
    ("en", "Don't worry, we guarantee delivery.", "we guarantee"),
    ("en", "It is not new, but we guarantee it.", "we guarantee"),
    ("en", "No problem, I promise.", "I promise"),
    ("en", "Not only do we guarantee speed.", "we guarantee"),
    ("en", "It has no side effects.", "no side effects"),
    ("en", "It will definitely be there by Monday.", "will definitely be there by"),
    ("zh", "我们保证三天内送达。", "我们保证"),
    ("zh", "我們保證退款。", "我們保證"),
    ("zh", "不用担心，我们保证退款。", "我们保证"),
    ("zh", "不用担心我们保证退款", "我们保证"),
    ("zh", "我们不仅保证质量，还送货上门。", "保证质量"),
    ("zh", "１００％退款没有问题", "１００％退款"),
    ("zh", "明天一定给您送到", "明天一定"),
    ("zh", "本产品没有副作用", "没有副作用"),
]
DENIED = [
    ("en", "We cannot guarantee that."),
    ("en", "We can't guarantee a day."),
    ("en", "We can’t promise or guarantee anything."),
    ("en", "This is not guaranteed."),
    ("en", "Delivery on Monday is no longer guaranteed."),
    ("en", "We are unable to give any guarantee."),
    ("en", "There is no 100% refund here."),
    ("en", "Unfortunately I do not promise dates."),
    ("zh", "我们无法保证到货时间。"),
    ("zh", "很抱歉，不能向您保证。"),
    ("zh", "我們無法保證。"),
    ("zh", "这里不做任何保证"),
    ("zh", "没有办法给您做出保证"),
    ("zh", "并非百分百退款"),
    ("zh", "不能保证明天一定送到"),
    ("zh", "退款需要三到五天。"),
    ("zh", "保证金会退还，质量保证书在包装里，我们会考虑到您的意见，确保准时。"),
    ("zh", "您不一定能到店自取。"),
    ("en", "The phone has a two-year guarantee."),
    ("en", "Please read the policy, the refund takes five days."),
]


@pytest.mark.parametrize(("language", "text", "words"), PROMISES)
def test_promises_are_found(language: str, text: str, words: str) -> None:
    found = [text[breach.start : breach.end] for breach in check(text, built_in(), language)]
    assert words in found


@pytest.mark.parametrize(("language", "text"), DENIED)
def test_a_denied_promise_is_none(language: str, text: str) -> None:
    assert check(text, built_in(), language) == []


def test_what_ships_keeps_the_rules() -> None:
    """The canned replies and the help pages of the sample shop, which say what a shop says."""
    replies = [(reply.language, reply.text) for reply in shipped("canned")]
    pages = [
        (language, page.read_text("utf-8"))
        for language in ("en", "zh")
        for page in resource("knowledge", "sample", language).glob("*.md")
    ]
    assert len(replies) > 20 and len(pages) > 20
    found = [b for language, text in replies + pages for b in check(text, built_in(), language)]
    assert found == []


def test_never_does_not_care_for_denial() -> None:
    assert broken("we do not say idiot", never("idiot")) == ["idiot"]


def test_built_in_rules_are_whole_and_come_back_from_a_file() -> None:
    rules = built_in()
    assert len({rule.id for rule in rules}) == len(rules) >= 14
    assert {rule.language for rule in rules} == {"zh", "en"}
    for rule in rules:
        assert rule.note and rule_from(as_dict(rule)) == rule
        for phrase in rule.phrases:
            said = phrase.replace("*", "xx" if rule.language == "en" else "很快")
            assert check(said, [rule], rule.language), phrase


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"id": "a", "kind": "never"},
        {"id": "a", "kind": "never", "phrases": []},
        {"id": "a", "kind": "never", "phrases": ["**", "x"]},
        {"id": "a", "kind": "other", "phrases": ["x"]},
        {"kind": "never", "phrases": ["x"]},
        {"id": "a", "kind": "never", "phrases": [1]},
    ],
)
def test_a_rule_that_could_not_be_checked(values: dict[str, object]) -> None:
    with pytest.raises(BadInputError):
        rule_from(values)


def test_one_phrase_is_written_without_a_list() -> None:
    assert rule_from({"id": "a", "kind": "never", "phrases": "x"}).phrases == ("x",)


@pytest.mark.parametrize("piece", ["a", "a ", "a b ", "不", "not "])
def test_a_hostile_reply_takes_no_ages(piece: str) -> None:
    """A pattern that is worse than quadratic would not end within the tests' time limit."""
    rules = [Rule("r", "promise", ("a * a * a * a * z", "不*不*不*z"))]
    assert check(piece * (50_000 // len(piece)), rules, "en") == []
