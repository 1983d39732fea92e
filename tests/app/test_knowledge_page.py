"""The knowledge page in the real window, over real files and real bases, by keyboard."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTranslator, QUrl
from PySide6.QtGui import QDropEvent, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QInputDialog, QWidget
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.modes.support.knowledge.document_model import Column
from nibble_app.modes.support.knowledge.import_work import Left, left
from nibble_app.modes.support.knowledge.library import KnowledgeLibrary
from nibble_app.modes.support.knowledge.page import KnowledgePage
from nibble_app.notices import Notice
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_engine.errors import DiskError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.importing import Result, Step
from nibble_engine.knowledge.importing import refresh as read_changes
from windows import closed, support_page

PATIENCE = 30_000
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(params=["en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def program(qapp: QApplication, nibble_home: Path, language: str) -> Iterator[Program]:
    """The window; nothing here needs an engine."""
    settings = Settings(folders.config_file())
    settings.set("ui.language", language)
    program = Program.open(qapp)
    program.window.resize(1000, 640)
    program.window.show()
    program.window.activateWindow()
    yield program
    closed(qapp, program)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()


@pytest.fixture
def page(program: Program) -> KnowledgePage:
    mode = support_page(program)
    mode.show_part("knowledge")
    return mode.knowledge


@pytest.fixture
def told(program: Program) -> list[Notice]:
    notices: list[Notice] = []
    program.context.notices.shown.connect(notices.append)
    return notices


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with good files, and one that breaks the rules of its format."""
    folder = tmp_path / "客服手册"
    (folder / "zh").mkdir(parents=True)
    (folder / "returns.md").write_text(
        "# Returns\n\nYou may return an item within 30 days.\n\n## Costs\n\nReturns are free.\n",
        "utf-8",
    )
    (folder / "zh" / "退货.txt").write_text(
        "退货\n\n您可以在30天内退货。😀 运费由我们承担。\n", "utf-8"
    )
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    return folder


def idle(qtbot: QtBot, page: KnowledgePage) -> None:
    """Until nothing is being read and the list shows it."""
    qtbot.waitUntil(lambda: page.runner.current is None, timeout=PATIENCE)
    base = page._library.base(page.key)
    names = {entry.name for entry in base.entries()}
    qtbot.waitUntil(lambda: {e.name for e in page.view.documents.entries} == names)


def shown(page: KnowledgePage) -> list[str]:
    model = page.view.documents.model
    return [str(model.index(row, Column.NAME).data()) for row in range(model.rowCount())]


def preview(qtbot: QtBot, page: KnowledgePage, document: str, words: str) -> None:
    text = page.view.documents.preview
    qtbot.waitUntil(lambda: text.document == document and words in text.text.toPlainText())


def answers(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """What the person writes where a name is asked."""
    monkeypatch.setattr(QInputDialog, "getText", lambda *args, **more: (text, True))


def commit(widget: QWidget, text: str) -> None:
    """Writes as an input method does: no key has a Chinese character."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.mark.parametrize("language", ["en", "zh_CN"], indirect=True)
def test_from_nothing_to_the_passage_by_keyboard(qtbot: QtBot, program: Program) -> None:
    program.window.show_place("support")
    QTest.keyClick(program.window, Qt.Key.Key_K, CONTROL | SHIFT)
    page = support_page(program).knowledge
    qtbot.waitUntil(page.welcome.sample.hasFocus)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    idle(qtbot, page)
    documents = page.view.documents
    assert "zh/refunds.md" in shown(page) and "en/refunds.md" in shown(page)
    qtbot.waitUntil(documents.table.hasFocus)

    QTest.keyClick(focused(), Qt.Key.Key_Tab, SHIFT)
    assert documents.filter.hasFocus()
    QTest.keyClicks(documents.filter, "zh/refunds")
    assert shown(page) == ["zh/refunds.md"]
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    preview(qtbot, page, "zh/refunds.md", "退款")

    passages = page._library.base(page.key).passages_of("zh/refunds.md")
    text = documents.preview.text
    text.setFocus()
    before = text.chosen
    QTest.keyClick(text, Qt.Key.Key_Right, ALT)
    assert text.chosen == before + 1
    assert text.selected()[0] == passages[text.chosen].start
    QTest.keyClick(text, Qt.Key.Key_F, CONTROL)
    commit(documents.preview.field, "工作日")
    QTest.keyClick(documents.preview.field, Qt.Key.Key_Return)
    start, end = text.selected()
    assert page._library.base(page.key).text("zh/refunds.md")[start:end] == "工作日"


def test_a_bad_file_among_good_ones_stops_nothing(
    qtbot: QtBot, page: KnowledgePage, files: Path
) -> None:
    page.add_paths([files])
    idle(qtbot, page)
    assert shown(page)[0] == "broken.docx" and len(shown(page)) == 3
    assert page.bases.list.entries()[0].title == "客服手册"
    table, text = page.view.documents.table, page.view.documents.preview
    table.setFocus()
    table.selectRow(1)
    QTest.keyClick(table, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: text.document == "broken.docx")
    assert text.trouble.isVisible() and "damaged" in text.trouble.text()
    assert "broken.docx" in text.trouble.text() and "save it again" in text.trouble.text()
    assert "not read: 1" in page.view.message.text.text()
    QTest.keyClick(table, Qt.Key.Key_Down)
    preview(qtbot, page, "returns.md", "within 30 days")
    assert not text.trouble.isVisible()


def test_only_what_changed_is_read_again(qtbot: QtBot, page: KnowledgePage, files: Path) -> None:
    (files / "broken.docx").unlink()
    page.add_paths([files])
    idle(qtbot, page)
    (files / "returns.md").write_text("# Returns\n\nWithin 60 days.\n", "utf-8")
    QTest.keyClick(page, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: "changed: 1" in page.view.message.text.text(), timeout=PATIENCE)
    assert "unchanged: 1" in page.view.message.text.text()


def test_a_citation_opens_at_its_words(qtbot: QtBot, program: Program, files: Path) -> None:
    mode = support_page(program)
    mode.knowledge.add_paths([files])
    idle(qtbot, mode.knowledge)
    mode.show_part("chat")
    key, name = mode.knowledge.key, next(n for n in shown(mode.knowledge) if n.endswith("退货.txt"))
    whole = mode.library.base(key).text(name)
    quote = "运费由我们承担"
    start = whole.index(quote)
    assert "😀" in whole[:start]
    passages = mode.library.base(key).passages_of(name)
    assert [one.text for one in passages] == [whole[one.start : one.end] for one in passages]
    mode.knowledge.view.documents.filter.setText("returns")
    mode.show_passage(key, name, start, start + len(quote))
    text = mode.knowledge.view.documents.preview.text
    qtbot.waitUntil(lambda: text.span == (start, start + len(quote)))
    assert mode.switch.button("knowledge").isChecked() and text.isVisible()
    (mark,) = text.extraSelections()
    assert mark.cursor.selectedText() == quote
    assert text.viewport().rect().contains(text.cursorRect())


def test_a_click_on_a_passage_chooses_it(qtbot: QtBot, page: KnowledgePage, files: Path) -> None:
    page.add_paths([files])
    idle(qtbot, page)
    page.show_passage(page.key, "returns.md", 0, 1)
    preview(qtbot, page, "returns.md", "free")
    text, where = page.view.documents.preview.text, page.view.documents.preview.where
    last = page._library.base(page.key).passages_of("returns.md")[-1]
    cursor = text.document().find("free")
    QTest.mouseClick(
        text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(cursor).center()
    )
    assert text.chosen == text._passages.index(last)
    assert last.headings and last.headings[-1] in where.whole()


def test_markup_is_shown_as_it_is_written(
    qtbot: QtBot, page: KnowledgePage, tmp_path: Path
) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    words = 'Ask <b>us</b> or <img src="http://example.com/x.png">.'
    (folder / "a & <b>.txt").write_text(words, "utf-8")
    page.add_paths([folder])
    idle(qtbot, page)
    preview(qtbot, page, "a & <b>.txt", words)
    model = page.view.documents.model
    tip = model.index(0, Column.NAME).data(Qt.ItemDataRole.ToolTipRole)
    assert tip == "<p>a &amp; &lt;b&gt;.txt</p>" == page.view.documents.preview.title.toolTip()


# --- imports that stop ---


class Slow:
    """Reads one line of a list at a time, when the test lets it."""

    def __init__(self) -> None:
        self.go, self.calls = threading.Event(), 0

    def __call__(
        self,
        base: KnowledgeBase,
        *,
        report: Callable[[Step], None],
        cancelled: Callable[[], bool],
    ) -> Result:
        self.calls += 1
        report(Step(1, 3, "a.md", 4, 0))
        while not self.go.wait(0.005):
            if cancelled():
                return Result(cancelled=True)
        return Result(added=3)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[KnowledgeLibrary]:
    library = KnowledgeLibrary(tmp_path / "bases")
    yield library
    library.close()


def made(
    qtbot: QtBot, program: Program, library: KnowledgeLibrary, slow: Slow, **more: int
) -> KnowledgePage:
    page = KnowledgePage(program.context, library, slow, **more)
    qtbot.addWidget(page, before_close_func=lambda widget: page.shutdown())
    page.show()
    return page


def test_an_import_is_seen_cancelled_and_gone_on_with(
    qtbot: QtBot, program: Program, library: KnowledgeLibrary
) -> None:
    slow = Slow()
    page = made(qtbot, program, library, slow)
    key = page.new_base("mine")
    page.runner.start(key)
    head = page.view.head
    qtbot.waitUntil(lambda: head.step.whole() == "a.md")
    assert head.bar.isVisible() and (head.bar.value(), head.bar.maximum()) == (1, 3)
    assert "1 of 3" in head.count.text()
    head.cancel.setFocus()
    QTest.keyClick(head.cancel, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.runner.current is None)
    assert not head.bar.isVisible() and left(library.base(key)) is Left.STOPPED

    page.shutdown()
    again = made(qtbot, program, library, slow)
    assert again.runner.current is None and again.view.message.isVisible()
    slow.go.set()
    QTest.keyClick(again.view.message.action, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "added: 3" in again.view.message.text.text())
    assert left(library.base(key)) is Left.NOTHING and slow.calls == 2


def test_an_import_that_was_cut_off_goes_on_by_itself(
    qtbot: QtBot, program: Program, library: KnowledgeLibrary
) -> None:
    slow = Slow()
    page = made(qtbot, program, library, slow)
    key = page.new_base("mine")
    page.runner.start(key)
    qtbot.waitUntil(lambda: slow.calls == 1)
    page.shutdown()
    assert left(library.base(key)) is Left.CUT_OFF
    slow.go.set()
    again = made(qtbot, program, library, slow)
    qtbot.waitUntil(lambda: slow.calls == 2 and again.runner.current is None)
    assert left(library.base(key)) is Left.NOTHING


def test_an_error_of_an_import_is_told(
    qtbot: QtBot, program: Program, library: KnowledgeLibrary
) -> None:
    def full(base: KnowledgeBase, *, report: object, cancelled: object) -> Result:
        raise DiskError(path=str(base.path), reason="no space left")

    page = KnowledgePage(program.context, library, full)
    qtbot.addWidget(page, before_close_func=lambda widget: page.shutdown())
    page.show()
    page.runner.start(page.new_base("mine"))
    qtbot.waitUntil(page.view.message.isVisible)
    assert "no space left" in page.view.message.detail.text()


def test_a_watched_folder_is_read_by_itself(
    qtbot: QtBot, program: Program, library: KnowledgeLibrary, files: Path
) -> None:
    page = KnowledgePage(program.context, library, read_changes, watch_ms=50)
    qtbot.addWidget(page, before_close_func=lambda widget: page.shutdown())
    page.show()
    page.add_paths([files])
    idle(qtbot, page)
    page.view.tabs.setCurrentIndex(1)
    (row,) = page.view.sources.rows
    QTest.keyClick(row.watch, Qt.Key.Key_Space)
    assert library.base(page.key).sources()[0].watched
    (files / "new.md").write_text("# New\n\nSomething new.\n", "utf-8")
    qtbot.waitUntil(lambda: "new.md" in shown(page), timeout=PATIENCE)
    (files / "new.md").unlink()
    qtbot.waitUntil(lambda: "new.md" not in shown(page), timeout=PATIENCE)


# --- bases ---


def test_bases_are_made_named_deleted_and_brought_back(
    qtbot: QtBot, page: KnowledgePage, told: list[Notice], monkeypatch: pytest.MonkeyPatch
) -> None:
    page.new_base("first")
    answers(monkeypatch, "第二个")
    QTest.keyClick(page, Qt.Key.Key_N, CONTROL)
    assert [entry.title for entry in page.bases.list.entries()] == ["first", "第二个"]
    assert page.view.head.name.whole() == "第二个"
    answers(monkeypatch, "renamed")
    page.bases.list.setFocus()
    QTest.keyClick(page.bases.list, Qt.Key.Key_F2)
    assert page.view.head.name.whole() == "renamed"
    QTest.keyClick(page.bases.list, Qt.Key.Key_Delete)
    assert [entry.title for entry in page.bases.list.entries()] == ["first"]
    assert told[-1].action is not None
    told[-1].action.do()
    assert page.view.head.name.whole() == "renamed"


def test_a_folder_is_dropped(qtbot: QtBot, page: KnowledgePage, files: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(files))])
    drop = QDropEvent(
        QPointF(50, 50),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.frame.dropEvent(drop)
    idle(qtbot, page)
    assert page.view.head.name.whole() == "客服手册" and "returns.md" in shown(page)


def test_a_removed_folder_goes_with_its_documents_and_comes_back(
    qtbot: QtBot, page: KnowledgePage, files: Path, told: list[Notice]
) -> None:
    page.add_paths([files])
    idle(qtbot, page)
    page.view.sources.rows[0].remove.click()
    idle(qtbot, page)
    assert shown(page) == [] and page.view.sources.rows == []
    assert told[-1].action is not None
    told[-1].action.do()
    idle(qtbot, page)
    assert len(shown(page)) == 3


def test_synonyms_are_kept_for_each_base(qtbot: QtBot, page: KnowledgePage) -> None:
    first, second = page.new_base("a"), page.new_base("b")
    page.view.tabs.setCurrentIndex(2)
    editor = page.view.search.editor
    editor.setFocus()
    QTest.keyClicks(editor, "refund, ")
    commit(editor, "退款")
    page.choose(first)
    assert editor.toPlainText() == ""
    assert page._library.base(second).fact("synonyms") == "refund, 退款"
    page.choose(second)
    assert editor.toPlainText() == "refund, 退款"
    assert not page.view.search.said.isVisible()
    editor.setPlainText("groups = [")
    page.view.search.keep()
    assert page.view.search.said.isVisible()
    editor.setPlainText("refund, 退款")
    QTest.keyClicks(editor, "!")
    page.shutdown()
    assert page._library.base(second).fact("synonyms") == "!refund, 退款"


def test_a_base_that_cannot_be_opened_says_why(program: Program) -> None:
    folder = folders.chosen_data_folder(program.context.settings) / "knowledge"
    folder.mkdir(parents=True)
    (folder / "bad.db").write_bytes(b"no database" * 100)
    page = support_page(program).knowledge
    support_page(program).show_part("knowledge")
    assert page.view.message.isVisible() and "cannot be opened" in page.view.message.text.text()
    assert not page.view.head.isVisible()
    page.new_base("good")
    assert page.view.head.isVisible() and not page.view.message.isVisible()


# --- the page itself ---


def test_the_part_in_front_is_remembered(qapp: QApplication, program: Program) -> None:
    support_page(program).show_part("knowledge")
    assert Settings(folders.config_file()).get("support.part") == "knowledge"


@pytest.mark.parametrize("part", ["knowledge", "recall"])
def test_everything_one_can_reach_has_a_name(
    qtbot: QtBot, program: Program, files: Path, part: str
) -> None:
    mode = support_page(program)
    mode.knowledge.add_paths([files])
    idle(qtbot, mode.knowledge)
    mode.show_part(part)
    for tab in range(3):
        mode.knowledge.view.tabs.setCurrentIndex(tab)
        for widget in mode.findChildren(QWidget):
            if not widget.isVisible() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
                continue
            if widget.objectName().startswith("qt_"):
                continue
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            assert widget.accessibleName() or text, widget


@pytest.mark.parametrize("part", ["knowledge", "recall"])
@pytest.mark.parametrize("size", [14, 24])
def test_the_smallest_window_holds_it(
    qtbot: QtBot, program: Program, files: Path, part: str, size: int
) -> None:
    mode = support_page(program)
    mode.knowledge.add_paths([files])
    idle(qtbot, mode.knowledge)
    mode.show_part(part)
    program.context.settings.set("ui.font_size", size)
    program.window.resize(760, 480)
    QTest.qWait(50)
    assert (program.window.width(), program.window.height()) == (760, 480)
