"""Documents in the window: real files, the starter engine, and a person at mouse and keyboard."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import docx
import openpyxl
import psutil
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.modes.translation.documents.desk import Item, Phase
from nibble_app.modes.translation.documents.page import DocumentPage
from nibble_app.modes.translation.documents.review import Shown
from nibble_app.modes.translation.documents.segment_model import Column
from nibble_app.modes.translation.page import TranslationPage
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_engine.api import Risk
from nibble_engine.documents import guard
from windows import closed

PATIENCE = 60_000
CONTROL = Qt.KeyboardModifier.ControlModifier
pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


def opened(qapp: QApplication, home: Path) -> Program:
    settings = Settings(folders.config_file())
    settings.set("ui.language", "en")
    settings.set("ui.theme", "light")
    program = Program.open(qapp)
    program.window.resize(1000, 640)
    program.window.show()
    program.start()
    return program


@pytest.fixture(scope="module")
def program(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    patch = pytest.MonkeyPatch()
    home = tmp_path_factory.mktemp("home")
    patch.setenv("NIBBLE_HOME", str(home))
    program = opened(qapp, home)
    yield program
    closed(qapp, program)
    patch.undo()


@pytest.fixture
def page(program: Program) -> Iterator[DocumentPage]:
    """The documents' page with nothing on it."""
    mode = translation(program)
    mode.show_part(1)
    program.window.activateWindow()
    yield mode.documents
    for item in list(mode.documents.runner.desk.items):
        mode.documents.runner.remove(item.key)


def translation(program: Program) -> TranslationPage:
    program.window.show_place("translation")
    view = program.window.view("translation")
    assert isinstance(view, TranslationPage)
    return view


def wait_for(qtbot: QtBot, page: DocumentPage, *phases: Phase) -> list[Item]:
    items = page.runner.desk.items
    qtbot.waitUntil(lambda: bool(items) and all(i.phase in phases for i in items), timeout=PATIENCE)
    return items


def drop(page: DocumentPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    buttons = Qt.MouseButton.LeftButton
    event = QDropEvent(
        QPointF(200, 200), Qt.DropAction.CopyAction, data, buttons, Qt.KeyboardModifier.NoModifier
    )
    page.dropEvent(event)


def lines(path: Path, *texts: str) -> Path:
    path.write_text("\n\n".join(texts) + "\n", "utf-8")
    return path


def word(path: Path) -> Path:
    document = docx.Document()
    document.add_heading("Good morning!", 1)
    paragraph = document.add_paragraph("Where is the ")
    paragraph.add_run("station").bold = True
    paragraph.add_run("?")
    document.save(str(path))
    return path


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.active["A1"] = "Good morning!"
    book.active["B2"] = 42
    book.active["B3"] = "I want to buy two tickets."
    book.save(path)
    return path


def units(path: Path) -> list[str]:
    return [unit.text for unit in guard.units(path)]


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def test_files_of_four_kinds_are_translated_and_a_bad_one_stops_nothing(
    qtbot: QtBot, page: DocumentPage, tmp_path: Path
) -> None:
    assert page.zone.isVisible() and "PowerPoint" in all_text(page.zone)
    bad = tmp_path / "bad.docx"
    bad.write_bytes(b"PK\x03\x04 no archive")
    files = [
        word(tmp_path / "a.docx"),
        bad,
        workbook(tmp_path / "b.xlsx"),
        lines(tmp_path / "c.md", "# Good morning!", "How do I **return** an item?"),
        lines(tmp_path / "d.txt", "早上好！", "车站在哪里？"),
        tmp_path / "gone.txt",
        lines(tmp_path / "e.exe", "x"),
    ]
    drop(page, *files)
    items = wait_for(qtbot, page, Phase.DONE, Phase.FAILED)
    assert [item.phase is Phase.DONE for item in items] == [1, 0, 1, 1, 1, 0, 0]
    for item in items:
        page.list.select(item.key)
        failed = item.phase is Phase.FAILED
        assert page.head.resume.isVisible() is failed is not page.review.isVisible()
        assert (item.path.name in page.head.message.detail.text()) is failed
        if item.work is None:
            continue
        target = tmp_path / f"made{item.path.suffix}"
        page.saver.write(item, target)
        qtbot.waitUntil(lambda item=item: item.saved is not None, timeout=PATIENCE)
        assert page.head.message.text.text() == f"Saved: {target.name}"
        assert page.head.message.action.isVisible()
        made = "".join(units(target))
        assert is_chinese(made) is (item.source == "en")
        assert len(units(target)) == item.total


def all_text(widget: QWidget) -> str:
    from PySide6.QtWidgets import QLabel

    return " ".join(label.text() for label in widget.findChildren(QLabel))


def test_review_by_keyboard_alone(
    qtbot: QtBot, program: Program, page: DocumentPage, tmp_path: Path
) -> None:
    mode, window = translation(program), program.window
    mode.show_part(0)
    path = word(tmp_path / "letter.docx")
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_D, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert page.isVisible() and page.zone.open.hasFocus()
    QTest.keyClick(page, Qt.Key.Key_O, CONTROL)
    qtbot.waitUntil(lambda: page.dialog is not None, timeout=5000)
    assert page.dialog is not None
    field = page.dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(field, QLineEdit)
    field.setText(str(path))
    QTest.keyClick(field, Qt.Key.Key_Return)
    (item,) = wait_for(qtbot, page, Phase.DONE)
    assert item.work is not None
    heading, sentence = item.work.segments
    heading.risks, sentence.risks = (), (Risk(kind="way_back"),)
    sentence.target, sentence.terms = "⟦1⟧车站⟦/1⟧在哪里？", ()
    page.review.segments_changed([0, 1])
    table = page.review.table
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=5000)
    for _ in range(20):
        if table.hasFocus():
            break
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert table.hasFocus() and table.current() == 0

    QTest.keyClick(table, Qt.Key.Key_Return)
    editor = table.delegate.editor
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(editor, "first")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "second")
    QTest.keyClick(editor, Qt.Key.Key_Return, CONTROL)
    assert (heading.target, heading.status) == ("first\nsecond", "approved")
    assert table.current() == 1 and table.delegate.editor is None

    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.delegate.editor
    assert editor is not None and editor.toPlainText() == "⟦1⟧车站⟦/1⟧在哪里？"
    QTest.keyClick(editor, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(editor, "x ")
    QTest.keyClick(editor, Qt.Key.Key_T, CONTROL)
    QTest.keyClicks(editor, "y")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert table.hasFocus()  # it was the last row
    assert (sentence.target, sentence.status) == ("x ⟦1⟧y", "edited")
    look = str(page.review.model.index(1, Column.LOOK).data())
    assert look == "The formatting mark /1 is missing."
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert table.current() == 0
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(table.delegate.editor, Qt.Key.Key_Tab)
    assert table.current() == 1 and table.delegate.editor is not None
    QTest.keyClick(table.delegate.editor, Qt.Key.Key_Backtab)
    QTest.keyClick(table.delegate.editor, Qt.Key.Key_Escape)
    assert table.current() == 0 and heading.status == "approved"
    QTest.keyClick(table, Qt.Key.Key_F8)
    qtbot.waitUntil(lambda: table.current() == 1, timeout=5000)
    QTest.keyClick(table, Qt.Key.Key_F2)
    assert table.delegate.editor is not None
    QTest.keyClicks(table.delegate.editor, " not this")
    QTest.keyClick(table.delegate.editor, Qt.Key.Key_Escape)
    assert sentence.target == "x ⟦1⟧y" and table.hasFocus()
    QTest.keyClick(table, Qt.Key.Key_F, CONTROL)
    QTest.keyClicks(page.review.search, "GOOD")
    qtbot.waitUntil(lambda: page.review.model.rowCount() == 1, timeout=5000)


def test_filters_and_counts_follow_the_work(
    qtbot: QtBot, page: DocumentPage, tmp_path: Path
) -> None:
    drop(page, lines(tmp_path / "a.txt", *(f"I want to buy {n} tickets." for n in range(6))))
    (item,) = wait_for(qtbot, page, Phase.DONE)
    assert item.work is not None
    segments, review = item.work.segments, page.review
    for segment in segments:
        segment.risks = (Risk(kind="way_back"),) if segment.id in (1, 4) else ()
        segment.terms = ()
    page.runner.edit(item, 2, "第二行")
    choose(page, Shown.LOOK)
    assert shown(page) == [1, 4]
    qtbot.waitUntil(
        lambda: review.counts.text() == "6 segments, 2 need a look, 1 edited", timeout=5000
    )
    review.table.setFocus()
    QTest.keyClick(review.table, Qt.Key.Key_Return, CONTROL)
    assert segments[1].status == "approved" and review.table.current() == 4
    qtbot.waitUntil(lambda: shown(page) == [4], timeout=5000)
    choose(page, Shown.EDITED)
    assert shown(page) == [2]
    choose(page, Shown.WAITING)
    assert shown(page) == []
    choose(page, Shown.ALL)
    assert shown(page) == list(range(6))


def choose(page: DocumentPage, wanted: Shown) -> None:
    page.review.shown.setCurrentIndex(list(Shown).index(wanted))


def shown(page: DocumentPage) -> list[int]:
    model = page.review.model
    return [model.number(row) for row in range(model.rowCount())]


def test_what_is_typed_goes_before_a_document_that_can_be_paused(
    qtbot: QtBot, program: Program, page: DocumentPage, tmp_path: Path
) -> None:
    drop(page, lines(tmp_path / "long.txt", *(f"I want to buy {n} tickets." for n in range(1500))))
    (item,) = wait_for(qtbot, page, Phase.TRANSLATING)
    qtbot.waitUntil(lambda: item.done > 5, timeout=PATIENCE)
    assert len(program.context.link.state.jobs) <= 1
    mode = translation(program)
    mode.show_part(0)
    mode.text.source.setPlainText("Good morning!")
    mode.text.now.click()
    qtbot.waitUntil(lambda: is_chinese(mode.text.output.toPlainText()), timeout=PATIENCE)
    qtbot.waitUntil(mode.text.stop.isHidden, timeout=PATIENCE)
    assert item.phase is Phase.TRANSLATING and item.done < item.total
    mode.show_part(1)
    qtbot.waitUntil(lambda: "left" in page.head.line.text(), timeout=PATIENCE)
    page.head.pause.click()
    assert item.phase is Phase.PAUSED and page.head.resume.isVisible()
    qtbot.waitUntil(lambda: not page.runner.busy, timeout=PATIENCE)
    assert not program.context.link.state.jobs
    done = item.done
    QTest.qWait(300)
    assert item.done == done
    page.head.resume.click()
    qtbot.waitUntil(lambda: item.done > done, timeout=PATIENCE)
    page.head.remove.click()
    assert page.zone.isVisible()
    page.runner.put_back(item.key)
    assert page.runner.desk.items == [item]
    qtbot.waitUntil(lambda: item.phase is Phase.TRANSLATING, timeout=PATIENCE)
    page.head.pause.click()


def test_saving_never_writes_over_the_document(
    qtbot: QtBot, page: DocumentPage, tmp_path: Path
) -> None:
    path = word(tmp_path / "a.docx")
    before = path.read_bytes()
    drop(page, path)
    (item,) = wait_for(qtbot, page, Phase.DONE)
    page.saver.write(item, path)
    qtbot.waitUntil(lambda: "itself" in page.head.message.text.text(), timeout=PATIENCE)
    assert path.read_bytes() == before and item.saved is None
    page.saver.write(item, tmp_path / "no" / "such" / "folder.docx")
    qtbot.waitUntil(lambda: "could not" in page.head.message.text.text(), timeout=PATIENCE)
    page.head.both.setChecked(True)
    page.head.save.click()
    qtbot.waitUntil(lambda: page.saver.dialog is not None, timeout=PATIENCE)
    assert page.saver.dialog is not None
    field = page.saver.dialog.findChild(QLineEdit, "fileNameEdit")
    assert isinstance(field, QLineEdit) and field.text() == "a.zh.docx"
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: item.saved is not None, timeout=PATIENCE)
    made = units(tmp_path / "a.zh.docx")
    assert made[0] == "Good morning!" and is_chinese(made[1])


WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from nibble_app.program import Program

app = QApplication([])
program = Program.open(app)
program.window.show()
program.start()
program.window.show_place("translation")
page = program.window.view("translation").documents
page.open_paths([Path(sys.argv[1])])
def tell(key, numbers):
    item = page.runner.desk.items[0]
    for number in numbers:
        print(number, item.work.segments[number].target, flush=True)
    if item.done == 5:
        page.runner.edit(item, 299, "by hand")
page.runner.segments_changed.connect(tell)
app.exec()
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
def test_a_killed_window_goes_on_where_it_was(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIBBLE_HOME", str(tmp_path / "home"))
    path = lines(tmp_path / "long.txt", *(f"I want to buy {n} tickets." for n in range(300)))
    told = killed(path)
    assert len(told) >= 10
    program = opened(qapp, tmp_path / "home")
    try:
        mode = translation(program)
        page = mode.documents
        qtbot.waitUntil(lambda: not page.unfinished.isHidden(), timeout=PATIENCE)
        assert mode.to_documents.text() == "Documents (1 not finished)"
        mode.show_part(1)
        assert "long.txt" in page.unfinished.text.text()
        QTest.mouseClick(page.unfinished.action, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bool(page.runner.desk.items), timeout=5000)
        item = page.runner.desk.items[0]
        qtbot.waitUntil(lambda: item.work is not None, timeout=PATIENCE)
        assert item.work is not None and item.work.segments[299].target == "by hand"
        for number, target in told:
            assert item.work.segments[number].target == target
        assert len(told) <= item.done < 300
        assert item.phase is Phase.TRANSLATING
    finally:
        closed(qapp, program)


def killed(path: Path) -> list[tuple[int, str]]:
    """A window that is killed while it translates; what it had told before."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    window = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(path)],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert window.stdout
    said = [window.stdout.readline() for _ in range(12)]
    children = psutil.Process(window.pid).children(recursive=True)
    os.kill(window.pid, signal.SIGKILL)
    said += window.stdout.read().splitlines(keepends=True)
    window.stdout.close()
    window.wait(10)
    psutil.wait_procs(children, timeout=10)
    pairs = [line.rstrip("\n").split(" ", 1) for line in said if line.endswith("\n")]
    return [(int(pair[0]), pair[1]) for pair in pairs if len(pair) == 2]


def test_three_thousand_segments_scroll_smoothly(
    qtbot: QtBot, program: Program, page: DocumentPage, tmp_path: Path
) -> None:
    text = "Please open the red door before nine, then call us on the number that we sent you."
    path = lines(tmp_path / "big.txt", *(f"{n}. {text * (1 + n % 4)}" for n in range(3000)))
    drop(page, path)
    (item,) = wait_for(qtbot, page, Phase.TRANSLATING)
    page.runner.pause(item.key)
    assert item.work is not None
    for segment in item.work.segments:
        segment.target, segment.status = "请在九点之前打开红色的门。" * 4, "machine"
        segment.risks = (Risk(kind="missing", detail=str(segment.id)),)
    item.count()
    start = time.thread_time()
    page.review.show_item(item)
    QApplication.processEvents()
    assert time.thread_time() - start < 0.5
    bar, slowest = page.review.table.verticalScrollBar(), 0.0
    for step in range(60):
        start = time.thread_time()
        bar.setValue(bar.value() + (40 if step % 3 else bar.maximum() // 20))
        QApplication.processEvents()
        slowest = max(slowest, time.thread_time() - start)
    assert slowest < 0.1, slowest
    choose(page, Shown.LOOK)
    page.review.search.setText("2999")
    qtbot.waitUntil(lambda: page.review.model.rowCount() == 1, timeout=5000)
    page.review.search.clear()
    qtbot.waitUntil(lambda: page.review.model.rowCount() == 3000, timeout=5000)
    page.review.table.go_to(2999)
    index = page.review.model.index(2999, 0)
    QApplication.processEvents()
    box = page.review.table.visualRect(index)
    assert box.height() > 40 and page.review.table.viewport().rect().contains(box)


def test_every_control_has_a_name_and_fits_the_smallest_window(
    qtbot: QtBot, program: Program, page: DocumentPage, tmp_path: Path
) -> None:
    drop(page, lines(tmp_path / "a.txt", "Good morning!"))
    wait_for(qtbot, page, Phase.DONE)
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if widget.objectName().startswith("qt_"):
            continue
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        assert widget.accessibleName() or text, widget
    size = program.window.size()
    program.context.settings.set("ui.font_size", 24)
    program.window.resize(760, 480)
    QTest.qWait(50)
    assert (program.window.width(), program.window.height()) == (760, 480)
    program.context.settings.set("ui.font_size", 14)
    program.window.resize(size)
