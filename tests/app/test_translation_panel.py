"""The drawer with terms, memory and history, in the real window over a real engine."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.modes.translation.library import stored
from nibble_app.modes.translation.panel.side_panel import SidePanel
from nibble_app.modes.translation.view import TranslationView
from nibble_app.notices import Notice
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_engine.api import Translate
from nibble_engine.terms.entry import Entry
from scripted import scripted_model
from windows import closed, wait_for_models
from windows import text_page as page

PATIENCE = 60_000
PAIR = stored(("en", "zh"))
TEXT = "Your parcel is late. Good morning!"


def opened(qapp: QApplication, settings: dict[str, str]) -> Program:
    kept = Settings(folders.config_file())
    for key, value in {"ui.language": "en", **settings}.items():
        kept.set(key, value)
    kept.set("translation.auto", False)
    kept.set("sampling.max_new_tokens", 16)
    program = Program.open(qapp)
    program.window.show()
    program.start()
    program.window.show_place("translation")
    return program


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setenv("NIBBLE_HOME", str(tmp_path))
    monkeypatch.setenv("NIBBLE_SCRIPTED", "1")
    models = {
        f"engine.{key}": str(scripted_model(tmp_path / key, words=["eins ", "zwei "]))
        for key in ("chat_model", "translation_model")
    }
    program = opened(qapp, models)
    wait_for_models(qtbot, program)
    page(program).panel_button.click()
    yield program
    closed(qapp, program)


@pytest.fixture
def told(program: Program) -> list[Notice]:
    notices: list[Notice] = []
    program.context.notices.shown.connect(notices.append)
    return notices


@pytest.fixture
def view(program: Program) -> TranslationView:
    view = page(program)
    view.room.command("Good morning!")
    view.panel.terms.refresh()
    return view


@pytest.fixture
def panel(view: TranslationView) -> SidePanel:
    return view.panel


def add(panel: SidePanel, source: str, target: str) -> None:
    panel.terms.source.setFocus()
    QTest.keyClicks(panel.terms.source, source)
    QTest.keyClick(panel.terms.source, Qt.Key.Key_Return)
    panel.terms.target.setText(target)
    QTest.keyClick(panel.terms.target, Qt.Key.Key_Return)


def cells(model: QAbstractItemModel) -> list[list[object]]:
    return [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def remembered(source: str, target: str, minutes: int = 0) -> Entry:
    time = datetime.now(UTC) - timedelta(minutes=minutes)
    return Entry(source, target, *PAIR, created=time, changed=time)


# --- terms ---


def test_the_first_term_makes_a_glossary_that_is_used(
    program: Program, view: TranslationView, panel: SidePanel
) -> None:
    add(panel, "parcel", "包裹")
    (glossary,) = program.context.store.terms.list()
    assert (glossary.name, glossary.active, glossary.terms) == ("English – Chinese", True, 1)
    assert [(t.source, t.target) for t in view.library.terms(("en", "zh"))] == [("parcel", "包裹")]
    assert [(t.source, t.target) for t in view.library.terms(("zh", "en"))] == [("包裹", "parcel")]
    panel.terms.active.click()
    assert view.library.terms(("en", "zh")) == ()


def test_a_term_is_edited_in_place(
    program: Program, view: TranslationView, panel: SidePanel, told: list[Notice]
) -> None:
    add(panel, "parcel", "包")
    add(panel, "order", "订单")
    model = panel.terms.model
    assert cells(model) == [["order", "订单", ""], ["parcel", "包", ""]]
    assert model.setData(model.index(1, 1), " 包裹 ")
    assert model.setData(model.index(1, 2), "包；邮包; ")
    (_, term) = view.library.terms(("en", "zh"))[::-1]
    assert (term.source, term.target, term.forbidden) == ("parcel", "包裹", ("包", "邮包"))
    assert not model.setData(model.index(1, 0), "  "), "a term without a text is none"
    model.setData(model.index(0, 1), "包裹")
    assert not model.setData(model.index(0, 0), "parcel") and "already" in told[-1].text


def test_deleted_terms_and_glossaries_come_back(
    program: Program, panel: SidePanel, told: list[Notice]
) -> None:
    add(panel, "parcel", "包裹")
    add(panel, "order", "订单")
    panel.terms.table.selectRow(0)
    panel.terms.table.setFocus()
    panel.terms.delete_terms()
    assert [row[0] for row in cells(panel.terms.model)] == ["parcel"]
    assert told[-1].action is not None
    told[-1].action.do()
    assert [row[0] for row in cells(panel.terms.model)] == ["order", "parcel"]
    panel.terms._delete_glossary()
    assert program.context.store.terms.list() == [] and told[-1].action is not None
    told[-1].action.do()
    assert [row[0] for row in cells(panel.terms.model)] == ["order", "parcel"]


def test_a_file_is_imported_and_its_bad_lines_are_told(
    qtbot: QtBot, program: Program, panel: SidePanel, tmp_path: Path
) -> None:
    file = tmp_path / "shop.csv"
    file.write_text("parcel,包裹\nlonely\norder,订单\nnothing,\n", "utf-8")
    panel.terms.import_file(file)
    qtbot.waitUntil(lambda: panel.terms.model.rowCount() == 2, timeout=PATIENCE)
    said = panel.terms.said.text()
    assert "read: 2" in said and "Left out: 2" in said and "line 2: fewer than two" in said
    assert panel.terms.glossaries.currentText() == "shop (2)"
    target = tmp_path / "out.tbx"
    panel.terms.export_file(target)
    qtbot.waitUntil(lambda: "out.tbx" in panel.terms.said.text(), timeout=PATIENCE)
    assert "包裹" in target.read_text("utf-8")


def test_a_file_that_is_none_is_told_and_changes_nothing(
    qtbot: QtBot, program: Program, panel: SidePanel, told: list[Notice], tmp_path: Path
) -> None:
    (tmp_path / "bad.tbx").write_text("<html></html>", "utf-8")
    panel.terms.import_file(tmp_path / "bad.tbx")
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert program.context.store.terms.list() == []


# --- memory ---


def test_a_correction_is_remembered_and_offered_for_a_like_sentence(
    qtbot: QtBot, program: Program, view: TranslationView, panel: SidePanel
) -> None:
    view._take("Your parcel is late by 2 days.", "您的包裹晚了2天。")
    kept = program.context.store.memory.exact("Your parcel is late by 2 days.", *PAIR)
    assert kept is not None and (kept.target, kept.origin) == ("您的包裹晚了2天。", "correction")
    panel.tabs.setCurrentIndex(1)
    panel.memory.show_sentence("Your parcel is late by 3 days.")
    qtbot.waitUntil(lambda: bool(panel.memory.matches), timeout=PATIENCE)
    (match,) = panel.memory.matches
    assert 80 <= int(match.percent.text().split()[0]) < 100
    kinds = [(c.kind, c.text) for c in match.differences.changes() if c.kind != "same"]
    assert kinds == [("deleted", "2"), ("inserted", "3")]
    taken: list[tuple[str, str]] = []
    panel.memory.taken.connect(lambda source, made: taken.append((source, made)))
    match.use.click()
    assert taken == [("Your parcel is late by 3 days.", "您的包裹晚了2天。")]
    panel.memory.show_sentence("Something that nobody said before")
    qtbot.waitUntil(lambda: not panel.memory.matches, timeout=PATIENCE)


def test_exact_matches_are_taken_only_if_that_is_wanted(
    program: Program, view: TranslationView, panel: SidePanel
) -> None:
    program.context.store.memory.add(remembered("Good morning!", "早！"))
    text = "Good morning! Something else."
    assert view.library.known(text, ("en", "zh")) == {}
    panel.tabs.setCurrentIndex(1)
    sent: list[object] = []
    ask = view._context.link.ask
    view._context.link.ask = lambda command: sent.append(command) or ask(command)  # type: ignore
    view.source.setPlainText(text)
    panel.memory.exact.click()
    command = sent[-1]
    assert isinstance(command, Translate) and command.known == {"Good morning!": "早！"}
    view._stop()


def test_the_memory_is_searched_deleted_and_goes_to_a_file_and_back(
    qtbot: QtBot, program: Program, panel: SidePanel, told: list[Notice], tmp_path: Path
) -> None:
    memory = program.context.store.memory
    memory.add_all([remembered("One parcel", "一个包裹", 1), remembered("Good day", "你好")])
    panel.tabs.setCurrentIndex(1)
    panel.memory.search.setText("包裹")
    (line,) = panel.memory.list.entries()
    assert (line.title, line.preview) == ("One parcel", "一个包裹")
    file = tmp_path / "memory.tmx"
    panel.memory.export_file(file)
    qtbot.waitUntil(lambda: "2 entries" in panel.memory.said.text(), timeout=PATIENCE)
    panel.memory.list.select(line.key)
    panel.memory.delete()
    assert memory.count() == 1 and told[-1].action is not None
    told[-1].action.do()
    assert memory.count() == 2
    memory.clear()
    panel.memory.import_file(file)
    qtbot.waitUntil(lambda: memory.count() == 2, timeout=PATIENCE)
    qtbot.waitUntil(lambda: "renewed: 2" in panel.memory.said.text(), timeout=PATIENCE)
    found = memory.exact("One parcel", *PAIR)
    assert found is not None and found.target == "一个包裹"


# --- history ---


def test_a_translation_is_kept_and_brought_back(
    qtbot: QtBot, program: Program, view: TranslationView, panel: SidePanel
) -> None:
    panel.tabs.setCurrentIndex(2)
    view.source.setPlainText("Good morning!")
    view.now.click()
    qtbot.waitUntil(view.stop.isHidden, timeout=PATIENCE)
    made = view.output.toPlainText()
    view.recorder.flush()
    (line,) = panel.history.list.entries()
    assert (line.title, line.preview) == ("Good morning!", made)
    view.source.setPlainText("Something else")
    view.output.setPlainText("")
    panel.history.list.setCurrentIndex(panel.history.list.model().index(0, 0))
    assert view.source.toPlainText() == "Good morning!" and view.output.toPlainText() == made
    assert (view.room.source, view.room.target) == ("en", "zh")
    view.source.undo()
    assert view.source.toPlainText() == "Something else"


def test_half_a_text_is_not_kept(view: TranslationView, program: Program) -> None:
    view.recorder.note("Good mor", "早", ("en", "zh"), "")
    view.source.setPlainText("Good morning")
    view.recorder.flush()
    assert program.context.store.history.list() == []


def test_favourites_stay_and_the_rest_can_go(
    qtbot: QtBot, program: Program, panel: SidePanel, told: list[Notice], tmp_path: Path
) -> None:
    history = program.context.store.history
    history.add("=1+1", "一", "en", "zh", "m")
    history.add("Thank you", "谢谢", "en", "zh", "m")
    panel.tabs.setCurrentIndex(2)
    panel.history.refresh()
    first = panel.history.list.entries()[0]
    panel.history.list.select(first.key)
    panel.history.refresh()
    panel.history.star.click()
    assert panel.history.list.entries()[0].title == "★ Thank you"
    panel.history.favourites.click()
    assert len(panel.history.list.entries()) == 1
    panel.history.favourites.click()
    file = tmp_path / "history.tsv"
    panel.history.export_file(file)
    qtbot.waitUntil(lambda: "2 translations" in panel.history.said.text(), timeout=PATIENCE)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines, dialect="excel-tab"))
    assert [row[3] for row in rows] == ["source", "Thank you", "'=1+1"]
    panel.history.clear()
    assert len(history.list()) == 2 and told[-1].action is not None
    told[-1].action.do()
    assert [one.source for one in history.list()] == ["Thank you"]


# --- the drawer ---


@pytest.mark.parametrize("tab", [0, 1, 2])
def test_everything_in_the_drawer_has_a_name(program: Program, panel: SidePanel, tab: int) -> None:
    panel.tabs.setCurrentIndex(tab)
    for widget in panel.findChildren(QWidget):
        if not widget.isVisible() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            continue
        if widget.objectName().startswith("qt_"):
            continue
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        assert widget.accessibleName() or text, widget


@pytest.mark.parametrize("size", [14, 24])
def test_the_smallest_window_holds_the_drawer(
    program: Program, panel: SidePanel, size: int
) -> None:
    program.context.settings.set("ui.font_size", size)
    page(program).output.setPlainText("text")
    page(program)._show_state()
    program.window.resize(760, 480)
    QTest.qWait(50)
    assert (program.window.width(), program.window.height()) == (760, 480)


def test_the_drawer_is_as_it_was_left(program: Program, panel: SidePanel) -> None:
    assert panel.isVisible() and program.context.settings.get("translation.panel") is True
    panel.closed.emit()
    assert not panel.isVisible() and program.context.settings.get("translation.panel") is False


# --- the starter: terms in a real translation ---


def test_a_term_of_a_glossary_is_in_the_translation(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIBBLE_HOME", str(tmp_path))
    program = opened(qapp, {})
    try:
        wait_for_models(qtbot, program)
        view = page(program)
        view.room.command(TEXT)
        view.panel_button.click()
        add(view.panel, "parcel", "快件")
        view.source.setPlainText(TEXT)
        view.now.click()
        qtbot.waitUntil(view.stop.isHidden, timeout=PATIENCE)
        sentence = view.links.of_source("Your parcel is late.")
        assert sentence is not None
        (use,) = sentence.terms
        assert (use.source, use.target) == ("parcel", "快件")
        assert use.held == ("快件" in sentence.made)
    finally:
        closed(qapp, program)
