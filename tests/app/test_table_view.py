"""A table of messages in the real window: opened, answered, looked through, stopped, exported."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.modes.support.knowledge.library import KnowledgeLibrary
from nibble_app.modes.support.table.row_model import Column
from nibble_app.modes.support.table.shown import Shown
from nibble_app.modes.support.table.view import TableView
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_engine.api import ErrorInfo
from nibble_engine.knowledge.importing import refresh
from windows import closed, support_page

PATIENCE = 60_000
MESSAGES = [
    "How many days after delivery can I send an order back? I am ann@example.com.",
    "送货要多少钱？",
    "How many days after delivery can I send an order back? I am ann@example.com.",
    "Who won the football match?",
]


@pytest.fixture
def program(qapp: QApplication, nibble_home: Path) -> Iterator[Program]:
    settings = Settings(folders.config_file())
    settings.set("ui.language", "en")
    program = Program.open(qapp)
    program.window.show()
    yield program
    closed(qapp, program)


@pytest.fixture
def library(program: Program, tmp_path: Path) -> KnowledgeLibrary:
    documents = tmp_path / "docs"
    documents.mkdir()
    (documents / "returns.md").write_text(
        "# Returns\n\nYou can send an order back within 30 days after delivery.\n", "utf-8"
    )
    (documents / "delivery.md").write_text("# 送货\n\n送货费用是5美元。\n", "utf-8")
    library = support_page(program).library
    base = library.base(library.create("Shop"))
    base.add_source(documents)
    refresh(base)
    return library


@pytest.fixture
def view(program: Program, library: KnowledgeLibrary, qtbot: QtBot) -> Iterator[TableView]:
    view = TableView(program.context, library)
    view.resize(1200, 700)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.table.setFocus()
    view.head.quotes.setChecked(True)  # no model: what it would write is tested elsewhere
    yield view
    view.shutdown()
    view.close()
    view.deleteLater()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "in.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([("id", "message"), *enumerate(MESSAGES)])
    return path


def opened(view: TableView, file: Path, qtbot: QtBot) -> None:
    view.open_file(file)
    qtbot.waitUntil(lambda: view.work is not None, timeout=PATIENCE)


def run(view: TableView, qtbot: QtBot) -> None:
    QTest.keyClick(view.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.runner.busy, timeout=PATIENCE)
    assert view.head.run.text() == "Stop"
    qtbot.waitUntil(lambda: not view.runner.busy, timeout=PATIENCE)


def cells(view: TableView, column: Column) -> list[str]:
    model = view.model
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def test_a_dropped_table_is_answered_by_keyboard(view: TableView, file: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(50, 50), action, data, button, none)
    view.drop.dropEvent(drop)
    qtbot.waitUntil(lambda: view.work is not None, timeout=PATIENCE)
    assert view.head.column.currentText() == "message" and view.head.run.text() == "Run"
    assert cells(view, Column.STATE) == ["Waiting"] * 4
    view.table.setFocus()
    run(view, qtbot)
    assert cells(view, Column.STATE) == ["Quoted", "Quoted", "Quoted", "Handed over"]
    assert view.head.said.text() == "4 of 4 answered, 1 handed over, 0 failed"
    assert not view.head.run.isEnabled() and cells(view, Column.LANGUAGE)[1].startswith("Chinese")


def test_a_row_shows_its_draft_and_opens_its_source(
    view: TableView, file: Path, qtbot: QtBot
) -> None:
    opened(view, file, qtbot)
    run(view, qtbot)
    view.table.select(0)
    assert "ann@example.com" in view.details.message.toPlainText()
    assert "within 30 days" in view.details.draft.toPlainText()
    [button] = view.details.buttons()
    with qtbot.waitSignal(view.passage_asked) as asked:
        button.click()
    base, document, start, end = asked.args or []
    text = view._library.base(base).text(document)
    assert document == "returns.md" and "30 days" in text[start:end]


def test_the_filter_shows_what_needs_a_look(view: TableView, file: Path, qtbot: QtBot) -> None:
    opened(view, file, qtbot)
    run(view, qtbot)
    view.head.shown.setCurrentIndex(view.head.shown.findData(Shown.HANDED_OVER))
    view.head.filtered.emit()
    view.table.select(3)
    view.head.filtered.emit()
    assert cells(view, Column.NUMBER)[-1] == "4"
    assert "Quoted" not in cells(view, Column.STATE)[1:]
    intents = {view.head.intent.itemData(at) for at in range(view.head.intent.count())}
    assert "" in intents and len(intents) > 1


def test_a_failed_row_is_tried_again(view: TableView, file: Path, qtbot: QtBot) -> None:
    opened(view, file, qtbot)
    assert view.work is not None
    view.work.fail(1, ErrorInfo(code="engine_died", params={"how": "SIGKILL"}))
    view.runner.rows_changed.emit([1])
    view.table.select(1)
    assert view.details.state.whole() == "Failed" and "SIGKILL" in view.details.trouble.text()
    assert view.head.run.text() == "Go on"
    view.details.retry.click()
    qtbot.waitUntil(lambda: view.details.state.whole() == "Quoted", timeout=PATIENCE)
    assert view.details.state.whole() == "Quoted" and view.details.trouble.text() == ""


def test_stopped_work_goes_on_in_another_window(
    view: TableView, file: Path, qtbot: QtBot, program: Program, library: KnowledgeLibrary
) -> None:
    opened(view, file, qtbot)
    with qtbot.waitSignal(view.runner.rows_changed, timeout=PATIENCE):
        view.run_or_stop()
    view.run_or_stop()
    assert view.work is not None and not view.runner.busy
    done = view.work.done
    assert 0 < done < 4
    other = TableView(program.context, library)
    other.head.quotes.setChecked(True)
    opened(other, file, qtbot)
    assert other.work is not None and other.work.done == done
    other.shutdown()
    other.deleteLater()


def test_the_export_masks_unless_it_is_asked_otherwise(
    view: TableView, file: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    opened(view, file, qtbot)
    run(view, qtbot)
    for name, personal in (("masked.jsonl", False), ("whole.jsonl", True)):
        out = tmp_path / name
        view.export_file(out, personal=personal)
        qtbot.waitUntil(out.exists, timeout=PATIENCE)
        first = json.loads(out.read_text("utf-8").splitlines()[0])
        assert ("ann@example.com" in first["message"]) is personal
        assert first["mode"] == "quoted" and first["citations"][0]["document"] == "returns.md"


def test_ten_thousand_rows_are_made_as_they_are_painted(
    view: TableView, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "big.txt"
    path.write_text("message\n" + "\n".join(f"Question {n}?" for n in range(10_000)), "utf-8")
    opened(view, path, qtbot)
    seen: list[int] = []
    work = view.work
    assert work is not None and view.model.rowCount() == 10_000
    message = work.message
    work.message = lambda number: seen.append(number) or message(number)  # type: ignore[method-assign,func-returns-value]
    view.grab()
    assert 0 < len(set(seen)) < 100


def test_what_is_no_table_is_told(
    view: TableView, tmp_path: Path, qtbot: QtBot, program: Program
) -> None:
    (tmp_path / "t.pdf").write_bytes(b"%PDF-1.7")
    with qtbot.waitSignal(program.context.notices.shown) as shown:
        view.open_file(tmp_path / "t.pdf")
    assert "table" in shown.args[0].text.lower()
