"""Spelling marks for English words in any text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from tests.editors import ALT, Page

from nibble_app.modes.writing.editor.dictionary import Dictionary, add_own_word, load, own_words
from nibble_app.modes.writing.editor.speller import KEY, Speller
from nibble_app.notices import Notice
from nibble_engine.errors import DiskError


@pytest.fixture(scope="module")
def dictionary(tmp_path_factory: pytest.TempPathFactory) -> Dictionary:
    return load(tmp_path_factory.mktemp("own") / "none.txt")


class SpellPage(Page):
    def __init__(self, qtbot: QtBot, qapp: QApplication, folder: Path) -> None:
        super().__init__(qtbot, qapp, folder)
        self.settings.set("data.folder", str(folder / "data"))
        self.mode = self.context(folder)
        self.speller = Speller(self.mode, self.editor)
        self.menus: list[QMenu] = []
        self.editor.menu_opening.connect(lambda menu, place: self.menus.append(menu))
        qtbot.waitUntil(lambda: self.speller.dictionary is not None)

    def marked(self, block: QTextBlock | None = None) -> list[str]:
        """The words of a line that are underlined."""
        block = block or self.editor.textCursor().block()
        wave = QTextCharFormat.UnderlineStyle.WaveUnderline
        units = block.text().encode("utf-16-le")
        return [
            units[2 * piece.start : 2 * (piece.start + piece.length)].decode("utf-16-le")
            for piece in block.layout().formats()
            if piece.format.underlineStyle() == wave
        ]

    def actions(self) -> list[str]:
        return [action.text() for action in self.menus[-1].actions()]


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, nibble_home: Path) -> Iterator[SpellPage]:
    made = SpellPage(qtbot, qapp, nibble_home)
    yield made
    for menu in made.menus:
        if isValid(menu):
            menu.close()
    made.mode.store.close()


@pytest.mark.parametrize(
    "words",
    [
        "colour organise favourite travelling analysed centre litres anaemia recoloured theatre",
        "color organize favorite traveling analyzed center liters anemia recolored theater",
        "don't we’ll writer's isn't they've it’d",
        "app screenshot docx dropdown manoeuvre cheque unsubscribe tokenizer",
        "Colour ORGANISATION neighbours unorganised modelling labelled catalogues",
    ],
)
def test_both_ways_of_spelling_are_right(dictionary: Dictionary, words: str) -> None:
    assert [word for word in words.split() if not dictionary.knows(word)] == []


def test_slips_are_found_and_what_was_meant_is_among_the_first(dictionary: Dictionary) -> None:
    slips = {
        "recieve": "receive",
        "teh": "the",
        "definately": "definitely",
        "seperate": "separate",
        "untill": "until",
        "becuase": "because",
        "goverment": "government",
        "dont": "don't",
        "calender": "calendar",
        "Foriegn": "Foreign",
        "tommorow": "tomorrow",
        "sence": "sense",
    }
    for slip, meant in slips.items():
        assert not dictionary.knows(slip)
        assert meant in dictionary.suggestions(slip)
    assert dictionary.suggestions("x" * 5000) == []


def test_own_words_are_kept_and_a_hostile_file_is_read_in_part(tmp_path: Path) -> None:
    file = tmp_path / "data" / "dictionary.txt"
    add_own_word(file, "Lanternfish")
    add_own_word(file, "moonjelly")
    made = load(file)
    assert made.knows("lanternfish") and made.knows("Moonjelly")
    file.write_bytes(b"\xff\xfe good\n" + b"x" * (2 << 20))
    assert len(own_words(file)) == 2
    with pytest.raises(DiskError):
        own_words(tmp_path)
    with pytest.raises(DiskError):
        add_own_word(tmp_path, "word")


def test_a_word_is_marked_when_it_is_done(page: SpellPage) -> None:
    page.write("")
    page.keys("请 recieve")
    assert page.marked() == []
    page.keys(" it")
    assert page.marked() == ["recieve"]
    page.keys(" wrnog")
    assert page.marked() == ["recieve"]
    page.keys(Qt.Key.Key_Left)
    assert page.marked() == ["recieve", "wrnog"], "the cursor went back into it"
    page.write("🙂 **teh** `teh` word")
    assert page.marked() == ["teh"]


@pytest.mark.parametrize(
    "line",
    [
        "Nous avons bien reçu votre commande et nous vous remercions de votre confiance.",
        "Wir haben Ihre Bestellung erhalten und danken Ihnen für Ihr Vertrauen in uns.",
        "wǒmen huānyíng nǐ lái women huanying nimen lai zheli",
    ],
)
def test_a_line_in_another_language_is_left_alone(page: SpellPage, line: str) -> None:
    page.write(line)
    assert page.marked() == []


def test_a_word_is_marked_too_when_the_line_is_left(page: SpellPage) -> None:
    page.write("")
    page.keys("wrnog", Qt.Key.Key_Return)
    assert page.marked(page.editor.document().firstBlock()) == ["wrnog"]


def test_only_lines_in_sight_are_looked_up(page: SpellPage) -> None:
    page.write("\n".join(["some wrnog words"] * 3000), at="some")
    document = page.editor.document()
    assert page.marked(document.firstBlock()) == ["wrnog"]
    assert page.marked(document.lastBlock()) == []
    page.editor.verticalScrollBar().setValue(page.editor.verticalScrollBar().maximum())
    assert page.marked(document.lastBlock()) == ["wrnog"]


@pytest.mark.qt_log_ignore("grabbing the keyboard")
def test_the_next_word_by_keyboard_and_what_was_meant(page: SpellPage, qtbot: QtBot) -> None:
    page.write("🙂 good\nI recieve teh bill", at="good")
    page.keys(Qt.Key.Key_F7, mods=ALT)
    assert page.editor.textCursor().selectedText() == "recieve"
    assert page.actions()[:1] == ["receive"]
    menu = page.menus[-1]
    qtbot.waitUntil(menu.isVisible)
    assert menu.activeAction().text() == "receive"
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.text == "🙂 good\nI receive teh bill")
    page.keys(Qt.Key.Key_F7, mods=ALT)
    assert page.editor.textCursor().selectedText() == "teh"
    page.menus[-1].close()
    page.editor.undo()
    assert page.text == "🙂 good\nI recieve teh bill"
    page.write("all is well")
    told: list[Notice] = []
    page.mode.notices.shown.connect(told.append)
    count = len(page.menus)
    page.keys(Qt.Key.Key_F7, mods=ALT)
    page.settings.set(KEY, False)
    page.keys(Qt.Key.Key_F7, mods=ALT)
    assert len(page.menus) == count
    assert ["dictionary" in told[0].text, "switched off" in told[1].text] == [True, True]


@pytest.mark.qt_log_ignore("grabbing the keyboard")
def test_adding_to_the_dictionary(page: SpellPage, qtbot: QtBot) -> None:
    page.write("A lanternfish and a moonjellyx here")
    assert page.marked() == ["lanternfish", "moonjellyx"]
    page.place(4)
    page.editor.open_menu(page.editor.textCursor(), page.editor.mapToGlobal(page.point(4)))
    add, ignore = (
        next(one for one in page.menus[-1].actions() if one.text().startswith(name))
        for name in ("Add", "Ignore")
    )
    add.trigger()
    assert page.marked() == ["moonjellyx"]
    file = page.speller.file
    qtbot.waitUntil(lambda: file.exists() and own_words(file) == ["lanternfish"])
    page.place(24)
    page.editor.open_menu(page.editor.textCursor(), page.editor.mapToGlobal(page.point(24)))
    ignore = next(one for one in page.menus[-1].actions() if one.text().startswith("Ignore"))
    ignore.trigger()
    assert page.marked() == [] and own_words(file) == ["lanternfish"]


@pytest.mark.qt_log_ignore("grabbing the keyboard")
def test_a_right_word_has_the_plain_menu(page: SpellPage) -> None:
    page.write("A good word")
    page.place(4)
    page.editor.open_menu(page.editor.textCursor(), page.editor.mapToGlobal(page.point(4)))
    assert not any(text.startswith("Add to") for text in page.actions())


def test_the_switch(page: SpellPage) -> None:
    page.write("some wrnog words")
    assert page.marked() == ["wrnog"]
    page.settings.set(KEY, False)
    assert page.marked() == []
    page.settings.set(KEY, True)
    assert page.marked() == ["wrnog"]
