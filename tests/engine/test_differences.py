"""What changed between two texts, by words and by characters of Chinese."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from nibble_engine.differences import Piece, differences, pieces

PAIRS = [
    ("I has two cat.", "I have two cats.", "I [has|have] two [cat|cats]."),
    ("我们今天去公园玩。", "我们明天去公园玩儿。", "我们[今|明]天去公园玩[|儿]。"),
    ("天气很好", "天气非常好", "天气[很|非常]好"),
    ("用NF4量化 the模型", "用FP4量化 all模型", "用[NF4|FP4]量化 [the|all]模型"),
    ("don't go", "don’t go", "[don't|don’t] go"),
    ("Dear sir,\n\nthanks", "Dear Madam,\n\nthanks", "Dear [sir|Madam],\n\nthanks"),
    ("same", "same", "same"),
    ("", "new", "[|new]"),
    ("old", "", "[old|]"),
    ("", "", ""),
    ("a  b", "a b", "a[  | ]b"),
    ("共3,000元，在10:30开会", "共4,000元，在10:30开会", "共[3,000|4,000]元，在10:30开会"),
]

ATOMS = [
    *(
        "a",
        "b",
        "cat",
        "the",
        "我",
        "你",
        "，",
        "。",
        " ",
        "  ",
        "\n",
        "'",
        ".",
        "é",
        "\t",
        "한",
        "を",
    ),
    *("\U0001f600", "\u3000", "\r\n"),
]


def written(changes: list[Piece]) -> str:
    made = "".join(
        {"same": change.text, "deleted": f"[{change.text}|]", "inserted": f"[|{change.text}]"}[
            change.kind
        ]
        for change in changes
    )
    return made.replace("|][|", "|")


def assert_whole(before: str, after: str) -> list[Piece]:
    changes = pieces(before, after)
    assert "".join(c.text for c in changes if c.kind != "inserted") == before
    assert "".join(c.text for c in changes if c.kind != "deleted") == after
    assert all(change.text for change in changes)
    assert all(a.kind != b.kind for a, b in pairwise(changes))
    return changes


def same_share(changes: list[Piece], text: str) -> float:
    return sum(len(change.text) for change in changes if change.kind == "same") / len(text)


@pytest.mark.parametrize(("before", "after", "expected"), PAIRS)
def test_changes(before: str, after: str, expected: str) -> None:
    assert written(assert_whole(before, after)) == expected


def test_texts_that_share_little_are_not_cut_into_bits() -> None:
    before = "The meeting is on Monday at 10."
    after = "Our next appointment takes place on Tuesday at 11 o'clock."
    assert len(assert_whole(before, after)) <= 3


@pytest.mark.parametrize("seed", range(200))
def test_nothing_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    before = [chance.choice(ATOMS) for _ in range(chance.randrange(80))]
    after = [a for a in before if chance.random() > 0.2]
    for _ in range(chance.randrange(20)):
        after.insert(chance.randrange(len(after) + 1), chance.choice(ATOMS))
    assert_whole("".join(before), "".join(after))


def english(chance: random.Random) -> str:
    words = ["".join(chance.choices("abcdefghijklm", k=chance.randrange(2, 9))) for _ in range(900)]
    return " ".join(chance.choices(words, k=3_500))[:20_000]


def chinese(chance: random.Random) -> str:
    return "".join(chr(0x4E00 + int(abs(chance.gauss(0, 300)))) for _ in range(20_000))


@pytest.mark.parametrize("make", [english, chinese])
def test_long_texts_keep_what_is_the_same(make: object) -> None:
    chance = random.Random(7)
    before = make(chance)  # type: ignore[operator]
    after = "".join(c if chance.random() > 0.005 else chance.choice("我x") for c in before)
    assert same_share(assert_whole(before, after), before) > 0.9


HARD = {
    "nothing in common": ("x " * 10_000, "文" * 20_000),
    "turned round": (
        "".join(map(chr, range(0x4E00, 0x9E00))),
        "".join(map(chr, range(0x9DFF, 0x4DFF, -1))),
    ),
    "one word": ("a " * 10_000, "a " * 9_000 + "b " * 1_000),
    "two words": ("a b " * 5_000, "b a a " * 3_300),
    "one sentence": ("是的。" * 6_600, "不是的。" * 5_000),
    "no end of lines": ("\n" * 20_000, " \n" * 10_000),
}


@pytest.mark.timeout(30)
@pytest.mark.parametrize("name", HARD)
def test_hard_texts_end(name: str) -> None:
    assert_whole(*HARD[name])


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("the good day", "the bad day", [(4, 8, "bad")]),
        ("他认真的工作", "他认真地工作", [(3, 4, "地")]),
        ("one two three", "1 2 three", [(0, 7, "1 2")]),
        ("same", "same", []),
        ("", "new", [(0, 0, "new")]),
        ("don't go", "do go", [(0, 5, "do")]),
        ("a word", "a new word", [(1, 1, " new")]),
        ("one\ntwo", "1\n2", [(0, 3, "1"), (4, 7, "2")]),
    ],
)
def test_differences_are_words_of_english_and_characters_of_chinese(
    old: str, new: str, wanted: list[tuple[int, int, str]]
) -> None:
    assert [tuple(each) for each in differences(old, new)] == wanted


def test_differences_make_the_new_text() -> None:
    choose = random.Random(5)
    for _ in range(2000):
        old, new = (
            "".join(
                choose.choices(["ab", "c", " ", "你", "好", "，", "\n"], k=choose.randint(0, 12))
            )
            for _ in range(2)
        )
        made, place = "", 0
        for start, end, text in differences(old, new):
            made += old[place:start] + text
            place = end
        assert made + old[place:] == new


def test_lines_that_repeat_are_compared_word_by_word() -> None:
    line = "The committee have met on Tuesday and it will meat again in the week after that.\n"
    found = differences(line * 60, line.replace("meat", "meet") * 60)
    assert [one.text for one in found] == ["meet"] * 60
