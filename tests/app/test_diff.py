"""What changed between two texts, and how it is shown."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QTextCharFormat
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app.settings import Settings
from nibble_app.theme import Theme
from nibble_app.widgets.diff import Change, diff
from nibble_app.widgets.diff_view import DiffView

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


def written(changes: list[Change]) -> str:
    made = "".join(
        {"same": change.text, "deleted": f"[{change.text}|]", "inserted": f"[|{change.text}]"}[
            change.kind
        ]
        for change in changes
    )
    return made.replace("|][|", "|")


def assert_whole(before: str, after: str) -> list[Change]:
    changes = diff(before, after)
    assert "".join(c.text for c in changes if c.kind != "inserted") == before
    assert "".join(c.text for c in changes if c.kind != "deleted") == after
    assert all(change.text for change in changes)
    assert all(a.kind != b.kind for a, b in pairwise(changes))
    return changes


def same_share(changes: list[Change], text: str) -> float:
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


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> Iterator[DiffView]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    settings = Settings(tmp_path / "settings.toml")
    theme = Theme(app, settings)
    made = DiffView(theme)
    qtbot.addWidget(made)
    yield made
    theme.close()


def formats(view: DiffView) -> dict[str, QTextCharFormat]:
    made = {}
    iterator = view.document().begin().begin()
    while not iterator.atEnd():
        made[iterator.fragment().text()] = iterator.fragment().charFormat()
        iterator += 1
    return made


def test_changes_are_marked_not_by_colour_alone(view: DiffView) -> None:
    view.show_changes(diff("one two three", "one 2 three"))
    shown = formats(view)
    assert shown["two"].fontStrikeOut()
    assert not shown["two"].fontUnderline()
    assert shown["2"].fontUnderline()
    assert not shown["2"].fontStrikeOut()
    assert shown["2"].background() != shown["two"].background()
    assert not shown["one "].fontUnderline()


def test_text_is_never_markup(view: DiffView) -> None:
    hostile = "<b>x</b> <img src='file:///etc/passwd'> [a](javascript:b)"
    view.show_changes([Change("same", hostile)])
    assert view.toPlainText() == hostile
    assert view.isReadOnly()


def test_a_text_that_is_being_written(view: DiffView) -> None:
    view.show_changes([])
    for piece in ("one ", "two\n", "三"):
        view.append(piece)
    assert view.toPlainText() == "one two\n三"


def test_the_new_text_is_copied(view: DiffView) -> None:
    before, after = "one two\nthree\nfour", "one 2\nfour\nfive"
    view.show_changes(diff(before, after))
    view.selectAll()
    view.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == after
    assert not data.hasHtml()


@pytest.mark.parametrize("seed", range(40))
def test_the_new_text_is_copied_whatever_changed(view: DiffView, seed: int) -> None:
    chance = random.Random(seed)
    before, after = ("".join(chance.choices(["a ", "b", "文", "\n", ". "], k=30)) for _ in range(2))
    view.show_changes(diff(before, after))
    view.selectAll()
    assert view.createMimeDataFromSelection().text() == after


def test_colours_follow_the_theme(view: DiffView) -> None:
    view.show_changes(diff("a b", "a c"))
    before = formats(view)["c"].background().color().name()
    view._theme._settings.set("ui.theme", "dark")
    dark = formats(view)["c"].background().color().name()
    view._theme._settings.set("ui.theme", "light")
    assert formats(view)["c"].background().color().name() != dark
    assert before != "#000000"
    assert view.toPlainText() == "a bc"
