"""Searching a base."""

from pathlib import Path

import numpy as np
import pytest
from base_of import base_of, put, put_rows, sample

from nibble_engine.knowledge.dense import packed
from nibble_engine.knowledge.searching import Searcher

SHOP = {
    "en/returns.md": "# Returns\n\n## How long\n\nSend it back within 30 days.\n\n"
    "## Who pays\n\nWe pay the label.\n",
    "en/delivery.md": "# Delivery\n\nStandard delivery takes 4 days. A parcel to Canada takes 9.\n",
    "en/lamps.md": "# Lamps\n\nThe lamp KP-6480 needs a bulb with an E14 base.\n",
    "zh/returns.md": "# 退货\n\n收到商品后30天内可以退货。\n",
    "zh/delivery.md": "# 配送\n\n标准配送需要4天，运费5元。\n",
    "zh/gifts.md": "# 礼品卡\n\n礼品卡三年内有效。\n",
}


def first(searcher: Searcher, query: str) -> str:
    return searcher.search(query).hits[0].passage.document


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("How do I return something?", "en/returns.md"),
        ("Is KP6480 an E14 lamp?", "en/lamps.md"),
        ("kp 6480", "en/lamps.md"),
        ("shipping time", "en/delivery.md"),
        ("delivry", "en/delivery.md"),
        ("怎么退货？", "zh/returns.md"),
        ("怎麼退貨？", "zh/returns.md"),
        ("邮费多少", "zh/delivery.md"),
        ("能退吗", "zh/returns.md"),
        ("礼品卡过期吗", "zh/gifts.md"),
    ],
)
def test_the_right_document_comes_first(tmp_path: Path, query: str, document: str) -> None:
    base = base_of(tmp_path, SHOP)
    assert first(Searcher(base), query) == document
    base.close()


def test_a_question_finds_the_article_of_the_other_language(tmp_path: Path) -> None:
    base = base_of(tmp_path, {name: text for name, text in SHOP.items() if name[:2] == "en"})
    assert first(Searcher(base), "可以退货吗") == "en/returns.md"
    base.close()


def test_words_that_the_base_lacks_are_missing(tmp_path: Path) -> None:
    base = base_of(tmp_path, SHOP)
    searcher = Searcher(base)
    hit = searcher.search("delivery to Norway").hits[0]
    assert hit.missing == ("Norway",)
    assert 0 < hit.coverage < 1
    assert "花呗" in searcher.search("花呗可以付运费吗").hits[0].missing
    base.close()


def test_a_query_without_known_words_finds_nothing(tmp_path: Path) -> None:
    base = base_of(tmp_path, SHOP)
    for query in ("", "?!", "xyzzy", '" OR *', "蹦床"):
        found = Searcher(base).search(query)
        assert not found.hits
        assert found.answerable == 0
    base.close()


def test_the_same_text_is_found_once(tmp_path: Path) -> None:
    text = "# Delivery\n\nStandard delivery takes 4 days.\n"
    base = base_of(tmp_path, {"a.md": text, "b.md": text})
    assert len(Searcher(base).search("delivery").hits) == 1
    base.close()


def test_what_is_put_in_later_is_found_and_what_is_removed_is_not(tmp_path: Path) -> None:
    base = base_of(tmp_path, SHOP)
    searcher = Searcher(base)
    put(base, "en/parking.md", "# Parking\n\nThe car park is behind the shop.\n")
    assert first(searcher, "parking") == "en/parking.md"
    base.remove(["en/parking.md"])
    assert not searcher.search("parking").hits
    base.close()


def test_a_persons_synonyms_are_those_of_the_base(tmp_path: Path) -> None:
    base = base_of(tmp_path, SHOP)
    assert not Searcher(base).search("xyzzy").hits
    base.set_fact("synonyms", "xyzzy, bulb")
    assert first(Searcher(base), "xyzzy") == "en/lamps.md"
    base.close()


def test_a_row_of_questions_is_found_by_its_question(tmp_path: Path) -> None:
    base = base_of(tmp_path, SHOP)
    put_rows(
        base, "faq.csv", [("Is there a car park?", "Yes, behind it."), ("Pets?", "Dogs only.")]
    )
    found = Searcher(base).search("where is the car park")
    assert found.hits[0].passage.question == "Is there a car park?"
    assert [quote.text for quote in found.quotes] == ["Yes, behind it."]
    base.close()


def test_earlier_messages_decide_where_the_question_does_not(tmp_path: Path) -> None:
    base = base_of(tmp_path, {"a.md": "# Lamp\n\nIt costs 9.\n", "b.md": "# Tea\n\nIt costs 5.\n"})
    searcher = Searcher(base)
    for word, document in (("lamp", "a.md"), ("tea", "b.md")):
        hits = searcher.search("And what are the costs?", context=[f"I want the {word}"]).hits
        assert hits[0].passage.document == document
    base.close()


def test_a_broader_word_finds_but_is_not_what_was_asked_for(tmp_path: Path) -> None:
    texts = {
        "a.md": "# Shipping abroad\n\nTo other countries in 9 days.\n",
        "b.md": "# Tea\n\nHot.\n",
    }
    base = base_of(tmp_path, texts)
    found = Searcher(base).search("Oslo").hits
    assert found[0].passage.document == "a.md"
    assert found[0].missing == ("Oslo",)
    (term,) = Searcher(base).query("Oslo").terms
    assert not term.known
    base.close()


def test_vectors_find_what_words_do_not_and_are_fused_with_them(tmp_path: Path) -> None:
    base = base_of(tmp_path, SHOP)
    ids = {p.document: p.id for name in SHOP for p in base.passages_of(name)}
    base.put_vectors((at, packed(np.eye(8)[n])) for n, at in enumerate(ids.values()))
    searcher = Searcher(base)
    place = [*ids].index("zh/gifts.md")
    hits = searcher.search("vouchers", embed=lambda text: np.eye(8)[place]).hits
    assert hits[0].passage.document == "zh/gifts.md"
    assert hits[0].cosine == pytest.approx(1, abs=1e-3)
    other = searcher.search("delivery", embed=lambda text: np.eye(3)[0])
    assert other.hits[0].cosine is None
    base.close()


def test_markup_and_operators_in_a_query_are_only_words(tmp_path: Path) -> None:
    base = base_of(tmp_path, SHOP)
    searcher = Searcher(base)
    for query in ('delivery" NEAR(', "title:delivery", "delivery* AND -x ^y", "delivery'); DROP"):
        assert searcher.search(query).hits
    base.close()


def test_a_whole_article_as_a_query_finds_itself(tmp_path: Path) -> None:
    base = sample(tmp_path)
    searcher = Searcher(base)
    for name in ("en/tea.md", "zh/tea.md"):
        assert first(searcher, base.text(name) * 20) == name
    base.close()


def test_the_sample_shop_answers_in_both_languages(tmp_path: Path) -> None:
    base = sample(tmp_path)
    searcher = Searcher(base)
    assert first(searcher, "How long is the guarantee for a lamp?") == "en/warranty.md"
    assert first(searcher, "发票丢了可以补开吗") == "zh/invoices.md"
    base.close()
