"""The sheet of terms beside a document: what is found, put right, added and kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app.modes.writing.terms.part import TermsPart
from nibble_engine.terms import Term
from writing_bench import PATIENCE, Bench, closed, opened

ZH = "zh-Hans"
TEXT = "请先登陆系统，再打开数据库。\n李敏说发布日期不变。请登陆。"


@pytest.fixture
def bench(qapp: QApplication, nibble_home: Path) -> Iterator[Bench]:
    bench = opened(qapp, nibble_home)
    terms = bench.store.terms
    own = terms.create("own", ZH, ZH)
    terms.add(own, Term("登录", "登录", ZH, ZH, forbidden=("登陆",)))
    terms.add(own, Term("发布日期", "2026年3月1日", ZH, ZH, "fact"))
    terms.add(own, Term("没有的词", "没有的词", ZH, ZH))
    terms.add(terms.create("zh-en", ZH, "en"), Term("数据库", "database", ZH, "en"))
    off = terms.create("off", ZH, ZH)
    terms.add(off, Term("系统", "系统", ZH, ZH))
    terms.activate(off, False)
    bench.open(TEXT)
    yield bench
    closed(qapp, bench)


@pytest.fixture
def part(bench: Bench, qtbot: QtBot) -> Iterator[TermsPart]:
    part = TermsPart(bench.context, bench.manuscript)
    part.resize(380, 720)
    bench.editor.show()
    part.show()
    part.activateWindow()
    qtbot.waitUntil(part.isActiveWindow)
    qtbot.waitUntil(lambda: bool(part.list.entries()), timeout=PATIENCE)
    yield part
    part.shutdown()
    part.close()
    part.deleteLater()


def titles(part: TermsPart) -> list[str]:
    return [entry.title for entry in part.list.entries()]


def test_what_the_document_has_comes_first(part: TermsPart) -> None:
    assert titles(part) == ["登录", "数据库 → database", "发布日期: 2026年3月1日", "没有的词"]
    previews = [entry.preview for entry in part.list.entries()]
    assert previews == ["in the text: 2 · not: 登陆", "in the text: 1", "Fact · in the text: 1", ""]
    QTest.keyClicks(part.search, "data")
    assert titles(part) == ["数据库 → database"]


def test_requests_are_told_what_the_text_has(bench: Bench, part: TermsPart) -> None:
    told = {term.source: term.target for term in part.sheet()}
    assert told == {"登录": "登录", "数据库": "数据库", "发布日期": "2026年3月1日"}
    second = TEXT.index("李敏")
    assert part.sheet((second, len(TEXT)))[-1].source == "数据库"
    assert [(one.source, one.target) for one in part.sheet(target="en")] == [("数据库", "database")]
    # Before the document has been read, for a place far into it.
    bench.open("没有的词。\n" * 5000 + TEXT + "\n那里没有。" * 5000)
    at = bench.manuscript.text.index("数据库")
    assert next(one.source for one in part.sheet((at, at + 3))) == "数据库"
    assert [one.target for one in part.sheet((at, at + 3), "en")] == ["database"]
    bench.open("系统")
    assert part.sheet() == ()


def test_a_word_that_is_not_to_be_used_is_shown_and_put_right(
    bench: Bench, part: TermsPart, qtbot: QtBot
) -> None:
    assert part.misuses.isVisible() and part.misuses.title.text().endswith("2")
    listed = part.misuses.list
    assert [entry.title for entry in listed.entries()] == ["登陆 → 登录"] * 2
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Down)
    QTest.keyClick(listed, Qt.Key.Key_Down)
    assert bench.manuscript.selection() == (TEXT.rindex("登陆"), TEXT.rindex("登陆") + 2)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert bench.manuscript.text == TEXT[:-3] + "登录。"
    qtbot.waitUntil(lambda: len(listed.entries()) == 1, timeout=PATIENCE)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not part.misuses.isVisible(), timeout=PATIENCE)
    bench.editor.undo()
    assert bench.manuscript.text == TEXT[:-3] + "登录。"


def test_typing_is_looked_at_a_moment_later(bench: Bench, part: TermsPart, qtbot: QtBot) -> None:
    bench.editor.appendPlainText("没有的词")
    qtbot.waitUntil(lambda: titles(part)[3] == "没有的词", timeout=PATIENCE)
    qtbot.waitUntil(lambda: part.list.entries()[3].preview == "in the text: 1", timeout=PATIENCE)


def test_a_name_is_added_changed_and_deleted_by_keyboard(
    bench: Bench, part: TermsPart, qtbot: QtBot
) -> None:
    part.form.kind.setFocus()
    QTest.keyClick(part.form.kind, Qt.Key.Key_Down)
    QTest.keyClick(part.form.kind, Qt.Key.Key_Tab)
    assert part.form.word.hasFocus()
    part.form.word.insert("李敏")
    part.form.bad.insert("李明；黎敏")
    part.form.note.insert("项目经理")
    QTest.keyClick(part.form.note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "李敏" in titles(part), timeout=PATIENCE)
    assert part.form.word.text() == ""
    found = next(one for one in bench.store.terms.search("李敏"))
    assert found.term == Term("李敏", "李敏", ZH, ZH, "name: 项目经理", forbidden=("李明", "黎敏"))
    assert found.glossary == bench.store.terms.search("登录")[0].glossary
    part.list.setFocus()
    part.list.select(str(found.id))
    part.list.chosen.emit(str(found.id))
    QTest.keyClick(part.list, Qt.Key.Key_Return)
    assert part.form.word.hasFocus() and part.form.save.text() == "Change"
    part.form.written.insert("李敏女士")
    QTest.keyClick(part.form.written, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "李敏 → 李敏女士" in titles(part), timeout=PATIENCE)
    part.list.setFocus()
    part.list.select(str(found.id))
    QTest.keyClick(part.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "李敏 → 李敏女士" not in titles(part), timeout=PATIENCE)
    notice = bench.told[-1]
    assert notice.action is not None
    notice.action.do()
    qtbot.waitUntil(lambda: "李敏 → 李敏女士" in titles(part), timeout=PATIENCE)


def test_an_entry_that_is_there_already_is_not_made_of_another(
    bench: Bench, part: TermsPart
) -> None:
    key = bench.store.terms.search("没有的词")[0].id
    part.list.chosen.emit(str(key))
    part.form.word.setText("登录")
    QTest.keyClick(part.form.word, Qt.Key.Key_Return)
    assert part.said.text().startswith("There is an entry") and part.form.word.text() == "登录"
    assert len(bench.store.terms.search("登录")) == 1


def test_the_first_entry_makes_a_glossary_of_the_texts_language(
    bench: Bench, part: TermsPart, qtbot: QtBot
) -> None:
    bench.open("An English text.")
    QTest.keyClicks(part.form.word, "Nibble")
    QTest.keyClick(part.form.word, Qt.Key.Key_Return)
    made = bench.store.terms.list()[-1]
    found = bench.store.terms.search("Nibble")[0]
    assert found.term.source_language == found.term.target_language == "en"
    assert any(
        one.id == found.glossary and one.name == "Words of my texts"
        for one in [*bench.store.terms.list(), made]
    )
    # What the translator has is not disturbed by it.
    assert not bench.store.terms.active("en", "zh-Hans").found("Nibble")
