"""Locked spans: what is one, and that it comes back letter by letter."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from nibble_engine.documents.unit import plain, tags
from nibble_engine.translation.locks import (
    MARKS,
    Span,
    completed,
    holds,
    lock,
    restored,
    spans,
    unlock,
)

LOCKED = {
    "Order 48213 is late.": ["48213"],
    "Write to a.b@shop-x.co.uk, please.": ["a.b@shop-x.co.uk"],
    "See https://x.org/a?b=1, then call 400-123-4567.": ["https://x.org/a?b=1", "400-123-4567"],
    "Hello {name}, {{ user.first }} and %s!": ["{name}", "{{ user.first }}", "%s"],
    "Code AB123 and CN-2026-7.": ["AB123", "CN-2026-7"],
    "Pay 1,299.50 yuan by 2026-11-24 at 14:30.": ["1,299.50", "2026-11-24", "14:30"],
    "a ⟦1⟧bold⟦/1⟧ word⟦2/⟧": ["⟦1⟧", "⟦/1⟧", "⟦2/⟧"],
    "I am [email 1], call [phone 12] [no 1]": ["[email 1]", "[phone 12]"],
    "一共3件，20%的折扣": ["3", "20"],
    # Said with another number, or as a word, in the other language:
    "5月3日": ["3"],
    "3万元": [],
    "第3章": [],
    "the 21st of May": [],
    "5 million people in the 1990s": [],
    "1 day": [],
    "no numbers here": [],
}


@pytest.mark.parametrize(("text", "wanted"), LOCKED.items())
def test_what_is_locked(text: str, wanted: list[str]) -> None:
    assert [span.becomes for span in spans(text)] == wanted
    assert [text[span.start : span.end] for span in spans(text)] == wanted


def test_everything_comes_back_where_its_mark_is() -> None:
    rng = random.Random(5)
    for text in LOCKED:
        order = rng.sample(range(len(MARKS)), len(MARKS))
        locked = lock(text, spans(text), order)
        assert holds(locked.text, locked.values)
        assert unlock(locked.text, locked.values) == text
        assert not spans(text) or all(s.becomes not in locked.text for s in spans(text))


def test_a_mark_that_is_lost_doubled_or_made_up_is_seen() -> None:
    locked = lock("Order 48213 costs 99 yuan", spans("Order 48213 costs 99 yuan"))
    assert holds("⟨1⟩ ⟨0⟩", locked.values)
    assert not any(holds(made, locked.values) for made in ("⟨0⟩", "⟨0⟩⟨1⟩⟨1⟩", "⟨0⟩⟨1⟩⟨2⟩"))
    assert unlock("⟨0⟩ and ⟨9⟩", locked.values) == "48213 and "


def test_a_word_inside_of_tags_is_a_word_to_the_model() -> None:
    text = "I like ⟦1⟧apples⟦/1⟧."
    locked = lock(text, spans(text))
    assert locked.text == "I like ⟨0⟩ apples ⟨1⟩."
    assert unlock("我喜欢⟨0⟩苹果⟨1⟩。", locked.values) == "我喜欢⟦1⟧苹果⟦/1⟧。"


def test_more_than_there_are_marks() -> None:
    text = " ".join(str(number) for number in range(100, 130))
    locked = lock(text, spans(text))
    assert locked.text.count("⟨") == len(MARKS)
    assert unlock(locked.text, locked.values) == text


def test_a_term_becomes_its_translation() -> None:
    locked = lock("Your refund is here.", [Span(5, 11, "退款")])
    assert (
        unlock("您的⟨0⟩到了。", locked.values) == "您的退款到了。" and "refund" not in locked.text
    )


@pytest.mark.parametrize(
    ("source", "made", "whole"),
    [
        ("a ⟦1⟧bold⟦/1⟧ word", "一个⟦1⟧粗体⟦/1⟧的词", "一个⟦1⟧粗体⟦/1⟧的词"),
        ("⟦1⟧Name:⟦/1⟧ Tom", "姓名：汤姆", "⟦1⟧姓名：⟦/1⟧汤姆"),
        ("one two⟦1/⟧", "一二", "一二⟦1/⟧"),
        ("⟦1/⟧one two", "一二", "⟦1/⟧一二"),
        ("a ⟦1⟧b⟦/1⟧", "甲⟦1⟧⟦1⟧乙⟦/1⟧", "甲⟦1⟧乙⟦/1⟧"),
        ("a b", "甲⟦1⟧乙", "甲乙"),
        ("我们⟦1⟧很好⟦/1⟧", "We are fine", "We are ⟦1⟧fine⟦/1⟧"),
        ("", "", ""),
        ("⟦1/⟧", "", "⟦1/⟧"),
    ],
)
def test_lost_tags_are_put_back(source: str, made: str, whole: str) -> None:
    assert restored(source, made) == whole


def test_whatever_is_lost_every_tag_is_there_once_in_a_lawful_order() -> None:
    rng = random.Random(8)
    source = "One ⟦1⟧two ⟦2⟧three⟦/2⟧⟦/1⟧ four ⟦3/⟧ five ⟦4⟧six⟦/4⟧."
    pieces = [*tags(source), "一", "二", "words and ", "三"]
    for _ in range(300):
        made = "".join(rng.choices(pieces, k=rng.randint(0, 14)))
        whole = restored(source, made)
        assert sorted(tags(whole)) == sorted(tags(source))
        assert plain(whole) == plain(made)


@pytest.mark.parametrize(
    ("source", "made", "whole"),
    [
        ("It is late, order 48213.", "订单晚了。", "订单晚了48213。"),
        ("Call 400-123-4567", "", "400-123-4567"),
        ("No numbers", "没有", "没有"),
    ],
)
def test_lost_numbers_are_put_back(source: str, made: str, whole: str) -> None:
    assert completed(source, made) == whole


def test_whatever_is_lost_every_number_is_there() -> None:
    rng = random.Random(9)
    pieces = ["48213", "14:30", "a@b.cn", "AB12", "订单", " the order ", "，", ". ", "7", "-"]
    for _ in range(400):
        source = " ".join(rng.choices(pieces, k=rng.randint(0, 8)))
        made = "".join(rng.choices(pieces, k=rng.randint(0, 8)))
        there = Counter(span.becomes for span in spans(completed(source, made)))
        assert not Counter(span.becomes for span in spans(source)) - there
