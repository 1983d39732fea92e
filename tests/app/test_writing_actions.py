"""The actions of the writing mode by bar, menu, palette and keys, over real widgets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QVBoxLayout, QWidget
from test_imports import modules_after

from nibble_app import folders, language
from nibble_app.modes.writing.actions import menus
from nibble_app.modes.writing.actions.bar import FIRST, ActionBar
from nibble_app.modes.writing.actions.entries import ActionList, Entry
from nibble_app.modes.writing.actions.keys import ActionKeys
from nibble_app.modes.writing.actions.palette import CommandPalette
from nibble_app.modes.writing.actions.scope import span_of
from nibble_app.modes.writing.actions.text_actions import add_text_actions, put_languages
from nibble_app.modes.writing.actions.wish import Wish
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.settings import Settings
from nibble_app.theme import Theme
from nibble_engine.api import Action
from windows import focus, press

CONTROL = Qt.KeyboardModifier.ControlModifier
NARROWEST = 372  # what is left of 420 pixels between the margins of the page


class Page(QWidget):
    """What the writing page is to these parts: an editor, and the bar above it."""

    def __init__(self, settings: Settings, theme: Theme) -> None:
        super().__init__()
        self.settings, self.theme = settings, theme
        self.trouble = ""
        self.actions_ = ActionList(settings)
        add_text_actions(self.actions_, lambda: self.trouble, lambda: False)
        self.bar = ActionBar(theme, self.actions_)
        self.editor = QPlainTextEdit("第一段。\nSecond 😀 paragraph.")
        self.palette_ = CommandPalette(theme, self.actions_, self)
        self.keys = ActionKeys(self.actions_, self)
        self.wishes: list[Wish] = []
        self.refusals: list[str] = []
        self.actions_.wished.connect(self.wishes.append)
        self.actions_.refused.connect(self.refusals.append)
        column = QVBoxLayout(self)
        column.addWidget(self.bar)
        column.addWidget(self.editor)

    def typed(self, text: str) -> list[str]:
        """The keys of what the palette shows for it."""
        QTest.keyClick(focus(), Qt.Key.Key_A, CONTROL)
        QApplication.clipboard().setText(text)
        QTest.keyClick(focus(), Qt.Key.Key_V, CONTROL)
        return [row.key for row in self.palette_.rows()]


@pytest.fixture(params=["en", "zh_CN"])
def page(qapp: QApplication, nibble_home: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    settings = Settings(folders.config_file())
    language.install(qapp, request.param)
    theme = Theme(qapp, settings)
    page = Page(settings, theme)
    page.resize(1000, 640)
    page.show()
    page.activateWindow()
    assert QTest.qWaitForWindowActive(page)
    page.editor.setFocus()
    yield page
    theme.close()
    page.close()
    page.deleteLater()
    language.install(qapp, "en")
    qapp.setStyleSheet("")


# --- the palette ---


def test_the_palette_does_what_is_typed_and_gives_the_focus_back(page: Page) -> None:
    QTest.keyClick(focus(), Qt.Key.Key_K, CONTROL)
    assert page.palette_.isVisible() and focus() is page.palette_.field
    assert len(page.palette_.rows()) == len(page.actions_.entries())
    assert page.typed("shorten")[0] == "shorten"
    press(Qt.Key.Key_Return)
    assert page.wishes == [Wish(Action.SHORTEN)]
    assert not page.palette_.isVisible() and focus() is page.editor


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("rewrite", "rewrite"),
        ("REPHRASE", "rewrite"),
        ("shrten", "shorten"),
        ("key poi", "points"),
        ("续写", "continue"),
        ("错别字", "proofread"),
        ("gx", "rewrite"),
        ("fanyi", "translate_zh-Hans"),
        ("翻译 英语", "translate_en"),
        ("正式", "tone_professional"),
        ("ｔａｂｌｅ", "table"),
    ],
)
def test_an_action_is_found_in_both_languages_whatever_the_window_speaks(
    page: Page, typed: str, key: str
) -> None:
    assert page.actions_.entries(typed)[0].key == key


def test_arrows_choose_and_a_screen_reader_hears_it(page: Page) -> None:
    page.palette_.open()
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up)
    row = page.palette_.current()
    assert row is not None and row == page.palette_.rows()[1]
    spoken = page.palette_.field.accessibleDescription()
    assert row.title in spoken and row.keys in spoken
    assert page.palette_.field.accessibleName() and page.palette_.list.accessibleName()
    press(Qt.Key.Key_Return)
    assert page.wishes == [Wish(Action.REWRITE)]


def test_what_was_used_last_comes_first_at_the_next_start_too(page: Page) -> None:
    for key in ("table", "simplify"):
        page.actions_.run(key)
    page.palette_.open()
    assert [row.key for row in page.palette_.rows()[:3]] == ["simplify", "table", "continue"]
    again = ActionList(Settings(folders.config_file()))
    add_text_actions(again)
    assert again.recent() == ["simplify", "table"]


def test_a_sentence_that_is_no_action_is_asked_as_it_is(page: Page) -> None:
    page.palette_.open()
    assert page.typed("说得像给八岁孩子听一样") == ["free"]
    press(Qt.Key.Key_Return)
    assert page.typed and page.wishes == [
        Wish(Action.INSTRUCT, instruction="说得像给八岁孩子听一样")
    ]
    page.palette_.open()
    keys = page.typed("make a list")
    assert keys[0] == "list" and keys[-1] == "free"
    assert page.typed("list")[0] == "list" and "free" not in page.typed("list")


def test_what_cannot_be_done_says_why_and_is_not_done(page: Page) -> None:
    page.trouble = "No model is loaded"
    page.palette_.open()
    page.typed("rewrite")
    row = page.palette_.current()
    assert row is not None and row.off and row.rest == "No model is loaded"
    press(Qt.Key.Key_Return)
    assert page.palette_.isVisible() and page.wishes == []
    page.typed("by rules")
    press(Qt.Key.Key_Return)
    assert page.wishes == [Wish(Action.PROOFREAD, by_rules=True)]


def test_escape_and_a_click_elsewhere_close_the_palette(page: Page) -> None:
    QShortcut(Qt.Key.Key_Escape, page).activated.connect(lambda: page.refusals.append("page"))
    page.palette_.open()
    press(Qt.Key.Key_Tab)
    assert focus() is page.palette_.field
    press(Qt.Key.Key_Escape)
    assert not page.palette_.isVisible() and focus() is page.editor and page.refusals == []
    page.palette_.open()
    QTest.mouseClick(page.bar.wish, Qt.MouseButton.LeftButton)
    assert not page.palette_.isVisible() and focus() is page.bar.wish
    page.palette_.open()
    QTest.keyClick(focus(), Qt.Key.Key_K, CONTROL)
    assert not page.palette_.isVisible() and focus() is page.bar.wish


def test_the_palette_stays_on_a_small_page(page: Page) -> None:
    page.palette_.open()
    for width, height in ((1440, 900), (1000, 640), (420, 300)):
        page.resize(width, height)
        assert page.rect().contains(page.palette_.geometry())
        assert page.palette_.list.height() > 60


def test_hostile_names_are_shown_as_they_are(page: Page) -> None:
    name = "<b>&Fett</b>\n" + "長" * 400
    page.actions_.add(Entry("own:x", name, lambda: page.wishes.append(Wish(Action.LIST))))
    page.palette_.open()
    assert page.typed("fett") == ["own:x"]
    assert not page.palette_.grab().isNull()
    press(Qt.Key.Key_Return)
    assert page.wishes == [Wish(Action.LIST)]


# --- the bar ---


@pytest.mark.parametrize(("width", "font"), [(NARROWEST, 14), (520, 20), (700, 14), (1200, 24)])
def test_every_action_is_in_the_bar_or_in_its_menus(page: Page, width: int, font: int) -> None:
    page.settings.set("ui.font_size", font)
    page.bar.scope.choose("document")
    page.resize(width + 24, 640)
    page.layout().setContentsMargins(12, 12, 12, 12)
    for _ in range(3):
        QApplication.processEvents()
    assert page.bar.width() <= width
    shown = [key for key in FIRST if page.bar.buttons[key].isVisible()]
    assert len(shown) >= 2 and shown == list(FIRST[: len(shown)])
    for part in (*(page.bar.buttons[key] for key in shown), page.bar.more, page.bar.scope):
        assert page.bar.rect().contains(part.geometry()), part.text()
        assert part.width() >= part.sizeHint().width()
    assert page.bar.wish.width() > 150
    reached = {*shown, *_titles(page.bar.more.fill()), *_titles(page.bar.tone.fill())}
    for entry in page.actions_.entries():
        assert entry.key in reached or (entry.short or entry.title) in reached


def test_a_wish_is_typed_and_enter_asks_for_it(page: Page) -> None:
    QTest.keyClick(focus(), Qt.Key.Key_J, CONTROL)
    assert focus() is page.bar.wish
    press(Qt.Key.Key_Return)
    assert page.wishes == []
    QTest.keyClicks(focus(), "  kinder ")
    press(Qt.Key.Key_Return)
    assert page.wishes == [Wish(Action.INSTRUCT, instruction="kinder")]
    page.trouble = "Wait until the model has answered"
    press(Qt.Key.Key_Return)
    assert len(page.wishes) == 1 and page.refusals == ["Wait until the model has answered"]


def test_shortcuts_work_in_the_editor_and_say_why_not(page: Page) -> None:
    QTest.keyClick(focus(), Qt.Key.Key_F7)
    QTest.keyClick(focus(), Qt.Key.Key_3, CONTROL | Qt.KeyboardModifier.AltModifier)
    assert page.wishes == [Wish(Action.PROOFREAD), Wish(Action.SHORTEN)]
    page.trouble = "There is no text yet"
    page.actions_.look_again()
    assert not page.bar.buttons["rewrite"].isEnabled()
    assert "There is no text yet" in page.bar.buttons["rewrite"].toolTip()
    QTest.keyClick(focus(), Qt.Key.Key_F7)
    assert len(page.wishes) == 2 and page.refusals == ["There is no text yet"]


def test_no_two_actions_have_the_same_keys(page: Page) -> None:
    keys = [one.shortcut for one in page.actions_.entries() if one.shortcut]
    assert len(set(keys)) == len(keys) and "Ctrl+K" not in keys


def test_a_tone_that_holds_for_all_goes_with_what_writes_and_not_with_the_rest(
    page: Page,
) -> None:
    (for_all,) = [one.menu() for one in page.bar.tone.fill().actions() if one.menu()]
    assert isinstance(for_all, QMenu) and for_all.actions()[0].isChecked()
    for_all.actions()[1].trigger()
    for key in ("rewrite", "proofread", "tone_friendly", "translate_en", "list"):
        page.actions_.run(key)
    assert [wish.tone for wish in page.wishes] == ["professional", "", "friendly", "", ""]
    request = page.wishes[0].asked("今天开会。")
    assert request.tone.startswith("专业") and request.text == "今天开会。"
    assert page.wishes[0].asked("We met.").tone.startswith("professional")


def test_my_voice_asks_for_samples_first(page: Page) -> None:
    page.actions_.run("tone_voice")
    assert page.wishes == [] and len(page.refusals) == 1
    own = ("我写邮件一向直接，先说结论，再说原因，最后写下一步。" * 3,)
    request = Wish(Action.TONE, tone="voice").asked("今天开会。", voice=own)
    assert request.voice and all(piece in own[0] for piece in request.voice)
    assert "句子大约" in request.tone
    assert Wish(Action.REWRITE).asked("今天开会。", voice=own).voice == ()
    page.actions_.set_tone("voice")
    page.actions_.run("rewrite")
    assert page.wishes[-1].tone == "voice" and page.wishes[-1].asked("今天开会。").tone == ""


def test_the_languages_are_those_of_the_loaded_translator(page: Page) -> None:
    put_languages(page.actions_, ["zh", "en", "fr", "ja", "xx-unknown"])
    into = [one.key for one in page.actions_.entries() if one.group == "translate"]
    assert into == [f"translate_{tag}" for tag in ("zh-Hans", "en", "ja", "fr", "xx-unknown")]
    page.actions_.run("translate_ja")
    assert page.wishes[-1].target == "ja"
    assert page.actions_.entries("日语")[0].key == "translate_ja"


# --- what is worked on ---


def test_the_scope_follows_the_selection_and_the_choice(page: Page) -> None:
    manuscript, scope = Manuscript(page.editor), page.bar.scope
    cursor = page.editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    page.editor.setTextCursor(cursor)
    assert scope.scope() == "paragraph"
    text = manuscript.text
    assert text[slice(*span_of("paragraph", manuscript))] == "Second 😀 paragraph."
    page.editor.setTextCursor(page.editor.document().find("😀"))
    scope.show_selection(True)
    assert scope.scope() == "selection"
    assert text[slice(*span_of("selection", manuscript))] == "😀"
    scope.fill().actions()[2].trigger()
    assert scope.scope() == "document" and span_of("document", manuscript) == (0, len(text))
    scope.show_selection(False)
    scope.show_selection(True)
    assert scope.scope() == "selection"
    scope.show_selection(False)
    assert scope.scope() == "document" and not scope.fill().actions()[0].isEnabled()
    assert ActionList(Settings(folders.config_file())).scope == "document"
    assert scope.accessibleName() == scope.text() != ""


def test_a_menu_is_filled_by_groups_and_runs_what_is_chosen(page: Page) -> None:
    menu = QMenu(page)
    menus.fill(menu, page.theme, page.actions_, ("shape", "sum"))
    lines = [one for one in menu.actions() if not one.isSeparator()]
    assert len(lines) == 5
    lines[-1].trigger()
    assert page.wishes == [Wish(Action.TABLE)]


def test_what_is_shown_at_the_start_needs_no_heavy_library() -> None:
    parts = "nibble_app.modes.writing.actions"
    code = f"import {parts}.palette, {parts}.bar, {parts}.keys, {parts}.text_actions"
    assert not modules_after(code) & {"numpy", "torch", "opencc", "pypdf", "lxml"}


def test_an_entry_can_be_put_in_place_of_another(page: Page) -> None:
    old = page.actions_.entry("table")
    place = [one.key for one in page.actions_.entries()].index("table")
    page.actions_.add(replace(old, title="Other"))
    assert page.actions_.entries()[place].title == "Other"
    page.actions_.put_group("shape", [])
    with pytest.raises(KeyError):
        page.actions_.entry("table")


def _titles(menu: QMenu) -> set[str]:
    names: set[str] = set()
    for action in menu.actions():
        names.add(action.text().partition("\t")[0])
        if isinstance(below := action.menu(), QMenu):
            names |= _titles(below)
    return names
