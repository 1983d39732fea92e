"""The sheet of terms: what a text has of it, what is not to be written, what a request is told."""

from __future__ import annotations

import pytest

from nibble_engine.terms import Term
from nibble_engine.writing.entry_kind import Kind, kind_of, noted
from nibble_engine.writing.sheet import MOST, Sheet
from nibble_engine.writing.sheet_search import SheetSearch

ZH, EN = "zh-Hans", "en"
ENTRIES = (
    Term("登录", "登录", ZH, ZH, forbidden=("登陆",)),
    Term("数据库", "database", ZH, EN, forbidden=("data bank",)),
    Term("李敏", "李敏", ZH, ZH, "name: 项目经理", forbidden=("李明",)),
    Term("发布日期", "2026年3月1日", ZH, ZH, "fact"),
    Term("登陆舰", "登陆舰", ZH, ZH),
)
TEXT = "请先登陆系统，再打开数据库。李明说发布日期不变。登陆舰不算。"


def words(sheet: Sheet, spans: list[tuple[int, int]]) -> list[str]:
    return [sheet.text[slice(*span)] for span in spans]


def test_what_a_text_has() -> None:
    sheet = Sheet(ENTRIES, TEXT, "zh")
    assert sheet.used == [0, 1, 2, 3, 4]
    assert [words(sheet, sheet.places[n]) for n in range(5)] == [
        ["登陆"],
        ["数据库"],
        ["李明"],
        ["发布日期"],
        ["登陆舰"],
    ]


def test_what_is_not_to_be_written_is_found_but_not_inside_of_a_right_word() -> None:
    sheet = Sheet(ENTRIES, TEXT, ZH)
    assert [(one.word, one.instead, one.entry) for one in sheet.misuses] == [
        ("登陆", "登录", 0),
        ("李明", "李敏", 2),
    ]
    english = Sheet(ENTRIES, "Our data bank is a database.", EN)
    assert [(one.word, one.instead) for one in english.misuses] == [("data bank", "database")]
    both = Sheet((Term("e-mail", "email", EN, EN, forbidden=("e-mail",)),), "An e-mail.", EN)
    assert not both.misuses


def test_what_a_request_is_told() -> None:
    sheet = Sheet(ENTRIES, TEXT, ZH)
    told = {term.source: term for term in sheet.told()}
    assert told["登录"].forbidden == ("登陆",) and told["发布日期"].target == "2026年3月1日"
    # A translation must not put English words into a Chinese text.
    assert (told["数据库"].target, told["数据库"].forbidden) == ("数据库", ())
    assert [(one.source, one.target) for one in sheet.told(target=EN)] == [("数据库", "database")]
    back = Sheet(ENTRIES, "The database.", EN)
    assert [(one.source, one.target) for one in back.told(target="zh")] == [("database", "数据库")]


def test_those_near_the_place_come_first_and_no_more_than_a_request_carries() -> None:
    entries = tuple(Term(f"词条{n:03}号", f"词条{n:03}号", ZH, ZH) for n in range(120))
    text = "。\n".join(f"这里有{one.source}" for one in entries) + "。" * 9000
    sheet = Sheet(entries, text, ZH)
    at = text.index("词条100号")
    told = sheet.told((at, at + 7))
    assert len(told) == MOST and told[0].source == "词条100号"


@pytest.mark.parametrize(
    ("note", "kind", "rest"),
    [
        ("", "term", ""),
        ("named after a person", "term", "named after a person"),
        ("name: boss", "name", "boss"),
        ("Name：老板", "name", "老板"),
        ("事实", "fact", ""),
        ("fact: from the contract", "fact", "from the contract"),
        ("factory", "term", "factory"),
    ],
)
def test_what_an_entry_is_stands_in_its_note(note: str, kind: Kind, rest: str) -> None:
    assert kind_of(note) == (kind, rest)
    assert kind_of(noted(kind, rest)) == (kind, rest)


def test_a_search_that_is_kept_finds_the_same() -> None:
    search = SheetSearch(ENTRIES, ZH)
    lines = [TEXT, "没有。", "登录后再登陆。", TEXT, ""]
    for _ in range(3):
        for text in ("\n".join(lines), "\n\n".join(reversed(lines)), "李明", ""):
            kept, fresh = Sheet(ENTRIES, text, ZH, search), Sheet(ENTRIES, text, ZH)
            assert kept.places == fresh.places and kept.misuses == fresh.misuses
    irregular = (Term("foot", "foot", EN, EN), Term("index", "index", EN, EN))
    assert Sheet(irregular, "Two feet, three indices.", EN).used == [0, 1]
