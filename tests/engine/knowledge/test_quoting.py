"""The sentences that answer, as spans of their documents."""

from pathlib import Path

import pytest
from base_of import base_of, put_rows, sample

from nibble_engine.knowledge.asked import gives, kinds
from nibble_engine.knowledge.hit import Quote
from nibble_engine.knowledge.quotable import quotable
from nibble_engine.knowledge.searching import Searcher

RETURNS = """# Returns

We are glad to help. You can send items back within 30 days of delivery. Nobody will ask
why. <!-- Return within 999 days of delivery. -->

## What we take back

We take back:

- lamps with a clean socket
- tea with an unbroken seal

| Country | Return cost |
| --- | --- |
| Canada | $14 |
| Japan | $21 |
"""


def quoted(tmp_path: Path, text: str, question: str) -> tuple[Quote, ...]:
    base = base_of(tmp_path, {"a.md": text, "b.md": "# Parking\n\nThe car park is free.\n"})
    found = Searcher(base).search(question).quotes
    for quote in found:
        assert base.text(quote.document)[quote.start : quote.end] == quote.text
    base.close()
    return found


def test_the_sentence_with_the_time_answers_how_long(tmp_path: Path) -> None:
    found = quoted(tmp_path, RETURNS, "How long do I have to send it back?")
    assert "within 30 days of delivery." in found[0].text
    assert "socket" not in " ".join(quote.text for quote in found)


def test_a_hidden_comment_is_never_quoted(tmp_path: Path) -> None:
    for question in ("return within 999 days", "How many days to return?"):
        assert "999" not in " ".join(q.text for q in quoted(tmp_path, RETURNS, question))


def test_the_row_of_the_place_that_is_asked_for(tmp_path: Path) -> None:
    found = quoted(tmp_path, RETURNS, "How much does a return from Japan cost?")
    assert any("$21" in quote.text for quote in found)


def test_a_list_item_comes_with_the_sentence_that_introduces_it(tmp_path: Path) -> None:
    found = " ".join(q.text for q in quoted(tmp_path, RETURNS, "tea with an unbroken seal"))
    assert "We take back:" in found
    assert "tea with an unbroken seal" in found


def test_chinese_sentences_are_cut_at_chinese_full_stops(tmp_path: Path) -> None:
    text = "# 退货\n\n我们很乐意帮忙。收到商品后30天内可以退货。茶叶除外。\n"
    found = quoted(tmp_path, text, "多久之内可以退货")
    assert "收到商品后30天内可以退货。" in found[0].text
    assert "乐意" not in found[0].text


def test_quotes_of_one_passage_are_in_reading_order(tmp_path: Path) -> None:
    found = quoted(tmp_path, RETURNS, "What do you take back and when, lamps, tea, Japan cost?")
    assert [quote.start for quote in found] == sorted(quote.start for quote in found)


def test_the_answer_of_a_row_is_quoted_whole(tmp_path: Path) -> None:
    base = base_of(tmp_path, {"a.md": RETURNS})
    answer = "Yes. There is a ramp. Please ring."
    put_rows(base, "faq.csv", [("Is the shop accessible with a wheelchair?", answer)])
    found = Searcher(base).search("wheelchair accessible shop?").quotes
    assert [quote.text for quote in found] == [answer]
    assert base.text("faq.csv")[found[0].start : found[0].end] == answer
    base.close()


def test_every_quote_of_the_sample_is_a_span_of_its_document(tmp_path: Path) -> None:
    base = sample(tmp_path)
    searcher = Searcher(base)
    for question in (
        "How do I pay?",
        "怎么付款？",
        "where do returns go",
        "灯泡 几瓦",
        "gift card",
    ):
        found = searcher.search(question).quotes
        assert found
        for quote in found:
            assert base.text(quote.document)[quote.start : quote.end] == quote.text
            assert quote.text == quote.text.strip()
    base.close()


def test_paragraph_lines_are_one_sentence_and_items_are_each_their_own() -> None:
    cut = quotable("One line\ngoes on. Next one.\n\n# Head\n- first\n- second\n3.5 kg is heavy.")
    assert [one.text for one in cut] == [
        "One line\ngoes on.",
        "Next one.",
        "first",
        "second\n3.5 kg is heavy.",
    ]
    assert [one.heading for one in cut] == ["", "", "Head", "Head"]
    assert [one.item for one in cut] == [False, False, True, True]


def test_a_line_that_ends_in_a_colon_leads_the_items_below() -> None:
    lead, first, *_ = quotable("可以退回：\n\n- 台灯\n- 茶叶\n\n以上。")
    assert lead.lead
    assert not first.lead


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        ("How long does it take?", "It takes 4 working days.", "It goes by van."),
        ("要等几天？", "需要3到7天。", "由银行处理。"),
        ("How much is it?", "It costs $4.90.", "It is a lamp."),
        ("运费多少钱", "运费5元。", "由快递配送。"),
        ("What's your phone number?", "Call +1 555 0100.", "We are here."),
        ("几点开门？", "周一到周五9:00开门。", "欢迎光临。"),
    ],
)
def test_a_sentence_has_the_kind_of_answer_that_is_asked_for(
    question: str, right: str, wrong: str
) -> None:
    wanted = kinds(question)
    assert gives(wanted, right) > gives(wanted, wrong)
