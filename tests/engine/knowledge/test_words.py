"""Words as the index knows them."""

import pytest

from nibble_engine.errors import BadInputError
from nibble_engine.knowledge.synonyms import Synonyms, own_groups, shipped, with_own
from nibble_engine.knowledge.words import indexed, is_wide, latin, runs, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("returns", "returned"),
        ("refundable", "refunds"),
        ("cancellation", "cancelled"),
        ("shipping", "shipped"),
        ("paid", "payment"),
        ("policies", "policy"),
        ("boxes", "box"),
        ("saved", "save"),
        ("café", "CAFES"),
        ("退貨", "退货"),
        ("ＫＰ６４８０", "kp6480"),
        ("customer's", "customers"),
        ("1,299.00", "1299"),
    ],
)
def test_forms_of_a_word_are_one_word_of_the_index(one: str, other: str) -> None:
    assert words(one)[0] == words(other)[0]


@pytest.mark.parametrize(
    ("one", "other"), [("car", "care"), ("address", "add"), ("12.50", "1250"), ("new", "news")]
)
def test_other_words_stay_apart(one: str, other: str) -> None:
    assert words(one)[0] != words(other)[0]


def test_a_code_is_found_whole_and_in_parts() -> None:
    assert words("KP-6480") == ["kp6480", "kp", "6480"]
    assert words("30-day") == ["30day", "30", "day"]


def test_chinese_is_in_pairs_and_then_single_characters() -> None:
    assert words("退货政策") == ["退货", "货政", "政策", "退", "货", "政", "策"]
    assert words("6 天") == words("6天") == ["6", "天"]


def test_fts5_takes_the_index_words_as_they_are() -> None:
    import sqlite3

    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'unicode61')")
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(t, row)")
        text = "Costs 12.50 for KP-6480, 退貨运费 30-day naïve"
        connection.execute("INSERT INTO t VALUES (?)", (indexed(text),))
        kept = {row[0] for row in connection.execute("SELECT term FROM v")}
    connection.close()
    assert kept == set(words(text))


def test_runs_stand_where_the_text_has_them() -> None:
    text = "Élan vital，退貨 30-day"
    assert [text[run.start : run.end] for run in runs(text)] == ["Élan", "vital", "退貨", "30-day"]


def test_a_text_is_wide_by_what_most_of_it_is() -> None:
    assert is_wide("iPhone 的退货政策")
    assert not is_wide("What does 退货 mean here?")


def test_synonyms_go_both_ways_and_across_languages() -> None:
    synonyms = Synonyms(shipped())
    assert latin("return") in synonyms.of(("退货",))
    assert ("退货",) in synonyms.of(latin("returns"))
    assert ("运费",) in synonyms.of(latin("postage"))


def test_a_kind_is_broader_and_not_the_other_way() -> None:
    synonyms = Synonyms([], [(["Sydney", "悉尼"], ["abroad", "国外"])])
    assert synonyms.broader(latin("sydney")) == (latin("abroad"), ("国外",))
    assert synonyms.broader(latin("abroad")) == ()
    assert ("悉尼",) in synonyms
    assert with_own("").broader(("悉尼",))


@pytest.mark.parametrize(
    "text",
    [
        "lantern, paper lamp, 灯笼\n# remark",
        "lantern，paper lamp、灯笼",
        'groups = ["lantern, paper lamp, 灯笼"]',
    ],
)
def test_a_persons_own_list_is_read(text: str) -> None:
    assert own_groups(text) == [("lantern", "paper lamp", "灯笼")]
    assert ("paper", "lamp") in with_own(text).of(("灯笼",))


def test_a_broken_list_is_a_clear_error() -> None:
    with pytest.raises(BadInputError):
        own_groups("groups = [")
