"""How alike texts are, and where they differ."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from nibble_engine.terms.entry import Entry
from nibble_engine.terms.memory import differences, matches


def entry(source: str, target: str = "", day: int = 1, document: str = "") -> Entry:
    changed = datetime(2026, 1, day, tzinfo=UTC)
    return Entry(source, target or source, "en", "zh", changed=changed, document=document)


def percent(text: str, other: str) -> int:
    (match,) = matches(text, [entry(other)], at_least=0)
    return match.percent


@pytest.mark.parametrize(
    ("text", "other", "low", "high"),
    [
        ("Open the file.", "Open the file.", 100, 100),
        ("Open  the file. ", "Open the\nfile.", 100, 100),
        ("caf\u00e9", "cafe\u0301", 100, 100),
        ("Open the file.", "open the file.", 99, 99),
        ("Open the file", "Open the file.", 95, 98),
        ("Order 12 of 2025-01-01", "Order 13 of 2026-02-03", 97, 97),
        ("Pay $1,200.50", "Pay $3", 98, 98),
        ("⟦1⟧Open⟦/1⟧ the file.", "Open the file.", 97, 97),
        ("Open the file.", "Close the file.", 65, 85),
        ("Open the file.", "Opened the file.", 75, 95),
        ("请打开文件。", "请打开文件夹。", 80, 90),
        ("请打开文件。", "请关闭文件。", 60, 70),
        ("请打开文件。", "我们明天去公园玩。", 0, 30),
        ("Open the file.", "Nothing alike whatever", 0, 30),
        ("1 2 3 4 5 6 7 8 9 10", "11 12 13 14 15 16 17 18 19 20", 94, 94),
    ],
)
def test_percent(text: str, other: str, low: int, high: int) -> None:
    assert low <= percent(text, other) <= high
    assert percent(text, other) == percent(other, text)


def test_101_is_the_same_text_from_the_same_document() -> None:
    entries = [entry("Open.", "开", 2), entry("Open.", "打开", 1, "a.docx")]
    found = matches("Open.", entries, document="a.docx")
    assert [(m.entry.target, m.percent) for m in found] == [("打开", 101), ("开", 100)]
    assert [m.percent for m in matches("Open.", entries)] == [100, 100]


def test_the_best_come_first_newest_before_older_and_no_target_twice() -> None:
    entries = [
        entry("Open the file now", "a", 1),
        entry("Open the file", "b", 1),
        entry("Open the files", "b", 3),
        entry("Open the file now", "c", 2),
        entry("Read the book", "d"),
    ]
    found = matches("Open the file", entries)
    assert [m.entry.target for m in found] == ["b", "c", "a"]
    assert found[0].percent == 100
    assert [m.entry.target for m in matches("Open the file", entries, limit=1)] == ["b"]
    assert matches("Open the file", []) == matches("", entries) == []


def test_nothing_better_is_left_out_by_the_bound() -> None:
    """The fast bound may never be below the percentage."""
    dice = random.Random(2)
    words = ["open", "opened", "the", "file", "文", "件", "12", "3.5", "⟦1⟧", ".", "A"]
    texts = [
        dice.choice(("", " ")).join(dice.choices(words, k=dice.randint(1, 9))) for _ in range(300)
    ]
    entries = [entry(text, str(i)) for i, text in enumerate(texts)]
    for text in texts[:40]:
        alone = sorted((percent(text, e.source) for e in entries), reverse=True)
        assert [m.percent for m in matches(text, entries, 5, 0.0)] == alone[:5]


@pytest.mark.parametrize(
    ("text", "remembered", "expected"),
    [
        ("Open the file.", "Open a file.", "=Open |-a|+the|= file."),
        ("打开文件夹", "打开文件", "=打开文件|+夹"),
        ("same", "same", "=same"),
        ("", "gone", "-gone"),
        ("ab", "", "+ab"),
    ],
)
def test_differences(text: str, remembered: str, expected: str) -> None:
    signs = {"same": "=", "insert": "+", "delete": "-"}
    found = differences(text, remembered)
    assert "|".join(signs[d.kind] + d.text for d in found) == expected


def test_differences_make_both_texts_and_know_their_places() -> None:
    dice = random.Random(4)
    for _ in range(200):
        new, old = ("".join(dice.choices("ab 文件1⟦/⟧.\n", k=dice.randint(0, 20))) for _ in "ab")
        found = differences(new, old)
        assert "".join(d.text for d in found if d.kind != "delete") == new
        assert all((old if d.kind == "delete" else new)[d.start : d.end] == d.text for d in found)
        gone = [d for d in found if d.kind == "delete"]
        same = [d.text for d in found if d.kind == "same"]
        assert sum(len(d.text) for d in gone) + sum(map(len, same)) == len(old)
