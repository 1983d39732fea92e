"""New documents out of templates, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from nibble_app.modes.writing.templates.chooser import TemplateChooser
from nibble_engine.writing.plan import Plan
from windows import focus
from writing_bench import Bench, closed, opened

CONTROL = Qt.KeyboardModifier.ControlModifier
Made = list[tuple[str, Plan | None]]


@pytest.fixture
def bench(qapp: QApplication, nibble_home: Path) -> Iterator[Bench]:
    bench = opened(qapp, nibble_home)
    yield bench
    closed(qapp, bench)


@pytest.fixture
def chooser(bench: Bench, qtbot: QtBot) -> Iterator[TemplateChooser]:
    chooser = TemplateChooser(bench.context.theme)
    chooser.resize(1000, 640)
    chooser.show()
    chooser.activateWindow()
    qtbot.waitUntil(chooser.isActiveWindow)
    chooser.begin("en")
    yield chooser
    chooser.close()
    chooser.deleteLater()


@pytest.fixture
def made(chooser: TemplateChooser) -> Made:
    found: Made = []
    chooser.chosen.connect(lambda text, plan: found.append((text, plan)))
    return found


def fill(chooser: TemplateChooser, text: str) -> None:
    """Types into every field, from one to the next by the Tab key."""
    assert chooser.form is not None
    dates = {field.name for field in chooser.template().fields if field.kind == "date"}
    for _ in chooser.form.editors:
        editor = focus()
        is_empty = isinstance(editor, QLineEdit) and not editor.text()
        if editor.accessibleName() not in dates and (
            is_empty or isinstance(editor, QPlainTextEdit)
        ):
            QTest.keyClicks(editor, text)
        QTest.keyClick(focus(), Qt.Key.Key_Tab)


def test_an_email_is_made_with_the_keyboard_alone(chooser: TemplateChooser, made: Made) -> None:
    assert focus() is chooser.list and len(chooser.list.entries()) == 6
    assert "{subject}" in chooser.preview.plain_text()
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    QTest.keyClicks(focus(), "New roof")
    assert "Subject: New roof" in chooser.preview.plain_text()
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert not made and isinstance(focus(), QLineEdit) and focus().accessibleName() == "recipient"
    chooser.list.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    fill(chooser, "Text")
    QTest.keyClick(chooser.make, Qt.Key.Key_Space)
    text, plan = made[0]
    assert text.startswith("Subject: New roof\n\nDear Text,\n\nText\n") and plan is None
    assert text.endswith("Kind regards,\n\nText\n")


def test_a_report_comes_with_its_plan(chooser: TemplateChooser, made: Made) -> None:
    chooser.begin("zh")
    QTest.keyClick(chooser.list, Qt.Key.Key_Down)
    assert chooser.template().id == "report" and "## 任务与目标" in chooser.preview.plain_text()
    QTest.keyClick(chooser.list, Qt.Key.Key_Return)
    fill(chooser, "# 2026")
    assert chooser.form is not None
    long = chooser.form.editors["摘要"]
    long.setFocus()
    QTest.keyClick(long, Qt.Key.Key_Return, CONTROL)
    text, plan = made[0]
    assert text.startswith("# \\# 2026\n") and "# 2026" in text
    assert plan is not None and [one.heading for one in plan.sections][:2] == [
        "任务与目标",
        "工作情况",
    ]
    assert plan.language == "zh-Hans" and "标题: # 2026" in plan.goal


def test_every_template_can_be_chosen_and_filled(chooser: TemplateChooser, made: Made) -> None:
    for tongue in ("zh", "en"):
        chooser.begin(tongue)
        for entry in chooser.list.entries():
            chooser.list.setFocus()
            chooser.list.select(entry.key)
            chooser.list.chosen.emit(entry.key)
            QTest.keyClick(chooser.list, Qt.Key.Key_Return)
            fill(chooser, "Text")
            QTest.keyClick(chooser.make, Qt.Key.Key_Space)
            assert "{" not in made[-1][0]
    assert len(made) == 12


def test_a_wrong_date_is_said_under_its_field(chooser: TemplateChooser, made: Made) -> None:
    chooser.list.select("notice")
    chooser.list.chosen.emit("notice")
    QTest.keyClick(chooser.list, Qt.Key.Key_Return)
    fill(chooser, "Text")
    assert chooser.form is not None
    start = chooser.form.editors["start"]
    assert isinstance(start, QLineEdit)
    start.setText("tomorrow")
    QTest.keyClick(start, Qt.Key.Key_Return)
    assert not made and focus() is start
    start.setText("2026-03-01")
    QTest.keyClick(start, Qt.Key.Key_Return)
    assert "From 2026-03-01 on" in made[0][0]


def test_escape_goes_back(chooser: TemplateChooser, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chooser.left):
        QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert all(
        box.accessibleName() for box in chooser.findChildren(QComboBox) if box.isVisibleTo(chooser)
    )
