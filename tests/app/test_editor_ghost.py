"""Ghost text at the cursor, and its variants side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.editors import CTRL, Page

from nibble_app.modes.writing.editor.ghost import Ghost, next_word
from nibble_app.modes.writing.editor.variants_bar import VariantsBar


class GhostPage(Page):
    def __init__(self, qtbot: QtBot, qapp: QApplication, folder: Path) -> None:
        super().__init__(qtbot, qapp, folder)
        self.ghost = Ghost(self.editor)
        self.taken: list[str] = []
        self.dropped = 0
        self.ghost.taken.connect(self.taken.append)
        self.ghost.dropped.connect(self._drop)

    @property
    def shown(self) -> str:
        return self.editor.textCursor().block().layout().preeditAreaText()

    def _drop(self) -> None:
        self.dropped += 1


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> GhostPage:
    return GhostPage(qtbot, qapp, tmp_path)


def test_tab_takes_all_of_it_in_one_step(page: GhostPage) -> None:
    page.write("- The door")
    page.keys("s")
    page.ghost.offer([" are open.\nCome in."])
    assert page.shown == " are open.\u2028Come in." and page.text == "- The doors"
    page.keys(Qt.Key.Key_Tab)
    assert page.text == "- The doors are open.\nCome in." and page.taken == [" are open.\nCome in."]
    assert page.shown == "" and page.dropped == 0
    page.editor.undo()
    assert page.text == "- The doors", "what was typed before stays"
    page.keys(Qt.Key.Key_Tab)
    assert page.text == "  - The doors", "Tab is what it was"


def test_a_word_at_a_time(page: GhostPage) -> None:
    page.write("他说")
    page.ghost.offer(["明天再来，好 at once."])
    steps = []
    for _ in range(5):
        page.keys(Qt.Key.Key_Right, mods=CTRL)
        steps.append(page.text)
    assert steps == [
        "他说明天",
        "他说明天再来，",
        "他说明天再来，好",
        "他说明天再来，好 at",
        "他说明天再来，好 at once.",
    ]
    assert page.shown == "" and page.taken[-1] == " once."
    page.editor.undo()
    assert page.text == steps[-2]


def test_typing_what_it_says_goes_on_with_the_rest(page: GhostPage) -> None:
    page.write("We ")
    page.ghost.offer(["will go", "would stay", "are here"])
    page.keys("w")
    assert (page.shown, page.text) == ("ill go", "We w")
    assert page.ghost.variants == ["ill go", "ould stay"], "the third begins in another way"
    page.keys(Qt.Key.Key_Down, mods=CTRL)
    assert page.shown == "ould stay"
    page.keys("i")
    assert (page.shown, page.dropped, page.text) == ("", 1, "We wi")


@pytest.mark.parametrize(
    "key",
    [Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Backspace, Qt.Key.Key_Home, Qt.Key.Key_Up],
)
def test_anything_else_lets_it_go(page: GhostPage, key: Qt.Key) -> None:
    page.write("zero\none")
    page.ghost.offer([" two"])
    page.keys(key)
    assert page.shown == "" and page.ghost.text == "" and page.dropped == 1
    assert "two" not in page.text


def test_an_input_method_can_write_what_it_says(page: GhostPage) -> None:
    page.write("我们")
    page.ghost.offer(["明天见面"])
    page.compose("mingtian")
    assert page.shown == "mingtian"
    page.compose("", "明天")
    assert (page.shown, page.text, page.dropped) == ("见面", "我们明天", 0)
    page.compose("", "走")
    assert (page.shown, page.text, page.dropped) == ("", "我们明天走", 1)


def test_it_grows_while_the_model_writes(page: GhostPage) -> None:
    page.write("a")
    for piece in ["bc", "d", " e"]:
        page.ghost.append(piece)
    assert page.shown == "bcd e"
    page.keys("b")
    page.ghost.append("f")
    assert page.shown == "cd ef"
    page.ghost.drop()
    assert page.shown == "" and page.dropped == 1


def test_what_is_selected_stays(page: GhostPage) -> None:
    page.write("keep this")
    page.place(0, 9)
    page.ghost.offer([" too"])
    page.keys(Qt.Key.Key_Tab)
    assert page.text == "keep this too"


def test_variants_in_a_circle(page: GhostPage) -> None:
    page.write("x")
    page.ghost.offer(["1", "2", "3"])
    seen = []
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        page.keys(key, mods=CTRL)
        seen.append(page.shown)
    assert seen == ["2", "3", "1", "3"]
    page.keys(Qt.Key.Key_Tab)
    assert page.text == "x3"


def test_asking(page: GhostPage, qtbot: QtBot) -> None:
    page.write("x")
    with qtbot.waitSignal(page.ghost.asked):
        page.keys(Qt.Key.Key_Space, mods=CTRL)
    assert page.text == "x"
    page.ghost.offer(["1", "2"])
    with qtbot.assertNotEmitted(page.ghost.asked), qtbot.waitSignal(page.ghost.side_by_side_asked):
        page.keys(Qt.Key.Key_Space, mods=CTRL)


def test_in_the_middle_of_a_line(page: GhostPage) -> None:
    page.write("one three **b**", at="one")
    page.ghost.offer([" two"])
    caret = page.editor.cursorRect()
    page.ghost.drop()
    assert page.editor.cursorRect() == caret, "the cursor stands before what is offered"
    page.ghost.offer([" two"])
    page.keys(Qt.Key.Key_Tab)
    assert page.text == "one two three **b**"


def test_what_is_offered_at_the_lower_edge_comes_into_sight(page: GhostPage) -> None:
    page.write("\n".join(["words"] * 60))
    page.ghost.offer([" and more\nlines\nof it\nin the end"])
    editor = page.editor
    block = editor.document().lastBlock()
    assert editor.block_top(block) + editor.blockBoundingRect(block).height() <= (
        editor.viewport().height() + 40
    )
    assert editor.viewport().rect().contains(editor.cursorRect().center()), editor.cursorRect()
    page.ghost.offer(["\n".join(["a long one"] * 80)])
    assert editor.viewport().rect().contains(editor.cursorRect().center()), editor.cursorRect()


def test_it_has_the_line_before_a_change(page: GhostPage) -> None:
    page.write("one two three", at="one")
    page.editor.change_text.show(7, " 2", "inserted")
    assert page.shown == " 2"
    page.ghost.offer([" half"])
    assert page.shown == " half"
    page.keys(Qt.Key.Key_Escape)
    assert page.shown == " 2"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("hello world", "hello"),
        (" world, again", " world,"),
        ("你好世界", "你好"),
        ("你", "你"),
        ("的 word", "的"),
        ("，然后", "，"),
        ("\nNext", "\n"),
        ("  \n x", "  \n"),
        ("don't go", "don't"),
        ("🙂 ok", "🙂"),
        ("𠀀𠀁𠀂", "𠀀"),
    ],
)
def test_the_next_word(text: str, word: str) -> None:
    assert text[: next_word(text)] == word
    taken = 0
    while taken < len(text):
        step = next_word(text[taken:])
        assert step > 0
        taken += step


def test_side_by_side(page: GhostPage, qtbot: QtBot) -> None:
    bar = VariantsBar(page.editor, page)
    chosen: list[int] = []
    bar.chosen.connect(chosen.append)
    page.write("x")
    texts = ["First <b>one</b>", "第二个，长一些的文字" * 8, "third"]
    bar.open(page.editor.cursorRect(), texts)
    qtbot.waitUntil(bar.cards[0].hasFocus)
    assert [card.label.text() for card in bar.cards] == texts
    assert page.rect().contains(bar.geometry())
    QTest.keyClick(bar.cards[0], Qt.Key.Key_Right)
    qtbot.waitUntil(bar.cards[1].hasFocus)
    QTest.keyClick(bar.cards[1], Qt.Key.Key_Return)
    assert chosen == [1] and not bar.isVisible() and page.editor.hasFocus()
    bar.open(page.editor.cursorRect(), texts[:2])
    QTest.keyClick(bar.cards[0], Qt.Key.Key_2)
    assert chosen == [1, 1]
    bar.open(page.editor.cursorRect(), texts[:2])
    QTest.keyClick(bar.cards[0], Qt.Key.Key_Escape)
    assert chosen == [1, 1] and not bar.isVisible() and page.editor.hasFocus()
    bar.open(page.editor.cursorRect(), texts)
    QTest.mouseClick(bar.cards[2], Qt.MouseButton.LeftButton)
    assert chosen == [1, 1, 2]
