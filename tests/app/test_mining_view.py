"""Answers from solved conversations: proposed, edited, approved into a real base, or rejected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.modes.support.mining.pair_model import Column
from nibble_app.modes.support.mining.view import MiningView
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_engine.knowledge.importing import refresh
from nibble_engine.knowledge.learned import NAME
from nibble_engine.knowledge.searching import Searcher
from windows import closed, support_page

PATIENCE = 60_000
CONTROL = Qt.KeyboardModifier.ControlModifier
THREADS = Path(__file__).parents[1] / "data" / "support" / "threads"


@pytest.fixture
def program(qapp: QApplication, nibble_home: Path) -> Iterator[Program]:
    settings = Settings(folders.config_file())
    settings.set("ui.language", "en")
    program = Program.open(qapp)
    program.window.show()
    yield program
    closed(qapp, program)


@pytest.fixture
def view(program: Program, tmp_path: Path, qtbot: QtBot) -> Iterator[MiningView]:
    library = support_page(program).library
    base = library.base(library.create("Shop"))
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "tea.md").write_text("# Tea\n\nTea is kept dry and dark.\n", "utf-8")
    base.add_source(tmp_path / "docs")
    refresh(base)
    view = MiningView(program.context, library)
    view.resize(1100, 600)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.table.setFocus()
    yield view
    view.shutdown()
    view.close()
    view.deleteLater()


def questions(view: MiningView) -> list[str]:
    return [pair.question for pair in view.model.pairs]


def press(view: MiningView, qtbot: QtBot, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    """In the table; a shortcut is one of the active window, and the program's own may have become
    it meanwhile."""
    view.activateWindow()
    view.table.setFocus()
    qtbot.waitUntil(lambda: view.isActiveWindow() and view.table.hasFocus())
    QTest.keyClick(view.table, key, *held)


def test_what_is_approved_is_found_from_then_on(view: MiningView, qtbot: QtBot) -> None:
    view.mine_files([THREADS / "thread.csv"])
    qtbot.waitUntil(lambda: view.model.rowCount() > 2, timeout=PATIENCE)
    row = next(at for at, text in enumerate(questions(view)) if "buy just the shade" in text)
    edited = view.model.index(row, Column.QUESTION)
    assert view.model.setData(edited, "Can I buy a lamp shade alone?")
    assert not view.model.setData(edited, "  ")
    before = view.model.rowCount()
    view.table.clearSelection()  # with Ctrl still held of another test, a row is added to others
    view.table.selectRow(row)
    with qtbot.waitSignal(view.learned, timeout=PATIENCE):
        press(view, qtbot, Qt.Key.Key_Return, CONTROL)
    base = view._library.base(view.bases.currentData())
    assert view.model.rowCount() == before - 1
    assert (base.path.with_suffix("") / NAME).is_file()
    found = Searcher(base).search("Can I buy a lamp shade alone?")
    assert found.hits[0].passage.document == NAME and "$6" in found.hits[0].passage.text


def test_rejected_proposals_go_and_come_back(
    view: MiningView, qtbot: QtBot, program: Program
) -> None:
    view.mine_files([THREADS / "thread.csv"])
    qtbot.waitUntil(lambda: view.model.rowCount() > 2, timeout=PATIENCE)
    before = questions(view)
    with qtbot.waitSignal(program.context.notices.shown) as shown:
        press(view, qtbot, Qt.Key.Key_Delete)
    assert questions(view) == before[1:]
    shown.args[0].action.do()
    assert questions(view) == before


def test_only_solved_cases_are_read(view: MiningView, qtbot: QtBot, program: Program) -> None:
    store = program.context.store
    for status, text in (("done", "Engraving costs $7 per item."), ("new", "Perhaps for $99.")):
        case = store.cases.create("Engraving")
        asked = store.conversations.append(case, None, "user", "What does engraving cost per item?")
        store.conversations.append(case, asked, "assistant", text)
        store.cases.set_status(case, status)  # type: ignore[arg-type]
    view.from_desk.click()
    qtbot.waitUntil(lambda: view.model.rowCount() == 1, timeout=PATIENCE)
    assert view.model.pairs[0].answer == "Engraving costs $7 per item."
