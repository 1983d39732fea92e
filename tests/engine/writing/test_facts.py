"""Numbers, dates, names, quotations and links of a text against those of its rewrite."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from alterer import altered, texts

from nibble_engine.api import Action, Term
from nibble_engine.training import grammar
from nibble_engine.writing.facts import changed_facts, facts
from nibble_engine.writing.request import Request

FILES = ("rewrites", "rewrites_new", "rewrites_last")


def changed(text: str, made: str, action: Action = Action.REWRITE, **more: object) -> set[str]:
    """What is found, as "kind: detail"."""
    request = Request(action, text, **more)  # type: ignore[arg-type]
    return {
        f"{one.kind.removeprefix('fact_')}: {one.detail}" for one in changed_facts(request, made)
    }


@pytest.mark.parametrize("file", FILES)
def test_every_rewrite_with_an_altered_fact_is_flagged(file: str) -> None:
    wrong = list(altered(file))
    missed = [
        one.text
        for one in wrong
        if not changed_facts(Request(Action.REWRITE, one.original), one.text)
    ]
    assert len(wrong) > 90
    assert min(Counter(one.kind for one in altered("rewrites")).values()) >= 5
    assert not missed


def honest() -> list[tuple[str, str]]:
    """Rewrites that keep every fact: those written by hand, and what rules make of the texts."""
    pairs = []
    for one in (one for file in FILES for one in texts(file)):
        pairs += [(one["original"], rewrite) for rewrite in one["rewrites"]]
        pairs.append((one["original"], with_sentences_turned(one["original"])))
        pairs.append((one["original"], in_other_figures(one["original"])))
    return [(text, rewrite) for text, rewrite in pairs if text != rewrite]


def with_sentences_turned(text: str) -> str:
    """The last sentence first."""
    parts = re.findall(r"(?:[\"“「].*?[\"”」]|[^。.!?；]|\.(?=\S))+[。.!?；]*[\"”]?\s*", text)
    return "".join([*parts[-1:], *parts[:-1]])


def in_other_figures(text: str) -> str:
    """3,000 as 3000, and digits of full width in Chinese outside of addresses and codes."""
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    if re.search("[\u4e00-\u9fff]", text) and "example" not in text:
        wide = {ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)}
        plain = re.sub(r"(?<![A-Za-z\d-])\d+(?![\d:.-])", lambda m: m[0].translate(wide), plain)
    return plain


def test_honest_rewrites_are_seldom_flagged() -> None:
    pairs = honest()
    alarms = [
        rewrite for text, rewrite in pairs if changed_facts(Request(Action.REWRITE, text), rewrite)
    ]
    assert len(pairs) >= 100
    assert len(alarms) <= 0.05 * len(pairs), alarms


SAME = [
    ("营业时间：19:00到8:30", "19:00到8:30营业"),
    ("回答您：16:15之后处理", "16:15之后处理"),
    ("三千元", "3000 元"),
    ("3,000 元", "３０００元"),
    ("3 000 km", "3,000 kilometres"),
    ("0.3万人", "三千人"),
    ("1.5亿", "一亿五千万"),
    ("百分之十二点五", "12.5%"),
    ("三成", "30%"),
    ("三分之一", "1/3"),
    ("a third of it", "1/3 of it"),
    ("two hundred and fifty people", "250 people"),
    ("下午三点出发", "15:00出发"),
    ("下午3点半", "15:30"),
    ("晚上九点", "21:00"),
    ("at 3:30 p.m.", "at 15:30"),
    ("2024年3月5日", "二〇二四年三月五日"),
    ("March 5, 2024", "5 March 2024"),
    ("2024-03-05", "March 5th, 2024"),
    ("3月5日至8日", "3月5日到3月8日"),
    ("星期三开会", "周三开会"),
    ("零下五度", "-5℃"),
    ("共12个月，三个半月", "共十二个月，3.5个月"),
    ("Q3 results", "third quarter results"),
    ("¥30", "30元"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_fact_may_be_written_in_another_way(one: str, other: str) -> None:
    assert facts(one).all and facts(other).all
    assert changed(one, other) == changed(other, one) == set()


DIFFERENT = [
    ("30元", "30美元"),
    ("3天", "3周"),
    ("5 km", "5 miles"),
    ("下午三点", "上午三点"),
    ("3 p.m.", "3 a.m."),
    ("下周三", "上周三"),
    ("next Monday", "last Monday"),
    ("零下5度", "5度"),
    ("第二季度", "第三季度"),
    ("三点五公里", "三点六公里"),
    ("the 1990s and 30 and 30 and 40", "the 1990s and 30 and 40 and 40"),
    ("version 2.4.1", "version 2.4.2"),
    ("order KP6480", "order KP6481"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_what_is_another_fact_is_told(one: str, other: str) -> None:
    assert changed(one, other) and changed(other, one)


@pytest.mark.parametrize(
    "text",
    [
        "十分重要，千万不要忘记，万一下雨就糟了。",
        "我们很高兴，马上就方便了，白天和安全都有成功的希望。",
        "第一，要快；第二，要好。",
        "1. Open the box\n2. Close the box",
        "大家说三明治很好吃，四季都卖。",
        "Please open it. However, nobody came. Thank you.",
    ],
)
def test_words_that_only_look_like_facts_are_none(text: str) -> None:
    assert facts(text).all == ()


def test_names_of_people_places_firms_and_works_are_found() -> None:
    found = facts(
        "张伟经理和李娜女士去了北京，王小明说《红楼梦》好看，联系人：赵敏，"
        "华兴科技公司，小王在用 iPhone。"
    )
    assert [fact.text for fact in found.of("name")] == [
        "张伟", "李娜", "北京", "王小明", "红楼梦", "赵敏", "华兴科技公司", "小王", "iPhone",
    ]  # fmt: skip
    english = facts(
        "Alice met Dr. Brown in New York. Maria's team uses GitHub, the United Nations too."
    )
    names = [fact.text for fact in english.of("name")]
    assert names == ["Alice", "Brown", "New York", "Maria", "GitHub", "United Nations"]


def test_a_quotation_is_kept_word_for_word_whatever_its_marks() -> None:
    text = "他说：“质量第一，用户至上。”"
    assert changed(text, "「质量第一，用户至上」是他的话。") == set()
    assert changed(text, "他说：“质量至上，用户第一。”") == {
        "missing: 质量第一，用户至上。", "added: 质量至上，用户第一。",
    }  # fmt: skip


def test_a_summary_and_a_list_may_leave_out_but_not_add() -> None:
    text = "张伟经理周三从上海寄出了3箱苹果，运费20元。"
    for action in (Action.SUMMARISE, Action.LIST):
        assert changed(text, "苹果已寄出。", action) == set()
        assert changed(text, "5箱苹果已寄出。", action) == {"added: 5"}
    assert changed(text, "苹果已寄出。", Action.SHORTEN) >= {"missing: 上海", "missing: 周三"}


def test_a_continuation_may_say_what_it_likes() -> None:
    assert changed("张伟在北京。", "第二天，李娜坐8点的火车去了上海。", Action.CONTINUE) == set()


def test_what_was_asked_for_or_stands_in_the_background_may_be_said() -> None:
    text, made = "We meet in Boston.", "We meet in Boston on Friday at 9:30, says Nora."
    assert len(changed(text, made)) == 3
    told = changed(text, made, instruction="Say that it is on Friday.", before="At 9:30 it begins.")
    assert told == {"added: Nora"}
    assert (
        changed(text, made, earlier="On Friday at 9:30", terms=(Term(source="Nora", target=""),))
        == set()
    )


def test_what_an_instruction_names_may_go_and_come() -> None:
    text, made = "We meet on Monday at 9:30 in Boston.", "We meet on Tuesday at 9:30 in Boston."
    told = changed(text, made, Action.INSTRUCT, instruction="Replace Monday with Tuesday.")
    assert told == set()
    told = changed(text, made, Action.INSTRUCT, instruction="Make it polite.")
    assert told == {"missing: Monday", "added: Tuesday"}
    own = changed(text, "Yes, on Tuesday.", Action.INSTRUCT, request="Answer this: {text}")
    assert own == {"added: Tuesday"}


def test_a_name_is_not_found_inside_of_a_word() -> None:
    assert changed("We asked Ann.", "We were planning it.") == {"missing: Ann"}


def test_a_translation_is_looked_at_for_numbers_and_links_alone() -> None:
    text = "张伟付了3,000元，见 https://example.com/a 。"
    good = "Zhang Wei paid 3,000 yuan, see https://example.com/a."
    assert changed(text, good, target="en") == set()
    assert changed(text, good.replace("3,0", "5,0"), target="en") == {
        "missing: 3,000元", "added: 5,000 yuan",
    }  # fmt: skip


ALTERED = [
    ("王芳明天去上海出差。", "李娜明天去上海出差。"),
    ("李雷买了三本书，送给韩梅梅。", "李雷买了三本书，送给王芳。"),
    ("陈杰从北京来，他喜欢爬山。", "赵敏从北京来，他喜欢爬山。"),
    ("我和王芳一起去过黄山。", "我和张敏一起去过黄山。"),
    ("张三欠李四五百元。", "张三欠王五五百元。"),
    ("爱因斯坦于1905年发表了相对论。", "牛顿于1905年发表了相对论。"),
    ("约翰·史密斯来自加拿大。", "约翰·布朗来自加拿大。"),
    ("腾讯公司发布了新产品。", "百度公司发布了新产品。"),
    ("鲁迅先生写了《狂人日记》。", "鲁迅先生写了《呐喊》。"),
    ("會議定於十二月二十五日上午九點半開始。", "會議定於十二月二十六日上午九點半開始。"),
    ("他身高1米75，买了一打鸡蛋和两斤苹果。", "他身高1米75，买了一打鸡蛋和三斤苹果。"),
    ("合同编号为HT-2024-017。", "合同编号为HT-2024-071。"),
    ("Sarah will meet Tom at 5 pm on Friday.", "Sarah will meet Jack at 5 pm on Friday."),
    ("Priya called Tom yesterday.", "Maria called Tom yesterday."),
    ("Apple released the iPhone 15 in September.", "Samsung released the iPhone 15 in September."),
    ("The Treaty of Versailles was signed.", "The Treaty of Vienna was signed."),
    ("From June 10 to June 12, 2025.", "From June 10 to June 13, 2025."),
    ("The first chapter has 20 pages.", "The second chapter has 20 pages."),
    ("Two thirds of users agreed.", "One third of users agreed."),
    ("At half past ten, Mike left.", "At half past nine, Mike left."),
]


@pytest.mark.parametrize(("text", "made"), ALTERED)
def test_a_short_sentence_hides_no_altered_fact(text: str, made: str) -> None:
    assert changed(text, made)
    assert not changed(text, text)


def test_translations_that_are_right_are_not_flagged() -> None:
    """Sentences of the shop's grammar, which have times, prices, days and counts."""
    pairs = list(grammar.pairs(500, 5))
    flagged = [
        (text, made)
        for english, chinese in pairs
        for text, made, target in ((english, chinese, "zh"), (chinese, english, "en"))
        if changed_facts(Request(Action.REWRITE, text, target=target), made)
    ]
    assert len(flagged) <= 0.005 * 2 * len(pairs), flagged


@pytest.mark.parametrize(
    "piece", ["1", "1,", "一", "〇", "A ", "of A ", "\n", "“", "three hundred and ", "阿尔", "a@b."]
)
def test_what_never_ends_is_read_too(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert changed(text, text) == set()


def test_a_text_of_a_hundred_thousand_characters_is_read() -> None:
    text = "张伟经理说，2024年3月5日的费用是3,000元。" * 4000
    assert changed(text, text) == set()
