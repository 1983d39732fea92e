"""Tests of replies in the window: a changed document breaks one, and that is told first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.modes.support.regressions.regression_model import Column
from nibble_app.modes.support.regressions.view import RegressionsView
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_engine.knowledge.importing import refresh
from nibble_engine.support.expectation_files import read_expectations
from windows import closed, support_page

PATIENCE = 60_000
CONTROL = Qt.KeyboardModifier.ControlModifier
BACK = "How many days after delivery can I send an order back?"
COST = "What does delivery cost?"
FOOTBALL = "Who won the football match?"


@pytest.fixture
def program(qapp: QApplication, nibble_home: Path) -> Iterator[Program]:
    settings = Settings(folders.config_file())
    settings.set("ui.language", "en")
    program = Program.open(qapp)
    program.window.show()
    yield program
    closed(qapp, program)


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "returns.md").write_text(
        "# Returns\n\nYou can send an order back within 30 days after delivery.\n", "utf-8"
    )
    (folder / "delivery.md").write_text("# Delivery\n\nDelivery costs $5.\n", "utf-8")
    return folder


@pytest.fixture
def view(program: Program, documents: Path, qtbot: QtBot) -> Iterator[RegressionsView]:
    library = support_page(program).library
    key = library.create("Shop")
    library.base(key).add_source(documents)
    refresh(library.base(key))
    tests = program.context.store.regressions
    tests.add(FOOTBALL, key, must_hand_over=True)
    tests.add(COST, key, ["$5"], document="delivery.md")
    tests.add(BACK, key, ["30 days"], document="returns.md")
    view = RegressionsView(program.context, library)
    view.resize(1100, 600)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.table.setFocus()
    view.quotes.setChecked(True)
    yield view
    view.shutdown()
    view.close()
    view.deleteLater()


def run(view: RegressionsView, qtbot: QtBot) -> None:
    QTest.keyClick(view.table, Qt.Key.Key_Return, CONTROL)
    assert view.runner.busy and view.run.text() == "Stop"
    qtbot.waitUntil(lambda: not view.runner.busy, timeout=PATIENCE)


def cells(view: RegressionsView, column: Column) -> list[str]:
    model = view.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_what_broke_comes_first_and_stays_known(
    view: RegressionsView, qtbot: QtBot, documents: Path, program: Program
) -> None:
    assert cells(view, Column.CHANGE) == ["Not run yet"] * 3
    run(view, qtbot)
    assert cells(view, Column.CHANGE) == ["Passes"] * 3
    (documents / "returns.md").write_text(
        "# Returns\n\nYou can send an order back within 14 days after delivery.\n", "utf-8"
    )
    base = view.bases.base()
    assert base is not None
    refresh(base)
    run(view, qtbot)
    assert cells(view, Column.QUESTION)[0] == BACK
    assert cells(view, Column.CHANGE) == ["Broke", "Passes", "Passes"]
    assert cells(view, Column.RESULT)[0] == "The reply lacks: 30 days · quotes only"
    assert view.said.text() == "2 of 3 pass, 1 broke since the run before"
    other = RegressionsView(program.context, view._library)
    assert cells(other, Column.CHANGE) == ["Broke", "Passes", "Passes"]
    other.deleteLater()
    run(view, qtbot)
    assert cells(view, Column.CHANGE)[0] == "Still fails"


def test_tests_go_to_files_and_come_back(
    view: RegressionsView, qtbot: QtBot, tmp_path: Path
) -> None:
    view.export_file(tmp_path / "t.toml")
    qtbot.waitUntil((tmp_path / "t.toml").exists, timeout=PATIENCE)
    assert len(read_expectations(tmp_path / "t.toml")) == 3
    view.table.selectRow(0)
    QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert view.model.rowCount() == 2
    view.import_file(tmp_path / "t.toml")
    qtbot.waitUntil(lambda: view.model.rowCount() == 3, timeout=PATIENCE)
