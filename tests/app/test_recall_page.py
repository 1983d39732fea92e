"""The recall tests in the real window, over a real base and its real search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.modes.support.recall.page import RecallPage
from nibble_app.modes.support.recall.question_model import Column
from nibble_app.modes.support.recall.question_table import DocumentBox
from nibble_app.modes.support.recall.questions import kept
from nibble_app.notices import Notice
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_engine.knowledge.question_files import RecallQuestion
from windows import closed, support_page

PATIENCE = 60_000
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ARTICLES = {
    "returns.md": "# Returns\n\nYou may return an item within 30 days.\n",
    "delivery.md": "# Delivery\n\nA parcel takes three working days.\n",
    "退款.md": "# 退款\n\n退款会在五个工作日内到账。\n",
}


@pytest.fixture
def program(qapp: QApplication, nibble_home: Path) -> Iterator[Program]:
    Settings(folders.config_file()).set("ui.language", "en")
    program = Program.open(qapp)
    program.window.resize(1000, 640)
    program.window.show()
    program.window.activateWindow()
    yield program
    closed(qapp, program)


@pytest.fixture
def told(program: Program) -> list[Notice]:
    notices: list[Notice] = []
    program.context.notices.shown.connect(notices.append)
    return notices


@pytest.fixture
def page(qtbot: QtBot, program: Program, tmp_path: Path) -> RecallPage:
    """A base of three articles, its tests in front."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    mode = support_page(program)
    mode.knowledge.add_paths([folder])
    qtbot.waitUntil(lambda: mode.knowledge.runner.current is None, timeout=PATIENCE)
    QTest.keyClick(program.window, Qt.Key.Key_R, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: mode.recall.form.document.count() == 4)
    return mode.recall


def commit(widget: QWidget, text: str) -> None:
    """Writes as an input method does: no key has a Chinese character."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def put(page: RecallPage, text: str, document: str, words: str = "") -> None:
    commit(page.form.question, text)
    page.form.document.choose(document)
    commit(page.form.words, words)
    QTest.keyClick(page.form.words, Qt.Key.Key_Return)


def run(qtbot: QtBot, page: RecallPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(page.threshold.isVisible, timeout=PATIENCE)


def cell(page: RecallPage, row: int, column: Column) -> str:
    return str(page.model.index(row, column).data())


def test_questions_are_asked_and_what_was_found_is_opened(
    qtbot: QtBot, program: Program, page: RecallPage
) -> None:
    assert page.form.question.hasFocus() and not page.run.isEnabled()
    assert "Write questions" in page.said.text()
    put(page, "Within how many days may I return an item?", "returns.md", "30 days")
    put(page, "退款几天到账？", "退款.md", "五个工作日")
    put(page, "Do you sell bicycles?", "")
    assert page.form.question.hasFocus() and page.run.isEnabled()
    run(qtbot, page)
    assert [number.text() for number in page.figures.numbers] == ["1.00"] * 4
    assert [cell(page, row, Column.RANK) for row in range(3)] == ["1", "1", "–"]
    assert "within 30 days" in cell(page, 0, Column.FOUND)
    assert cell(page, 2, Column.DOCUMENT) == "none answers it"

    page.table.setFocus()
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    mode = support_page(program)
    text = mode.knowledge.view.documents.preview.text
    qtbot.waitUntil(lambda: text.span is not None)
    assert mode.switch.button("knowledge").isChecked()
    assert mode.knowledge.view.documents.preview.document == "退款.md"
    start, end = text.span or (0, 0)
    assert "五个工作日" in ARTICLES["退款.md"][start:end]


def test_a_wrong_document_is_seen_and_mended_in_place(qtbot: QtBot, page: RecallPage) -> None:
    put(page, "How long does a parcel take?", "returns.md")
    run(qtbot, page)
    assert page.figures.numbers[0].text() == "0.00"
    colour = page.model.index(0, Column.FOUND).data(Qt.ItemDataRole.ForegroundRole)
    assert colour.name() == page._context.theme.tokens.danger

    page.table.setCurrentIndex(page.model.index(0, Column.DOCUMENT))
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    box = page.table.findChild(DocumentBox)
    assert isinstance(box, DocumentBox) and box.document() == "returns.md"
    box.choose("delivery.md")
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.questions[0].documents == ("delivery.md",))
    assert cell(page, 0, Column.FOUND) == ""
    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: page.figures.numbers[0].text() == "1.00", timeout=PATIENCE)
    assert page.model.setData(page.model.index(0, Column.QUESTION), "  ") is False


def test_the_threshold_is_chosen_on_ones_own_questions(
    qtbot: QtBot, program: Program, page: RecallPage
) -> None:
    put(page, "Within how many days may I return an item?", "returns.md", "30 days")
    put(page, "Which colour has the moon?", "")
    run(qtbot, page)
    page.threshold.slider.setFocus()
    QTest.keyClick(page.threshold.slider, Qt.Key.Key_Home)
    assert program.context.settings.get("support.threshold") == 0.0
    assert "50 % of the answers are wrong (1 of 2)" in page.threshold.line.text()
    QTest.keyClick(page.threshold.suggest, Qt.Key.Key_Space)
    assert "0 % of the answers are wrong (0 of 1)" in page.threshold.line.text()
    assert 0 < float(program.context.settings.get("support.threshold")) <= 1


def test_questions_are_kept_with_their_base(
    qtbot: QtBot, program: Program, page: RecallPage
) -> None:
    put(page, "One?", "returns.md", "a, b")
    library = support_page(program).library
    key = page._key
    assert kept(library.base(key)) == [RecallQuestion("One?", ("returns.md",), ("a", "b"))]
    other = library.create("other")
    page.refresh()
    page.bases.setCurrentIndex(page.bases.findData(other))
    page.bases.activated.emit(page.bases.currentIndex())
    assert page.model.questions == [] and not page.run.isEnabled()
    page.bases.setCurrentIndex(page.bases.findData(key))
    page.bases.activated.emit(page.bases.currentIndex())
    assert cell(page, 0, Column.QUESTION) == "One?"


def test_deleted_questions_come_back(qtbot: QtBot, page: RecallPage, told: list[Notice]) -> None:
    for text in ("One?", "Two?", "Three?"):
        put(page, text, "")
    page.table.setFocus()
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert [question.text for question in page.model.questions] == ["One?", "Three?"]
    assert told[-1].action is not None
    told[-1].action.do()
    assert [question.text for question in page.model.questions] == ["One?", "Two?", "Three?"]


def test_questions_go_into_a_file_and_come_back(
    qtbot: QtBot, page: RecallPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(page, "退货，多久？", "退款.md", "五个，天")
    put(page, 'A "quoted" one', "")
    path = tmp_path / "questions.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **more: (str(path), ""))
    page._ask_export()
    qtbot.waitUntil(path.exists)
    before = list(page.model.questions)
    page.model.remove(range(page.model.rowCount(QModelIndex())))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args, **more: (str(path), ""))
    page._ask_import()
    qtbot.waitUntil(lambda: page.model.questions == before)
    page.import_file(path)
    qtbot.waitUntil(lambda: page.said.text().endswith("0"))
    assert page.model.questions == before


def test_a_file_that_has_no_questions_is_told(
    qtbot: QtBot, page: RecallPage, told: list[Notice], tmp_path: Path
) -> None:
    for name, text in (("a.csv", "x,y\n1,2\n"), ("b.toml", "[[question"), ("c.txt", "hm")):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        count = len(told)
        page.import_file(path)
        qtbot.waitUntil(lambda count=count: len(told) > count)
    assert page.model.questions == []
