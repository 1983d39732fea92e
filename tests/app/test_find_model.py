"""The part of the models page where a model is found: what it shows is what the adviser says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from hub_server import Hub, model
from nibble_app import folders
from nibble_app.engine_words import level_text
from nibble_app.pages.models.find import ModelsFind
from nibble_app.pages.models.find.asked import Asked, Found, found, found_on
from nibble_app.pages.models.find.filter import Filter
from nibble_app.pages.models.find.memory_bar import MemoryBar
from nibble_app.pages.models.find.points import point_text
from nibble_app.pages.models.find.words import about_text, step_text
from nibble_app.pages.models.page import ModelsPage
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_engine.api import Level, Role
from nibble_engine.planning.advising import Step
from nibble_engine.planning.catalogue import catalogue
from nibble_engine.planning.computer import Computer, examples, pretended
from windows import closed

CARD = "RTX 4060 8 GB"
PATIENCE = 20_000


@pytest.fixture
def answer() -> Found:
    return found(Asked(computer=CARD))


def test_each_model_has_one_row_with_all_its_levels(answer: Found) -> None:
    ids = [ways.model.id for ways in answer.models]
    assert sorted(ids) == sorted(m.id for m in catalogue() if Role.CHAT in m.tasks)
    for ways in answer.models:
        bits = [one.level.bits for one in ways.levels]
        assert bits == sorted(bits, reverse=True)
        if ways.least:
            assert ways.fits == any(one.fits for one in ways.levels)


def test_what_is_not_for_work_is_never_recommended() -> None:
    for computer in examples():
        for task in Role:
            one = found(Asked(task, 4096, computer)).recommended
            assert one is None or not one.model.non_commercial


def test_a_computer_that_nobody_knows_is_an_error_in_words() -> None:
    told = found(Asked(computer="Deep Thought"))
    assert told.error is not None and told.error.code == "bad_input" and told.models == ()


def test_nothing_fits_a_computer_without_memory() -> None:
    told = found_on(Asked(), Computer("cpu", "CPU", 10**6, 0.0))
    assert told.recommended is None and not any(ways.fits for ways in told.models)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        (Filter("qwen3 14"), {"Qwen3 14B"}),
        (Filter("QWEN3 apache 0.6"), {"Qwen3 0.6B"}),
        (Filter("nothing like it"), set()),
        (Filter("gemma", language="zh"), {"Gemma 3 4B"}),
    ],
)
def test_the_catalogue_is_searched(answer: Found, wanted: Filter, names: set[str]) -> None:
    assert {ways.model.name for ways in wanted.shown(answer.models)} == names


@pytest.mark.parametrize(("words", "tag"), [("Chinese", "zh"), ("中文", "zh"), ("英语", "en")])
def test_a_language_is_found_by_its_name(answer: Found, words: str, tag: str) -> None:
    shown = {ways.model.id for ways in Filter(words).shown(answer.models)}
    assert shown == {ways.model.id for ways in answer.models if tag in ways.model.languages}


def test_filters_leave_what_they_say(answer: Found) -> None:
    assert all(ways.fits for ways in Filter(fits=True).shown(answer.models))
    translating = found(Asked(Role.TRANSLATION, 512, CARD)).models
    assert any(ways.model.non_commercial for ways in translating)
    shown = Filter(work_only=True).shown(translating)
    assert shown and not any(ways.model.non_commercial for ways in shown)


def test_every_remark_is_there_in_both_languages() -> None:
    for known in catalogue():
        assert known.remark and known.remark_zh, known.id
        assert any("\u4e00" <= letter <= "\u9fff" for letter in known.remark_zh), known.id


def test_the_memory_is_what_the_command_says() -> None:
    command = [sys.executable, "-m", "nibble_app", "models", "advise", "--json", "--pretend", CARD]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    told = {
        (one["model"], one["level"]): one.get("total_bytes")
        for one in json.loads(done.stdout)["advice"]
    }
    here = {
        (one.model.id, str(one.level)): one.plan.total if one.plan else None
        for one in found(Asked(computer=CARD)).advice
    }
    assert here == told


@pytest.fixture
def hub(nibble_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setenv("HF_HOME", str(nibble_home / "hf"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    with Hub() as made:
        monkeypatch.setenv("NIBBLE_HUB", made.url)
        yield made


@pytest.fixture
def language() -> str:
    return "en"


@pytest.fixture
def program(qapp: QApplication, hub: Hub, language: str) -> Iterator[Program]:
    Settings(folders.config_file()).set("ui.language", language)
    program = Program.open(qapp)
    program.window.show()
    yield program
    closed(qapp, program)


@pytest.fixture
def page(qtbot: QtBot, program: Program) -> ModelsPage:
    program.window.show_place("models")
    view = program.window.view("models")
    assert isinstance(view, ModelsPage)
    view.show_part("find")
    qtbot.waitUntil(lambda: bool(view.to_get.rows), timeout=PATIENCE)
    return view


def asked(qtbot: QtBot, part: ModelsFind, computer: str) -> None:
    part.controls.computer.setEditText(computer)
    part.ask(part.controls.value())
    wanted = pretended(computer).name
    qtbot.waitUntil(lambda: wanted in _texts(part), timeout=PATIENCE)


def _texts(part: ModelsFind) -> str:
    return "\n".join(label.text() for label in part.findChildren(QLabel))


def test_the_first_row_is_recommended_and_the_picture_marks_it(
    qtbot: QtBot, page: ModelsPage
) -> None:
    part = page.to_get
    asked(qtbot, part, CARD)
    card, chart = part.card, part.chart
    assert card is not None and chart is not None
    assert card.advice.rank == 1 and card.advice.model.id == part.rows[0].ways.model.id
    assert chart.marked is not None and chart.marked.advice is card.advice
    assert "fits" in chart.accessibleDescription()
    first = chart.marked
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.marked is not first and chart.marked is not None
    assert chart.marked.memory >= first.memory
    assert chart.marked.advice.model.name in chart.told.text()


def test_the_picture_is_explained_in_words(qtbot: QtBot, page: ModelsPage) -> None:
    part = page.to_get
    asked(qtbot, part, CARD)
    assert part.chart is not None
    for words in ("16 bits", "8 bits", "4 bits (NF4)", "Filled: fits", "Hollow: does not fit"):
        assert words in part.chart.legend.text
    assert "Lines: the sizes of Qwen3." in part.chart.legend.text
    # What is not drawn is not explained.
    four = [one for one in found(Asked(computer=CARD)).advice if one.level is Level.NF4]
    part.chart.show_advice(four, 10**10, "free here")
    assert "8 bits" not in part.chart.legend.text


def _move(widget: QWidget, place: QPointF) -> None:
    """QTest moves the real mouse, which cannot leave the screen, and that of the tests is small."""
    none, keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    there = QPointF(widget.mapToGlobal(place))
    event = QMouseEvent(QEvent.Type.MouseMove, place, there, none, none, keys)
    QApplication.sendEvent(widget, event)


def _lines(part: ModelsFind) -> list[str]:
    """What the lines across the chart are called."""
    from pyqtgraph import InfiniteLine

    assert part.chart is not None
    items = part.chart.plot.getPlotItem().items
    return [item.label.format for item in items if isinstance(item, InfiniteLine)]


def test_another_computers_memory_is_not_said_to_be_free_here(
    qtbot: QtBot, page: ModelsPage
) -> None:
    part = page.to_get
    for computer in (CARD, "CPU 16 GB"):
        asked(qtbot, part, computer)
        assert _lines(part) == [f"memory of {computer}"]
        told = _texts(part)
        assert "memory free" not in told and "best here" not in told
        assert "this computer" not in part.models.filter.fits.text()
    part.show_found(found_on(Asked(), Computer("cpu", "CPU", 10**10, 3e10, measured=True)))
    assert _lines(part) == ["free here"]
    assert "10.0 GB of memory free now, read at 30 GB/s" in _texts(part)


def test_the_mouse_is_told_the_point_that_it_is_at(qtbot: QtBot, page: ModelsPage) -> None:
    part = page.to_get
    asked(qtbot, part, CARD)
    chart = part.chart
    assert chart is not None
    view = chart.plot.viewport()
    qtbot.waitUntil(lambda: view.width() > 300, timeout=PATIENCE)
    chart.grab()
    for point in (chart._points[0], chart._points[-1]):
        _move(view, QPointF(chart.plot.mapFromScene(chart.place_of(point))))
        one = point.advice
        assert one.plan is not None and one.model.name in QToolTip.text()
        for words in (
            level_text(one.level),
            about_text(one.plan.total),
            " · fits" if one.fits else "does not fit",
        ):
            assert words in QToolTip.text()
    assert chart._points[0].advice.fits is not chart._points[-1].advice.fits
    _move(view, QPointF(view.width() - 5, view.height() - 5))
    qtbot.waitUntil(lambda: QToolTip.text() == "", timeout=PATIENCE)


def test_by_keys_the_same_is_told(qtbot: QtBot, page: ModelsPage) -> None:
    part = page.to_get
    asked(qtbot, part, CARD)
    chart = part.chart
    assert chart is not None
    for _ in chart._points:
        QTest.keyClick(chart, Qt.Key.Key_Right)
        assert chart.marked is not None
        assert point_text(chart.marked) in chart.accessibleDescription()
        assert point_text(chart.marked) == chart.told.text()
    assert chart.marked is chart._points[-1]
    for row in part.rows:
        for one in row.ways.levels:
            if one.plan is not None:
                assert about_text(one.plan.total) in row.get.accessibleDescription()


def test_the_picture_shows_that_the_keys_are_in_it(qtbot: QtBot, page: ModelsPage) -> None:
    part = page.to_get
    asked(qtbot, part, CARD)
    chart = part.chart
    assert chart is not None
    page.window().activateWindow()
    part.models.filter.words.setFocus()
    without = chart.grab().toImage()
    chart.setFocus()
    assert chart.hasFocus() and chart.grab().toImage() != without


def test_a_click_gets_the_model_and_the_next_uses_it(
    qtbot: QtBot, program: Program, page: ModelsPage, hub: Hub
) -> None:
    part = page.to_get
    asked(qtbot, part, CARD)
    card = part.card
    assert card is not None and hub.requests == []
    hub.repositories[card.advice.model.id] = model(200_000)
    with qtbot.waitSignal(program.downloads.finished, timeout=PATIENCE):
        card.get.click()
    QCoreApplication.processEvents()
    assert card.get.text() == "Use it"
    # The same model's row in the list says the same.
    assert part.rows[0].get.text() == "Use it"
    card.get.click()
    settings = program.context.settings
    assert settings.get("engine.chat_model") == card.get.folder != ""
    # The bits were advised for another computer.
    assert settings.get("engine.level") == "nf4"
    part._found = found_on(Asked(), Computer("cpu", "CPU", 10**11, 1e11))
    part._use(replace(card.advice, level=Level.INT8), card.get.folder)
    assert settings.get("engine.level") == "8"
    part._found = found_on(Asked(Role.EMBEDDING), Computer("cpu", "CPU", 10**11, 1e11))
    part._use(replace(card.advice, level=Level.FULL), card.get.folder)
    assert settings.get("engine.level") == "8"


def test_of_a_computer_that_is_not_known_no_rows_are_shown(qtbot: QtBot, page: ModelsPage) -> None:
    part = page.to_get
    asked(qtbot, part, CARD)
    assert part.card is not None and part.rows and part.chart is not None
    box, line = part.controls.computer, part.controls.computer.lineEdit()
    assert line is not None
    offered = box.count()
    box.setEditText("Deep {Thought}")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Deep {Thought}" in _texts(part), timeout=PATIENCE)
    assert part.rows == [] and part.card is None
    assert not part.chart.isVisible() and not part.models.filter.isVisible()
    # One sentence, and what it says can be typed.
    told = box.accessibleDescription()
    assert told in _texts(part) and told.endswith(".") and ". " not in told
    examples_told = re.findall("“([^”]+)”", told)[1:]
    assert len(examples_told) == 2 and all(pretended(text) for text in examples_told)
    # It is not among what can be chosen afterwards, and what is known brings all back.
    assert box.count() == offered
    part.ask(Asked(computer=examples_told[0]))
    qtbot.waitUntil(lambda: bool(part.rows), timeout=PATIENCE)
    assert part.card is not None and part.chart.isVisible()
    assert part.models.filter.isVisible() and box.accessibleDescription() == ""


def test_a_field_that_the_focus_leaves_asks_nothing(qtbot: QtBot, page: ModelsPage) -> None:
    controls = page.to_get.controls
    line = controls.computer.lineEdit()
    assert line is not None
    with qtbot.assertNotEmitted(controls.asked, wait=600):
        line.editingFinished.emit()
    controls.computer.setEditText(CARD)
    with qtbot.waitSignal(controls.asked, timeout=PATIENCE):
        line.editingFinished.emit()


@pytest.mark.parametrize(
    ("step", "told"),
    [
        (
            Step(Level.INT8, 3 * 10**9, 30.4, True),
            "8 bits, about 3.0 GB more memory, at most 30 tokens/s",
        ),
        (
            Step(Level.FULL, 9 * 10**9, 12.0, False),
            "16 bits, about 9.0 GB more memory (does not fit)",
        ),
        (
            Step(Level.NF4, -(10**9), 71.0, True),
            "4 bits (NF4), about 1.0 GB less memory, at most 71 tokens/s",
        ),
        (Step(Level.NF4, -(10**9), 0.0, True), "4 bits (NF4), about 1.0 GB less memory"),
    ],
)
def test_other_bits_are_told_with_their_speed(program: Program, step: Step, told: str) -> None:
    assert step_text(step) == told


def test_the_card_tells_what_other_bits_take(qtbot: QtBot, page: ModelsPage) -> None:
    part = page.to_get
    asked(qtbot, part, "RTX 3090 24 GB")
    assert part.card is not None
    steps = [step for step in (part.card.advice.up, part.card.advice.down) if step is not None]
    assert any("tokens/s" in step_text(step) for step in steps)
    for step in steps:
        assert step_text(step) in _texts(part)


def test_no_forecast_is_told_as_if_it_were_exact(qtbot: QtBot, page: ModelsPage) -> None:
    assert (about_text(7.8461e9), about_text(603_979_776)) == ("about 7.8 GB", "about 600 MB")
    part = page.to_get
    asked(qtbot, part, CARD)
    card = part.card
    assert card is not None and part.chart is not None
    bar = card.findChild(MemoryBar)
    assert bar is not None
    texts = [
        *(label.text() for label in card.findChildren(QLabel)),
        *(label.text() for row in part.rows for label in row.findChildren(QLabel)),
        *(row.get.text() for row in part.rows),
        *(card.get.text(), bar.accessibleName(), part.chart.told.text()),
    ]
    # A remark tells for which cards a model is; all else is forecast.
    sizes = [
        found
        for text in texts
        for found in re.finditer(r"(\w+ )?(?<![\d.])[\d.]+ [GM]B", text)
        if not any(text.startswith(one.remark) for one in catalogue())
    ]
    assert len(sizes) > 3 * len(part.rows)
    assert {found.group(1) for found in sizes} <= {"about ", "About "}


def test_the_search_hides_rows_after_a_pause_and_makes_none(qtbot: QtBot, page: ModelsPage) -> None:
    part = page.to_get
    asked(qtbot, part, CARD)
    field = part.models.filter.words
    field.setFocus()
    all_rows = part.rows
    with qtbot.waitSignal(part.models.filter.changed, timeout=PATIENCE):
        with qtbot.assertNotEmitted(part.models.filter.changed):
            for letter in "qwen3 14":
                field.insert(letter)
        assert part.rows == all_rows
    assert [row.ways.model.name for row in part.rows] == ["Qwen3 14B"]
    assert part.rows[0] in all_rows and field.hasFocus()
    assert f"1 of {len(all_rows)} models" in _texts(part)
    # Whoever presses Return does not wait.
    field.setText("")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert part.rows == all_rows


def test_another_computer_tells_the_same_rows_anew(qtbot: QtBot, page: ModelsPage) -> None:
    part = page.to_get
    page.window().activateWindow()
    asked(qtbot, part, CARD)
    assert part.card is not None
    rows = {row.ways.model.id: row for row in part.rows}
    last = part.rows[-1]
    last.get.setFocus()
    asked(qtbot, part, "RTX 3090 24 GB")
    assert {row.ways.model.id: row for row in part.rows} == rows
    answer = found(Asked(context=part.controls.value().context, computer="RTX 3090 24 GB"))
    assert [row.ways for row in part.rows] == list(answer.models)
    assert last.get.hasFocus()
    # The keys go through them as the eyes do, in the order that they have now.
    assert [*rows] != [row.ways.model.id for row in part.rows]
    part.rows[0].get.setFocus()
    for row, following in pairwise(part.rows):
        QTest.keyClick(row.get, Qt.Key.Key_Tab)
        assert following.get.hasFocus()
    # The recommendation is another card, and the focus is on it where it was on the one before.
    card = part.card
    assert card is not None
    card.get.setFocus()
    asked(qtbot, part, CARD)
    assert part.card is not None and part.card is not card and part.card.get.hasFocus()
    # Another task has other models.
    part.ask(Asked(Role.EMBEDDING, 512, CARD))
    qtbot.waitUntil(lambda: part.rows[0].ways.model.id not in rows, timeout=PATIENCE)
    assert not rows.keys() & {row.ways.model.id for row in part.rows}


def test_programs_are_to_be_closed_only_on_this_computer(page: ModelsPage) -> None:
    part = page.to_get
    for computer, has_programs in (("", True), ("CPU 1 GB", False)):
        part.show_found(found_on(Asked(computer=computer), Computer("cpu", "CPU", 10**6, 0.0)))
        told = part.controls.computer.accessibleDescription()
        assert "None" in told and ("programs" in told) is has_programs


@pytest.mark.parametrize("language", ["zh_CN"])
def test_in_chinese_brackets_and_commas_are_chinese(qtbot: QtBot, page: ModelsPage) -> None:
    part = page.to_get
    part.ask(Asked(computer=CARD))
    qtbot.waitUntil(lambda: CARD in _texts(part), timeout=PATIENCE)
    assert part.card is not None and part.chart is not None
    texts = [
        *(label.text() for one in (part.card, *part.rows) for label in one.findChildren(QLabel)),
        *(row.get.text() for row in part.rows),
        *(part.chart.told.text(), part.chart.legend.text),
    ]
    assert any("（放得下）" in text and "；" in text for text in texts)
    for text in texts:
        assert not re.search("[(),;]|[。；] ", text), text
    bar = part.card.findChild(MemoryBar)
    assert bar is not None and bar.accessibleName().startswith("权重约 ")


def test_any_model_says_where_it_comes_from_before_it_is_asked(
    qtbot: QtBot, program: Program, page: ModelsPage, hub: Hub, tmp_path: Path
) -> None:
    field = page.to_get.any_model
    for text, is_good in (("no model//at all", False), ("house/model", True), ("../x y", False)):
        field.field.setText(text)
        assert field.get.isEnabled() is is_good
    field.field.setText("house/model")
    assert hub.url in field.told.text() and hub.requests == []
    field.field.setText(str(tmp_path))
    assert str(tmp_path) in field.told.text()
    hub.repositories["house/model"] = model(100_000)
    field.field.setText("house/model")
    with qtbot.waitSignal(program.downloads.finished, timeout=PATIENCE):
        QTest.keyClick(field.field, Qt.Key.Key_Return)
    # The download's row came to the front.
    assert page.on_the_way.isVisible() and page.on_the_way.row("house/model").isVisible()


def test_the_window_opens_without_pyqtgraph() -> None:
    code = (
        "import sys; import nibble_app.window, nibble_app.pages.models.find; "
        "sys.exit('pyqtgraph' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
