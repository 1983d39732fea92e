"""The page of the house's texts in the real window, over the real store and real files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app.modes.support.replies.page import RepliesPage
from nibble_app.notices import Notice
from nibble_app.program import Program
from nibble_engine.support.canned import Field, Template
from nibble_engine.support.house_rules import check
from nibble_engine.support.template_files import read
from windows import closed, focus, press, small_program, support_chat, support_page

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(params=["en"])
def program(
    qapp: QApplication, nibble_home: Path, request: pytest.FixtureRequest
) -> Iterator[Program]:
    program = small_program(qapp, request.param)
    yield program
    closed(qapp, program)


@pytest.fixture
def told(program: Program) -> list[Notice]:
    notices: list[Notice] = []
    program.context.notices.shown.connect(notices.append)
    return notices


@pytest.fixture
def page(program: Program) -> RepliesPage:
    mode = support_page(program)
    assert QTest.qWaitForWindowActive(program.window)
    QTest.keyClick(focus(), Qt.Key.Key_L, CONTROL | SHIFT)
    assert mode.replies.isVisible()
    return mode.replies


def paste(text: str) -> None:
    QApplication.clipboard().setText(text)
    QTest.keyClick(focus(), Qt.Key.Key_V, CONTROL)


def named(program: Program, title: str) -> Template:
    (found,) = (
        one for one in program.context.store.replies.templates("reply") if one.title == title
    )
    return found


@pytest.mark.parametrize("program", ["en", "zh_CN"], indirect=True)
def test_a_canned_reply_is_written_by_keyboard(
    qtbot: QtBot, program: Program, page: RepliesPage
) -> None:
    assert focus() is page.list and page.list.count() > 20
    chinese = page.list.lines()[0] > "一"
    assert chinese == (program.context.settings.get("ui.language") == "zh_CN")
    QTest.keyClick(focus(), Qt.Key.Key_N, CONTROL)
    paste("到货通知")
    press(Qt.Key.Key_Tab)
    paste("daohuo")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    paste("您好！{商品}将于{日期}到货，颜色：{颜色}。")
    rows = page.editors.template.rows()
    assert [row.name for row in rows] == ["商品", "日期", "颜色"]
    qtbot.waitUntil(rows[2].isVisible, timeout=10_000)
    press(*[Qt.Key.Key_Tab] * 4)
    assert focus() is rows[1].kind
    press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Space)
    press(Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Tab)
    assert focus() is rows[2].choices
    paste("红，深蓝、绿")
    QTest.keyClick(focus(), Qt.Key.Key_S, CONTROL)
    kept = named(program, "到货通知")
    assert (kept.shortcut, kept.language) == ("daohuo", "zh")
    assert kept.fields == (
        Field("商品"),
        Field("日期", "date", required=False),
        Field("颜色", "choice", ("红", "深蓝", "绿")),
    )
    assert any(line.startswith("到货通知") for line in page.list.lines())


def test_what_is_typed_is_kept_by_itself(qtbot: QtBot, program: Program, page: RepliesPage) -> None:
    page.begin()
    page.editors.template.text.setFocus()
    QTest.keyClicks(focus(), "We are closed on Sunday, and open again on Monday.")
    qtbot.waitUntil(lambda: page.list.currentItem() is not None, timeout=10_000)
    named(program, "We are closed on Sunday, and open again…")
    QTest.keyClicks(focus(), " Thank you.")
    support_page(program).show_part("chat")
    assert named(program, "We are closed on Sunday, and open again…").text.endswith("Thank you.")


def test_a_shortcut_that_two_texts_have_is_told(page: RepliesPage) -> None:
    page.begin()
    page.editors.template.text.setPlainText("It is on its way.")
    page.editors.template.shortcut.setFocus()
    QTest.keyClicks(focus(), "SENT")
    page.keep()
    assert "The parcel is on its way" in page.said.text()
    press(Qt.Key.Key_Backspace)
    page.keep()
    assert page.said.text() == "Saved"


def test_an_emptied_text_is_told_and_stays_as_it_was(
    qtbot: QtBot, program: Program, page: RepliesPage, told: list[Notice]
) -> None:
    first = page.room.templates("reply")[0]
    text = page.editors.template.text
    text.setFocus()
    text.selectAll()
    press(Qt.Key.Key_Delete)
    QTest.keyClick(focus(), Qt.Key.Key_S, CONTROL)
    assert "empty" in page.said.text()
    page.list.setFocus()
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert "empty" in told[-1].text and page.editors.template.text.toPlainText() != ""
    assert page.room.templates("reply")[0] == first


def test_a_deleted_text_comes_back(program: Program, page: RepliesPage, told: list[Notice]) -> None:
    before = page.room.templates("reply")
    press(Qt.Key.Key_Delete)
    assert page.room.templates("reply") == before[1:]
    assert page.editors.template.title.text() == before[1].title
    assert told[-1].action is not None
    page.show_kind("rule")
    told[-1].action.do()
    assert page.room.templates("reply") == before and page.kind == "reply"
    assert page.editors.template.title.text() == before[0].title


def test_search_finds_words_of_the_text(program: Program, page: RepliesPage) -> None:
    QTest.keyClick(focus(), Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(focus(), "warehouse haystack")
    assert page.list.lines() == []
    page.search.clear()
    QTest.keyClicks(focus(), "number ORDER")
    assert any("on its way" in line for line in page.list.lines())
    assert page.list.count() < 6


def test_a_house_rule_is_switched_in_the_list_by_keyboard(
    qtbot: QtBot, program: Program, page: RepliesPage
) -> None:
    draft = "We guarantee that it arrives tomorrow."
    replies = program.context.store.replies
    assert check(draft, replies.rules(), "en")
    page.show_kind("rule")
    QTest.keyClick(focus(), Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(focus(), "I guarantee")
    assert page.list.lines() == ["No promise: I guarantee"]
    page.list.setFocus()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not check(draft, replies.rules(), "en"), timeout=10_000)
    assert not page.editors.rule.on.isChecked()
    press(Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(check(draft, replies.rules(), "en")), timeout=10_000)
    assert page.editors.rule.on.isChecked()


def test_a_house_rule_is_written(program: Program, page: RepliesPage) -> None:
    page.show_kind("rule")
    QTest.keyClick(focus(), Qt.Key.Key_N, CONTROL)
    press(Qt.Key.Key_Up)  # from "never" to "always"
    page.editors.rule.phrases.setFocus()
    QTest.keyClicks(focus(), " * ")
    page.keep()
    assert "phrase" in page.said.text()
    paste("\nKind regards\n\n  Best wishes ")
    QTest.keyClick(focus(), Qt.Key.Key_S, CONTROL)
    assert "phrase" in page.said.text()
    page.editors.rule.phrases.setPlainText("Kind regards\n\n  Best wishes ")
    page.keep()
    rules = program.context.store.replies.rules()
    assert (rules[-1].kind, rules[-1].phrases) == ("always", ("Kind regards", "Best wishes"))
    assert not [one for one in check("Hi. Best wishes", rules, "en") if one.kind == "always"]
    assert [one for one in check("Hi.", rules, "en") if one.kind == "always"]


@pytest.mark.parametrize("ending", ["csv", "toml", "tsv"])
def test_what_is_written_to_a_file_comes_back_from_it(
    qtbot: QtBot, program: Program, page: RepliesPage, tmp_path: Path, ending: str
) -> None:
    page.show_kind("prompt")
    before = page.room.templates("prompt")
    path = tmp_path / f"texts.{ending}"
    page.export_file(path)
    qtbot.waitUntil(path.is_file, timeout=10_000)
    qtbot.waitUntil(lambda: len(read(path).templates) == len(before), timeout=10_000)
    page.delete(before[0].id)
    page.import_file(path)
    qtbot.waitUntil(page.message.isVisible, timeout=10_000)
    assert page.message.text.text().endswith(": 1") and page.message.detail.text() == ""
    assert page.room.templates("prompt") == before


def test_bad_rows_of_a_file_are_listed(
    qtbot: QtBot, program: Program, page: RepliesPage, tmp_path: Path
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(
        "标题,正文,字段\n好,你好{名},名\n,没有标题,\n坏,文,颜色:colour\n没有正文,,\n", "utf-8"
    )
    page.import_file(path)
    qtbot.waitUntil(page.message.isVisible, timeout=10_000)
    assert page.message.text.text().endswith(": 1")
    assert page.message.detail.text().splitlines()[1:] == [
        "3: no title, no text or no phrase",
        "4: a field of no known kind",
        "5: no title, no text or no phrase",
    ]
    assert named(program, "好").fields == (Field("名"),)


def test_a_deleted_house_rule_comes_back(page: RepliesPage, told: list[Notice]) -> None:
    page.show_kind("rule")
    page.list.setFocus()
    before = page.room.rules()
    press(Qt.Key.Key_Delete)
    assert page.room.rules() == before[1:]
    assert told[-1].action is not None
    told[-1].action.do()
    assert page.room.rules() == before


@pytest.mark.parametrize("ending", ["csv", "toml"])
def test_house_rules_come_back_from_a_file(
    qtbot: QtBot, page: RepliesPage, told: list[Notice], tmp_path: Path, ending: str
) -> None:
    page.show_kind("rule")
    before = page.room.rules()
    path = tmp_path / f"rules.{ending}"
    page.export_file(path)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    page.delete(before[0].id)
    page.room.switch_rule(before[1].id, False)
    page.import_file(path)
    qtbot.waitUntil(page.message.isVisible, timeout=10_000)
    assert page.message.text.text().endswith(": 2")
    assert sorted(page.room.rules(), key=str) == sorted(before, key=str)


def test_a_file_that_is_none_is_told(
    qtbot: QtBot, program: Program, page: RepliesPage, told: list[Notice], tmp_path: Path
) -> None:
    before = page.room.templates("reply")
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00[[")
    page.import_file(tmp_path / "x.toml")
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    assert "cannot be read" in told[-1].text and page.room.templates("reply") == before


def test_a_new_prompt_is_offered_in_the_chat(program: Program, page: RepliesPage) -> None:
    page.show_kind("prompt")
    page.begin()
    QTest.keyClicks(focus(), "Haiku")
    page.editors.template.text.setPlainText("Write a haiku.")
    chat = support_chat(program)
    QTest.keyClicks(focus(), "/")
    assert "Haiku" in chat.prompts.list.titles()
