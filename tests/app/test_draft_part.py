"""Long documents at the keyboard: an outline, drafts section by section, a stop, a new start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTabBar,
)
from pytestqt.qtbot import QtBot

from nibble_app.modes.writing.drafting.entered import Entered
from nibble_app.modes.writing.drafting.part import DraftPart
from nibble_app.widgets.inline_message import InlineMessage
from nibble_app.widgets.side_list import SideList
from nibble_engine.api import Action
from nibble_engine.terms import Term
from nibble_engine.writing.plan import Plan, PlanSection
from writing_bench import PATIENCE, Bench, closed, opened

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
OUTLINE = "1. 目标 — 要达到什么\n2. 方法 — 怎么做\n3. 结论 — 得出什么"
DRAFT = "这一节是第{n}次写的，它说明了事情的经过，也说明了为什么这样做，以及接下来怎么办。"
PLAN = Plan("报告", "说明进展", language="zh-Hans").with_sections(
    PlanSection(key, heading, note=f"{heading}的内容")
    for key, heading in (("a", "引言"), ("b", "进展"), ("c", "结语"))
)


@pytest.fixture
def bench(qapp: QApplication, nibble_home: Path) -> Iterator[Bench]:
    bench = opened(qapp, nibble_home)
    bench.answers(("提纲的各行", OUTLINE), ("正文", DRAFT), ("summarise", "概括第{n}句。"))
    yield bench
    closed(qapp, bench)


@pytest.fixture
def part(bench: Bench, qtbot: QtBot) -> Iterator[DraftPart]:
    part = made(bench, qtbot)
    yield part
    part.shutdown()
    part.close()
    part.deleteLater()


def made(bench: Bench, qtbot: QtBot) -> DraftPart:
    part = DraftPart(bench.context, bench.manuscript, bench.store.plans)
    part.resize(380, 720)
    bench.editor.show()
    part.show()
    part.activateWindow()
    qtbot.waitUntil(part.isActiveWindow)
    return part


def statuses(part: DraftPart) -> list[str]:
    plan = part.keeper.plan
    return [one.status for one in plan.sections] if plan else []


def idle(part: DraftPart, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not part.drafter.busy, timeout=PATIENCE)


def test_from_what_it_is_about_to_a_whole_document(
    bench: Bench, part: DraftPart, qtbot: QtBot
) -> None:
    document = bench.open("")
    bench.load(qtbot)
    glossary = bench.store.terms.create("own", "zh-Hans", "zh-Hans")
    bench.store.terms.add(glossary, Term("目标", "目标", "zh-Hans", "zh-Hans", forbidden=("目地",)))
    entered: list[Entered] = []
    part.drafted.connect(entered.append)
    part.start.goal.setFocus()
    QTest.keyClicks(part.start.goal, "Ein Bericht ")
    part.start.goal.insertPlainText("写一份关于项目进展的报告")
    part.start.language.setCurrentIndex(0)
    part.start.title.setText("报告")
    part.start.make.setFocus()
    QTest.keyClick(part.start.make, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(statuses(part)) == 3, timeout=PATIENCE)
    assert part.outline.isVisible() and bench.store.plans.get(document) == part.keeper.plan
    assert [entry.title for entry in part.outline.list.entries()] == ["目标", "方法", "结论"]
    QTest.keyClick(part.outline.foot.all, Qt.Key.Key_Space)
    idle(part, qtbot)
    text = bench.manuscript.text
    assert text.startswith("# 报告\n\n## 目标\n\n这一节是第") and text.count("## ") == 3
    assert statuses(part) == ["drafted"] * 3
    assert part.outline.foot.progress.whole() == "3 of 3 sections are written or locked"
    # Each section was asked for with what the ones before it say, and with the terms.
    drafts = [one for one in bench.asked() if one.action is Action.INSTRUCT][1:]
    assert [one.earlier.count("\n") + bool(one.earlier) for one in drafts] == [0, 1, 2]
    assert all(one.terms[0].forbidden == ("目地",) for one in drafts)
    assert [one.label for one in entered] == ["Draft: 目标", "Draft: 方法", "Draft: 结论"]
    assert entered[1].proposal.request.action is Action.INSTRUCT and entered[1].proposal.model
    # One step of undo takes one section.
    bench.editor.undo()
    assert bench.manuscript.text.count("## ") == 2 and "## 方法" in bench.manuscript.text


def test_what_the_person_wrote_and_what_is_locked_stays_byte_for_byte(
    bench: Bench, part: DraftPart, qtbot: QtBot
) -> None:
    own = "## 引言\n\n 我 自己写的，\t两个空格  。\n\n\n## 结语\n\n"
    document = bench.open(own)
    bench.store.plans.save(document, PLAN)
    bench.manuscript.open("", "")
    bench.manuscript.open(document, own)
    bench.load(qtbot)
    part.outline.list.select("c")
    part.outline.refresh()
    QTest.keyClick(part.outline.tools.lock, Qt.Key.Key_Space)
    assert statuses(part)[2] == "locked" and not part.outline.form.heading.isEnabled()
    part.outline.foot.all.click()
    idle(part, qtbot)
    text = bench.manuscript.text
    assert statuses(part) == ["edited", "drafted", "locked"]
    assert text.startswith(own[: own.index("## 结语")]) and text.endswith("## 结语\n\n")
    assert "## 进展\n\n这一节是第" in text
    written = [one for one in bench.asked() if one.action is Action.INSTRUCT]
    assert len(written) == 1 and "我 自己写的" in written[0].earlier


def test_stop_keeps_what_is_there_and_goes_on_with_the_next(
    bench: Bench, part: DraftPart, qtbot: QtBot
) -> None:
    bench.store.plans.save(document := bench.open(""), PLAN)
    bench.manuscript.open("", "")
    bench.manuscript.open(document, "")
    bench.load(qtbot, milliseconds=150)
    part.outline.foot.all.click()
    qtbot.waitUntil(lambda: statuses(part)[:1] == ["drafted"], timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(bench.asked()) > 1, timeout=PATIENCE)
    assert part.outline.foot.progress.whole().startswith("Writing 2 of 3: 进展")
    QTest.keyClick(part.outline.foot.stop, Qt.Key.Key_Space)
    assert not part.drafter.busy and statuses(part) == ["drafted", "empty", "empty"]
    assert part.outline.foot.all.text() == "Go on drafting"
    first = bench.manuscript.text
    part.outline.foot.all.click()
    idle(part, qtbot)
    assert statuses(part) == ["drafted"] * 3 and bench.manuscript.text.startswith(first.rstrip())


def test_a_draft_that_did_not_come_into_the_document_is_put_there_without_the_model(
    bench: Bench, part: DraftPart, qtbot: QtBot
) -> None:
    # As it is after a kill between keeping the plan and saving the document.
    kept = PLAN.changed(PlanSection("a", "引言", draft="写好了的一段。", drafted_for="引言的内容"))
    bench.store.plans.save(document := bench.open(""), kept)
    bench.manuscript.open("", "")
    bench.manuscript.open(document, "")
    bench.load(qtbot)
    assert statuses(part) == ["empty"] * 3
    part.outline.foot.all.click()
    idle(part, qtbot)
    assert "## 引言\n\n写好了的一段。" in bench.manuscript.text
    written = [one for one in bench.asked() if one.action is Action.INSTRUCT]
    assert len(written) == 2 and statuses(part) == ["drafted"] * 3


def test_a_changed_note_gives_a_revision_that_waits(
    bench: Bench, part: DraftPart, qtbot: QtBot
) -> None:
    draft = DRAFT.replace("第{n}次", "上次")
    bench.answers(("修改正文", draft.replace("经过", "结果")), ("正文", draft), ("summ", "概括。"))
    bench.store.plans.save(document := bench.open(""), PLAN)
    bench.manuscript.open("", "")
    bench.manuscript.open(document, "")
    bench.load(qtbot)
    part.outline.list.select("b")
    part.outline.refresh()
    part.outline.foot.one.click()
    idle(part, qtbot)
    before = bench.manuscript.text
    assert statuses(part) == ["empty", "drafted", "empty"] and "经过" in before
    part.outline.form.note.setFocus()
    part.outline.form.note.selectAll()
    part.outline.form.note.insertPlainText("只说结果")
    qtbot.waitUntil(part.outline.foot.one.isEnabled, timeout=PATIENCE)
    assert part.outline.foot.one.text() == "Revise this section"
    QTest.keyClick(part.outline.foot.one, Qt.Key.Key_Space)
    qtbot.waitUntil(part.outline.revision.isVisible, timeout=PATIENCE)
    assert bench.manuscript.text == before
    QTest.keyClick(part.outline.revision.accept, Qt.Key.Key_Escape)
    assert not part.outline.revision.isVisible() and bench.manuscript.text == before
    part.outline.foot.one.click()
    qtbot.waitUntil(part.outline.revision.isVisible, timeout=PATIENCE)
    entered: list[Entered] = []
    part.drafted.connect(entered.append)
    QTest.keyClick(part.outline.revision.accept, Qt.Key.Key_Space)
    assert "结果" in bench.manuscript.text and "经过" not in bench.manuscript.text
    assert entered[0].original in before and statuses(part)[1] == "drafted"
    assert part.outline.foot.one.text() == "Draft this section"
    bench.editor.undo()
    assert bench.manuscript.text == before


def test_a_revision_that_changes_a_number_has_to_be_seen_first(
    bench: Bench, part: DraftPart, qtbot: QtBot
) -> None:
    body = "屋顶的报价是74,500元，工期从3月12日开始，共有三家公司报价，其中两家超出预算。"
    bench.answers(("修改正文", body.replace("74", "47")))
    old = PlanSection("b", "进展", note="新的要求", draft=body, drafted_for="旧的要求")
    bench.store.plans.save(document := bench.open(""), PLAN.changed(old))
    bench.manuscript.open("", "")
    bench.manuscript.open(document, text := f"## 进展\n\n{body}\n")
    bench.load(qtbot)
    part.outline.list.select("b")
    part.outline.refresh()
    qtbot.waitUntil(part.outline.foot.one.isEnabled, timeout=PATIENCE)
    part.outline.foot.one.click()
    pane = part.outline.revision
    qtbot.waitUntil(pane.isVisible, timeout=PATIENCE)
    assert pane.facts.said.text() == "No longer there: 74,500元\nNew: 47,500元"
    assert pane.facts.box.hasFocus() and not pane.accept.isEnabled()
    QTest.keyClick(pane.accept, Qt.Key.Key_Space)
    assert bench.manuscript.text == text
    QTest.keyClick(pane.facts.box, Qt.Key.Key_Space)
    QTest.keyClick(pane.accept, Qt.Key.Key_Space)
    assert bench.manuscript.text == text.replace("74", "47")


def test_the_outline_is_edited_by_keyboard(bench: Bench, part: DraftPart, qtbot: QtBot) -> None:
    document = bench.open("## 进展\n\n我的进展。\n")
    part.take_plan(PLAN)
    listed = part.outline.list
    listed.setFocus()

    def titles() -> list[str]:
        return [entry.title.replace("\u2003", ">") for entry in listed.entries()]

    QTest.keyClick(listed, Qt.Key.Key_Down, ALT)
    assert titles() == ["进展", "引言", "结语"]
    QTest.keyClick(listed, Qt.Key.Key_Right, ALT)
    assert titles() == ["进展", ">引言", "结语"]
    QTest.keyClick(listed, Qt.Key.Key_Insert)
    assert part.outline.form.heading.hasFocus()
    QTest.keyClicks(part.outline.form.heading, "Costs")
    QTest.keyClick(part.outline.form.heading, Qt.Key.Key_Return)
    assert titles() == ["进展", ">引言", ">Costs", "结语"]
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Delete)
    assert titles() == ["进展", ">引言", "结语"]
    # A heading that is in the document is renamed there too, as one step.
    listed.select("b")
    part.outline.refresh()
    QTest.keyClick(listed, Qt.Key.Key_Return)
    part.outline.form.heading.selectAll()
    QTest.keyClicks(part.outline.form.heading, "State")
    QTest.keyClick(part.outline.form.heading, Qt.Key.Key_Return)
    assert bench.manuscript.text == "## State\n\n我的进展。\n"
    plan = bench.store.plans.get(document)
    assert plan == part.keeper.plan and plan is not None
    assert [one.status for one in plan.sections] == ["edited", "empty", "empty"]


def test_what_is_moved_in_the_outline_is_moved_in_the_document(
    bench: Bench, part: DraftPart, qtbot: QtBot
) -> None:
    bench.open(text := "## 引言\n\n一。\n\n## 进展\n\n二。\n")
    part.take_plan(PLAN)
    part.outline.list.setFocus()
    QTest.keyClick(part.outline.list, Qt.Key.Key_Down, ALT)
    assert bench.manuscript.text == "## 进展\n\n二。\n\n## 引言\n\n一。\n\n"
    assert [one.key for one in part.keeper.current().sections] == ["b", "a", "c"]
    QTest.keyClick(part.outline.list, Qt.Key.Key_Right, ALT)
    assert "\n### 引言\n" in bench.manuscript.text
    bench.editor.undo()
    bench.editor.undo()
    assert bench.manuscript.text == text


def test_the_plan_goes_with_its_document(bench: Bench, part: DraftPart) -> None:
    asked: list[bool] = []
    part.document_asked.connect(lambda: asked.append(True))
    part.take_plan(PLAN)
    assert asked == [True] and part.outline.isVisible()
    document = bench.store.documents.create("", "")
    bench.manuscript.named(document)
    assert bench.store.plans.get(document) == PLAN and part.keeper.plan == PLAN
    other = bench.open("另一篇")
    assert part.keeper.plan is None and part.start.isVisible()
    assert bench.store.plans.get(other) is None
    part.take_plan(Plan("新"))
    bench.manuscript.open("", "")
    part.take_plan(PLAN)
    third = bench.open("第三篇")
    # That one was opened, not kept for the first time: it does not get the plan.
    assert bench.store.plans.get(third) is None and part.keeper.plan is None
    bench.manuscript.open(document, "")
    assert part.keeper.plan == PLAN


def test_an_outline_can_be_stopped_and_the_old_one_kept(
    bench: Bench, part: DraftPart, qtbot: QtBot
) -> None:
    bench.open("")
    part.take_plan(PLAN)
    bench.load(qtbot, milliseconds=500)
    part.outline.start_asked.emit()
    assert part.start.goal.hasFocus()
    part.start.goal.insertPlainText("另一篇报告")
    part.start.language.setCurrentIndex(0)
    part.start.audience.setFocus()
    QTest.keyClick(part.start.audience, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(bench.asked()) == 1, timeout=PATIENCE)
    # What is typed in the document meanwhile does not take the page away.
    bench.editor.appendPlainText("文字")
    part.keeper.current()
    assert part.start.isVisible() and not part.start.make.isEnabled()
    QTest.keyClick(part.start.stop, Qt.Key.Key_Space)
    assert part.start.make.isEnabled() and not part.start.stop.isVisible()
    QTest.keyClick(part.start.back, Qt.Key.Key_Space)
    assert part.outline.isVisible() and part.keeper.plan == PLAN


def test_the_headings_of_the_document_become_the_outline(
    bench: Bench, part: DraftPart, qtbot: QtBot
) -> None:
    bench.open("没有标题的文字")
    QTest.keyClick(part.start.headings, Qt.Key.Key_Space)
    assert part.message.isVisible() and part.keeper.plan is None
    bench.open("# 书\n\n## 一\n\n文。\n\n## 二\n")
    QTest.keyClick(part.start.headings, Qt.Key.Key_Space)
    assert part.keeper.plan is not None and part.keeper.plan.title == "书"
    assert statuses(part) == ["edited", "empty"]
    # What is written is seen a moment later.
    bench.editor.appendPlainText("\n第二章。")
    qtbot.waitUntil(lambda: statuses(part) == ["edited", "edited"], timeout=PATIENCE)


def test_an_engine_that_fails_is_told_and_nothing_is_lost(
    bench: Bench, part: DraftPart, qtbot: QtBot
) -> None:
    bench.answers(("no such part", ""))
    bench.store.plans.save(document := bench.open(""), PLAN)
    bench.manuscript.open("", "")
    bench.manuscript.open(document, "")
    bench.load(qtbot)
    part.outline.foot.all.click()
    idle(part, qtbot)
    assert bench.told and statuses(part) == ["empty"] * 3 and bench.manuscript.text == ""


def test_sections_that_come_to_nothing_are_said_and_do_not_go_on_for_ever(
    bench: Bench, part: DraftPart, qtbot: QtBot
) -> None:
    bench.answers(("正文", "好。"), ("summ", "概括。"))
    bench.store.plans.save(document := bench.open(""), PLAN)
    bench.manuscript.open("", "")
    bench.manuscript.open(document, "")
    bench.load(qtbot)
    part.outline.foot.all.click()
    idle(part, qtbot)
    assert len(bench.asked()) == 2 and bench.manuscript.text == ""
    previews = [entry.preview for entry in part.outline.list.entries()]
    assert previews[0].startswith("What the model gave is no text") and previews[1] == previews[0]


def test_the_summary_reads_every_section(bench: Bench, part: DraftPart, qtbot: QtBot) -> None:
    text = "# 年报\n\n" + "".join(f"## 第{n}节\n\n第{n}节写了很多事情。\n\n" for n in range(1, 6))
    bench.open(text)
    bench.load(qtbot)
    part.tabs.setFocus()
    QTest.keyClick(part.tabs, Qt.Key.Key_Right)
    assert part.summary.isVisible()
    entered: list[Entered] = []
    part.drafted.connect(entered.append)
    QTest.keyClick(part.summary.start, Qt.Key.Key_Space)
    qtbot.waitUntil(part.summary.insert.isEnabled, timeout=PATIENCE)
    lines = part.summary.result.toPlainText().splitlines()
    assert len(lines) == 5 and lines[4] == "- **第5节**: 概括第5句。"
    assert "".join(one.text for one in bench.asked()).count("写了很多事情") == 5
    QTest.keyClick(part.summary.insert, Qt.Key.Key_Space)
    assert bench.manuscript.text.startswith("# 年报\n\n- **第1节**: 概括第1句。\n- ")
    assert bench.manuscript.text.replace("\n".join(lines) + "\n\n", "", 1) == text
    assert entered[0].proposal.request.action is Action.SUMMARISE
    bench.editor.undo()
    assert bench.manuscript.text == text
    bench.open("另一篇")
    assert part.summary.result.toPlainText() == "" and not part.summary.insert.isEnabled()


def test_everything_has_a_name(part: DraftPart) -> None:
    part.take_plan(PLAN)
    for kind in (QAbstractButton, QComboBox, SideList, QLineEdit, QSpinBox, QPlainTextEdit):
        for widget in part.findChildren(kind):
            of_another = isinstance(widget.parent(), QComboBox | QSpinBox | QTabBar | InlineMessage)
            if of_another or widget.objectName().startswith("qt_") or widget.isHidden():
                continue
            is_said = isinstance(widget, QAbstractButton) and widget.text()
            assert widget.accessibleName() or is_said, widget
