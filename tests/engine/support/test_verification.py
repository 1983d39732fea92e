"""A sentence is supported only by a source that says it: tables of both kinds, and all swaps."""

from __future__ import annotations

import pytest

from nibble_engine.knowledge.passage import Passage
from nibble_engine.support.verification import support, verdict

LIMIT = "You can return unopened goods within 30 days of delivery."
RETURNS = f"{LIMIT} Opened tea is excluded."
COSTS = "Standard delivery takes 3 to 5 working days and costs 5.90 euros."
ZH_RETURNS = "未拆封的商品可在收货后30天内退货。"
ZH_COSTS = "标准配送需要3到5个工作日，运费为5.90元。"
ROW = "| Express delivery | next working day | $12.50 |"

SUPPORTED = [
    ("You can return unopened goods within 30 days.", LIMIT),
    ("Unopened goods can be returned within 30 days of delivery.", LIMIT),
    ("Standard delivery costs 5.90 euros.", COSTS),
    ("Delivery takes 3 to 5 working days.", COSTS),
    ("Express delivery costs $12.50.", ROW),
    ("未拆封的商品在收货后30天内可以退货。", ZH_RETURNS),
    ("标准配送需要3到5个工作日。", ZH_COSTS),
    ("运费为5.90元。", ZH_COSTS),
]
REFUSED = [
    ("You can return unopened goods within 14 days.", RETURNS, "number"),
    ("Delivery takes 3 to 5 weeks.", COSTS, "number"),
    ("Standard delivery costs 5.90 dollars.", COSTS, "number"),
    ("You cannot return unopened goods within 30 days.", LIMIT, "denial"),
    ("Opened tea is not excluded.", "Opened tea is excluded.", "denial"),
    ("Standard delivery is free.", COSTS, "word"),
    ("You can always return goods.", RETURNS, "word"),
    ("Goods can be returned.", "Only unopened goods can be returned.", "limit"),
    ("Every lamp has a warranty of 2 years.", "A lamp has a warranty of 2 years.", "word"),
    ("Returns are sent to our warehouse in Berlin.", COSTS, "overlap"),
    ("See https://evil.example/login for delivery.", COSTS, "link"),
    ("![delivery](https://evil.example/a.png)", COSTS, "link"),
    ("未拆封的商品可在收货后60天内退货。", ZH_RETURNS, "number"),
    ("未拆封的商品不能在收货后30天内退货。", "商品可在收货后30天内退货。", "denial"),
    ("标准配送免费。", ZH_COSTS, "word"),
    ("商品可在30天内换成现金。", "商品可在30天内退货。", "overlap"),
    ("标准配送需要3到5个小时。", ZH_COSTS, "number"),
    ("！", ZH_COSTS, "overlap"),
    ("商品可以退货。", "只有密封的商品可以退货。", "limit"),
]


@pytest.mark.parametrize(("sentence", "source"), SUPPORTED)
def test_a_sentence_that_the_source_says_is_supported(sentence: str, source: str) -> None:
    found = verdict(sentence, source)
    assert found.supported, found


@pytest.mark.parametrize(("sentence", "source", "reason"), REFUSED)
def test_a_sentence_that_it_does_not_say_is_refused(
    sentence: str, source: str, reason: str
) -> None:
    found = verdict(sentence, source)
    assert not found.supported
    assert found.reason == reason


def test_an_order_number_of_the_customer_needs_no_source() -> None:
    sentence = "For order KP6480 standard delivery takes 3 to 5 working days."
    assert verdict(sentence, COSTS).reason == "number"
    assert verdict(sentence, COSTS, asked="Where is KP6480?").reason != "number"


def test_the_shortest_span_is_quoted_and_its_place_is_exact() -> None:
    text = f"# Help\n\n{RETURNS} {COSTS}\n\n{ROW}\n"
    passage = Passage(1, "a.md", "Help", ("Help",), "", text[8:], 8, len(text), "en")
    quote, found = support("Standard delivery costs 5.90 euros.", [passage])
    assert quote is not None
    assert found.supported
    assert quote.text == COSTS == text[quote.start : quote.end]
    nothing, why = support("We deliver on Sundays by drone.", [passage])
    assert nothing is None
    assert not why.supported


def test_two_sentences_may_support_one() -> None:
    text = "Opened tea is excluded. It must be sealed when it comes back."
    passage = Passage(1, "a.md", "", (), "", text, 0, len(text), "en")
    quote, _ = support("Opened tea is excluded, it must be sealed when it comes back.", [passage])
    assert quote is not None
    assert quote.text == text
