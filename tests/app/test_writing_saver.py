"""Saving while somebody types, in a real window over a real file."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_of_writing import Page
from nibble_app import folders
from nibble_app.modes.writing import saver
from nibble_app.notices import Notice, Tone
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_app.store import Store
from windows import closed


@pytest.fixture
def program(qapp: QApplication, nibble_home: Path) -> Iterator[Program]:
    settings = Settings(folders.config_file())
    settings.set("ui.language", "en")
    settings.set("ui.last_mode", "writing")  # the support mode fills its tables at its first start
    program = Program.open(qapp)
    yield program
    closed(qapp, program)


@pytest.fixture
def page(program: Program, qtbot: QtBot) -> Iterator[Page]:
    page = Page(program.context)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.editor.setFocus()
    yield page
    page.saver.close()


@pytest.fixture
def told(program: Program) -> list[Notice]:
    notices: list[Notice] = []
    program.context.notices.shown.connect(notices.append)
    return notices


def titles(program: Program) -> list[str]:
    return [document.title for document in program.context.store.documents.list()]


@contextmanager
def full_disk(store: Store) -> Iterator[None]:
    """SQLite's own limit of a file's pages: it answers as it does on a disk without room."""
    (pages,) = store._db.rows("PRAGMA page_count")[0]
    store._db.rows(f"PRAGMA max_page_count = {pages}")
    yield
    store._db.rows("PRAGMA max_page_count = 1000000")


def test_the_first_words_make_the_document(page: Page, program: Program, qtbot: QtBot) -> None:
    names: list[str] = []
    page.manuscript.document_changed.connect(names.append)
    QTest.keyClicks(page.editor, "  ")
    QTest.keyClick(page.editor, Qt.Key.Key_Return)
    assert page.saver.flush() and titles(program) == [] and names == []
    QTest.keyClicks(page.editor, "Dear customer")
    qtbot.waitUntil(lambda: page.stored() == "  \nDear customer")
    assert titles(program) == ["Dear customer"] and names == [page.manuscript.document]
    QTest.keyClicks(page.editor, "s")
    qtbot.waitUntil(lambda: page.stored() == "  \nDear customers")
    assert titles(program) == ["Dear customers"] and len(names) == 1


def test_who_types_without_a_pause_is_saved_too(page: Page, qtbot: QtBot) -> None:
    kept: list[int] = []
    page.saver.saved.connect(lambda document: kept.append(len(page.stored())))
    for _ in range(150):
        QTest.keyClicks(page.editor, "x")
        qtbot.wait(10)
    assert len(kept) >= 2 and 0 < kept[0] < kept[1] < 150


def test_searches_find_the_new_words_after_a_rest(
    page: Page, program: Program, qtbot: QtBot
) -> None:
    documents = program.context.store.documents
    rests: list[str] = []
    page.saver.rested.connect(rests.append)
    QTest.keyClicks(page.editor, "Unheard of")
    qtbot.waitUntil(lambda: page.stored() == "Unheard of")
    assert documents.list("unheard") == [] and rests == []
    with qtbot.waitSignal(page.saver.rested):
        pass
    qtbot.waitUntil(lambda: len(documents.list("unheard")) == 1)


def test_leaving_a_document_keeps_it_and_lets_it_be_found(
    page: Page, program: Program, qtbot: QtBot
) -> None:
    QTest.keyClicks(page.editor, "first letter")
    page.open("")
    first = program.context.store.documents.list()[0].id
    QTest.keyClicks(page.editor, "second")
    page.open(first)
    assert page.manuscript.text == "first letter"
    QTest.keyClicks(page.editor, "My ")
    page.open("")
    page.open(first)
    assert page.manuscript.text == "My first letter"
    qtbot.waitUntil(lambda: len(program.context.store.documents.list("my letter")) == 1)
    assert sorted(titles(program)) == ["My first letter", "second"]


def test_opening_a_document_saves_nothing(page: Page, program: Program, qtbot: QtBot) -> None:
    key = program.context.store.documents.create("A title of its own", "text")
    page.open(key)
    qtbot.wait(2 * saver.PAUSE_MS)
    assert titles(program) == ["A title of its own"]


def test_a_text_that_came_from_elsewhere_is_kept(page: Page, program: Program) -> None:
    page.manuscript.open("", "from a file")
    assert page.saver.flush() and titles(program) == ["from a file"]
    page.manuscript.open("", "from another")
    assert page.saver.flush() and sorted(titles(program)) == ["from a file", "from another"]


def test_a_full_disk_is_told_once_and_nothing_is_lost(
    page: Page, program: Program, qtbot: QtBot, told: list[Notice]
) -> None:
    page.saver._retry.setInterval(50)
    QTest.keyClicks(page.editor, "here. ")
    assert page.saver.flush()
    document, long = page.manuscript.document, "no room for this " * 4000
    with full_disk(program.context.store):
        page.editor.insertPlainText(long)
        assert not page.saver.flush()
        qtbot.waitUntil(lambda: bool(told))
        page.open("")  # the text waits, whatever else is done meanwhile
        assert page.saver.newest(document) == "here. " + long
        qtbot.wait(300)
        assert [notice.tone for notice in told] == [Tone.ERROR]
        assert "disk is full" in told[0].detail
        assert program.context.store.documents.get(document) is not None
    qtbot.waitUntil(lambda: page.saver.newest(document) is None)
    qtbot.waitUntil(lambda: [notice.tone for notice in told] == [Tone.ERROR, Tone.SUCCESS])
    found = program.context.store.documents.get(document)
    assert found is not None and found.text == "here. " + long


def test_a_new_document_on_a_full_disk_gets_its_name_later(
    page: Page, program: Program, qtbot: QtBot
) -> None:
    page.saver._retry.setInterval(50)
    with full_disk(program.context.store):
        page.editor.insertPlainText("no room for this " * 4000)
        page.accept("no", "some")
        assert not page.saver.flush() and page.manuscript.document == ""
    qtbot.waitUntil(lambda: page.stored() == page.manuscript.text)
    kinds = [v.kind for v in program.context.store.versions.list(page.manuscript.document)]
    assert kinds == ["ai", "before"]


def test_typing_goes_on_while_the_disk_takes_its_time(
    page: Page, program: Program, qtbot: QtBot
) -> None:
    documents = program.context.store.documents
    free, keep = threading.Event(), documents.keep

    def slowly(document: str, text: str, title: str) -> None:
        free.wait(30)
        keep(document, text, title)

    documents.keep = slowly  # type: ignore[method-assign]
    QTest.keyClicks(page.editor, "one ")
    qtbot.wait(2 * saver.PAUSE_MS)
    QTest.keyClicks(page.editor, "two")
    qtbot.wait(2 * saver.PAUSE_MS)
    assert titles(program) == []
    free.set()
    qtbot.waitUntil(lambda: page.stored() == "one two")


def test_what_a_crash_left_unindexed_is_found_at_the_next_start(
    program: Program, qtbot: QtBot
) -> None:
    documents = program.context.store.documents
    key = documents.create("old", "old words")
    documents.keep(key, "新的内容", "新")
    assert documents.list("内容") == []
    page = Page(program.context)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: len(documents.list("内容")) == 1)
    assert documents.list("old") == []
    page.saver.close()


def test_an_error_of_another_kind_says_why(
    page: Page, program: Program, qtbot: QtBot, told: list[Notice]
) -> None:
    def refuse(document: str, text: str, title: str) -> None:
        raise sqlite3.OperationalError("attempt to write a readonly database")

    program.context.store.documents.keep = refuse  # type: ignore[method-assign]
    QTest.keyClicks(page.editor, "words")
    assert not page.saver.flush()
    qtbot.waitUntil(lambda: bool(told))
    assert "readonly database" in told[0].detail
    assert "Nothing is lost" in told[0].detail
    del program.context.store.documents.keep
