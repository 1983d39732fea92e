"""The part that shows how sure the model was: by keyboard and mouse, and over a real engine."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.link import JobHandle
from nibble_app.modes.writing.certainty import CertaintyPart
from nibble_app.modes.writing.certainty.levels import choices
from nibble_app.modes.writing.certainty.scale import STEPS, ground, percent, step_of
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_app.theme.tokens import DARK, LIGHT, Tokens
from nibble_engine.api import (
    Action,
    Candidate,
    Level,
    ModelInfo,
    Role,
    Sampling,
    Token,
    TokensTold,
    Unload,
    Write,
    new_job,
)
from nibble_engine.quantization.planner import PROCESS, plan
from nibble_engine.resources import resource
from windows import PATIENCE, closed, focus, press, wait_for_models

sys.path.insert(0, str(Path(__file__).parent.parent / "engine"))

import model_factory

KEY = Qt.Key


def token(text: str, probability: float, **others: float) -> Token:
    return Token(
        text=text,
        logprob=math.log(probability),
        others=tuple(
            Candidate(text=other.replace("_", " "), logprob=math.log(p))
            for other, p in others.items()
        ),
    )


ANSWER = [
    token("We", 0.95, They=0.02),
    token(" mov", 0.8, _go=0.15),
    token("ed", 0.5, e=0.4),
    token(" on", 0.97, _at=0.01),
    token(" Monday", 0.25, _Friday=0.6, _Sunday=0.1),
    token(".", 0.9, **{"": 0.05, "!": 0.01}),
    token("\n", 0.5),
    token("再见", 0.45, 谢谢=0.5),
    token("。", 0.99),
]
ASKED = Write(job="w", action=Action.REWRITE, text="x", tokens=True)


class Page(QWidget):
    """What the integrator makes, small: an editor and the part beside it."""

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.setObjectName("page")
        self.editor = QPlainTextEdit()
        self.manuscript = Manuscript(self.editor, self)
        self.part = CertaintyPart(program.context, self.manuscript)
        layout = QVBoxLayout(self)
        layout.addWidget(self.part)
        self.resize(420, 760)
        self.show()
        self.activateWindow()


@pytest.fixture
def program(qapp: QApplication, nibble_home: Path) -> Iterator[Program]:
    settings = Settings(folders.config_file())
    settings.set("ui.language", "en")
    settings.set("ui.theme", "light")
    program = Program.open(qapp)
    yield program
    closed(qapp, program)


@pytest.fixture
def page(qtbot: QtBot, program: Program) -> Iterator[Page]:
    page = Page(program)
    qtbot.waitExposed(page)
    yield page
    page.close()
    page.deleteLater()
    QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def part(page: Page) -> CertaintyPart:
    page.part.show_answer(ASKED, "".join(one.text for one in ANSWER), ANSWER)
    page.part.text.setFocus()
    return page.part


def head(part: CertaintyPart) -> str:
    return part.card.head.text()


def rows(part: CertaintyPart) -> list[str]:
    listed = part.card.list
    return [listed.item(row).text() for row in range(listed.count())]


def test_before_an_answer_the_page_says_what_will_be_there(page: Page) -> None:
    assert page.part.empty.isVisible() and not page.part.text.isVisible()


def test_arrow_keys_go_word_by_word_and_show_what_else_could_stand_there(
    part: CertaintyPart,
) -> None:
    assert not part.empty.isVisible() and head(part) == "“We”: 95 %"
    press(KEY.Key_Right)
    assert head(part) == "“moved”: 40 %"
    assert rows(part) == ["mov, 80 %, chosen", "go, 15 %"]
    assert part.text.accessibleDescription() == "moved: 40 %"
    press(KEY.Key_Left)
    assert head(part) == "“We”: 95 %"
    press(KEY.Key_Left)
    assert head(part) == "“We”: 95 %"
    press(KEY.Key_Down)
    assert head(part) == "“再见”: 45 %"
    press(KEY.Key_Up, KEY.Key_End)
    assert head(part) == "“。”: 99 %"
    press(KEY.Key_Home)
    assert head(part) == "“We”: 95 %"


def test_one_jumps_from_unsure_word_to_unsure_word(part: CertaintyPart) -> None:
    assert part.count.text() == "3 of 7 words under 60 %"
    seen = []
    for _ in range(4):
        QTest.keyClick(focus(), KEY.Key_Right, Qt.KeyboardModifier.ControlModifier)
        seen.append(head(part).split("”")[0].strip("“"))
    assert seen == ["moved", "Monday", "再见", "再见"]
    QTest.mouseClick(part.previous, Qt.MouseButton.LeftButton)
    assert head(part) == "“Monday”: 25 %"
    QTest.mouseClick(part.next, Qt.MouseButton.LeftButton)
    assert head(part) == "“再见”: 45 %"


def test_by_keyboard_alone_one_continues_with_another_word(
    qtbot: QtBot, part: CertaintyPart
) -> None:
    for _ in range(3):
        press(KEY.Key_Right)
    assert head(part) == "“Monday”: 25 %" and not part.card.button.isEnabled()
    press(KEY.Key_Return)
    assert focus() is part.card.list and rows(part)[0] == "Friday, 60 %"
    press(KEY.Key_Return)
    assert focus() is part.card.list  # what was chosen already is no alternative
    press(KEY.Key_Up)
    assert part.card.button.text() == "Continue from here with “Friday”"
    press(KEY.Key_Return)
    assert focus() is part.card.button
    with qtbot.waitSignal(part.continued_from) as said:
        press(KEY.Key_Space)
    assert said.args == ["We moved on Friday"]


def test_escape_leads_back_to_the_text(part: CertaintyPart) -> None:
    press(KEY.Key_Return, KEY.Key_Escape)
    assert focus() is part.text


def test_where_an_answer_would_end_nothing_is_continued(part: CertaintyPart) -> None:
    for _ in range(4):
        press(KEY.Key_Right)
    press(KEY.Key_Return, KEY.Key_Down)
    assert rows(part)[1] == "the answer ends, 5 %"
    assert part.card.button.text() == "Here the answer would have ended"
    assert not part.card.button.isEnabled()


def at(part: CertaintyPart, word: int) -> QPoint:
    return next(iter(part.text._boxes(word))).center().toPoint()


def hover(part: CertaintyPart, point: QPoint) -> None:
    view = part.text.viewport()
    button, none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    place, screen = QPointF(point), QPointF(view.mapToGlobal(point))
    event = QMouseEvent(QEvent.Type.MouseMove, place, screen, button, button, none)
    QApplication.sendEvent(view, event)


def test_the_mouse_shows_a_word_and_a_click_keeps_it(part: CertaintyPart) -> None:
    hover(part, at(part, 3))
    assert head(part) == "“Monday”: 25 %"
    hover(part, QPoint(5, part.text.viewport().height() - 5))
    assert head(part) == "“We”: 95 %"
    QTest.mouseClick(part.text.viewport(), Qt.MouseButton.LeftButton, pos=at(part, 1))
    hover(part, at(part, 5))
    QApplication.sendEvent(part.text, QEvent(QEvent.Type.Leave))
    assert head(part) == "“moved”: 40 %" and part.text.current == 1


def test_a_click_on_an_alternative_offers_to_continue(qtbot: QtBot, part: CertaintyPart) -> None:
    QTest.mouseClick(part.text.viewport(), Qt.MouseButton.LeftButton, pos=at(part, 5))
    listed = part.card.list
    box = listed.visualItemRect(listed.item(0))
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert focus() is part.card.button
    with qtbot.waitSignal(part.continued_from) as said:
        QTest.mouseClick(part.card.button, Qt.MouseButton.LeftButton)
    assert said.args == ["We moved on Monday.\n谢谢"]


def test_rare_characters_do_not_shift_the_words(page: Page) -> None:
    tokens = [token("𠮷😀", 0.9), token("𠀋", 0.2), token(" is", 0.4, _was=0.3)]
    page.part.show_answer(ASKED, "𠮷😀𠀋 is", tokens)
    part = page.part
    part.text.setFocus()
    for word, said in enumerate(["𠮷😀", "𠀋", "is"]):
        QTest.mouseClick(part.text.viewport(), Qt.MouseButton.LeftButton, pos=at(part, word))
        assert head(part).startswith(f"“{said}”")


def test_markup_is_text(page: Page) -> None:
    tokens = [token("<b>", 0.5, **{"<img src=x>": 0.3}), token("x", 0.5)]
    page.part.show_answer(ASKED, "<b>x", tokens)
    assert page.part.text.toPlainText() == "<b>x" and head(page.part) == "“<b>”: 50 %"
    assert rows(page.part) == ["<b>, 50 %, chosen", "<img src=x>, 30 %"]


def test_what_has_no_figures_is_said(page: Page) -> None:
    part = page.part
    part.show_answer(ASKED, "No tokens at all.", [])
    assert part.text.toPlainText() == "No tokens at all." and not part.card.isVisible()
    assert part.without.text() == "The engine told no figures for this answer."
    part.show_answer(ASKED, "We moved on Monday", ANSWER[:3])
    assert "beginning" in part.without.text() and part.text.toPlainText() == "We moved on Monday"
    part.show_answer(ASKED, "We moved", ANSWER[:3])
    assert not part.without.isVisible()


def test_another_document_has_another_answer(page: Page) -> None:
    page.manuscript.open("one", "text")
    page.part.show_answer(ASKED, "We moved", ANSWER[:3])
    page.manuscript.document_changed.emit("one")
    assert page.part.text.isVisible()
    page.manuscript.open("two", "text")
    assert page.part.empty.isVisible()


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_shades_can_be_read_and_do_not_speak_by_colour_alone(tokens: Tokens) -> None:
    def light(colour: QColor) -> float:
        parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]
        return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), parts, strict=True))

    def rgb(colour: QColor) -> tuple[float, float, float]:
        return colour.redF(), colour.greenF(), colour.blueF()

    text = light(QColor(tokens.text))
    for step in STEPS:
        behind = light(ground(step, tokens))
        high, low = max(text, behind), min(text, behind)
        assert (high + 0.05) / (low + 0.05) >= 4.5
    assert len({(step.thick, step.line) for step in STEPS}) == len(STEPS)
    thick = [step.thick for step in STEPS]
    assert thick == sorted(thick)


def test_the_steps_follow_the_figures() -> None:
    found = [STEPS.index(step_of(one)) for one in (1.0, 0.9, 0.899, 0.6, 0.599, 0.3, 0.299, 0.0)]
    assert found == [0, 0, 1, 1, 2, 2, 3, 3]
    assert [percent(p) for p in (0.0, 0.004, 0.01, 0.5, 0.994, 0.9999, 1.0)] == [
        "under 1 %", "under 1 %", "1 %", "50 %", "99 %", "over 99 %", "over 99 %",
    ]  # fmt: skip


# --- levels ---


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("m") / "qwen3"
    return model_factory.causal(folder, family="qwen3", tied=True)


def info(path: Path, level: Level = Level.NF4) -> ModelInfo:
    return ModelInfo(
        name="Model",
        path=str(path),
        role=Role.CHAT,
        family="qwen3",
        level=level,
        wanted=level,
        bits=4.5,
        device="cpu",
        memory=1,
        parameters=1,
        context=128,
    )


def test_only_higher_levels_are_offered_and_only_where_they_fit(whole: Path) -> None:
    needed = {
        level: plan(whole, level, 128).total - PROCESS for level in Level if not level.is_gguf
    }
    four = choices(info(whole), lambda: needed[Level.INT8])
    assert [one.level for one in four] == [Level.FULL, Level.INT8]
    assert four[0].problem is not None and four[0].problem.code == "out_of_memory"
    assert four[1].problem is None
    eight = choices(info(whole, Level.INT8), lambda: needed[Level.FULL])
    assert [(one.level, one.problem) for one in eight] == [(Level.FULL, None)]
    assert choices(info(whole, Level.FULL)) == []
    gone = choices(info(whole / "nothing"))
    assert all(one.problem and one.problem.code == "model_not_found" for one in gone)
    graphics = choices(msgspec.structs.replace(info(whole), device="cuda"), lambda: 0)
    assert [one.problem for one in graphics] == [None, None]


def test_a_starter_has_no_other_level() -> None:
    found = choices(info(resource("starter", "chat")))
    assert {one.problem.code for one in found if one.problem} == {"no_full_weights"}


# --- with a real engine ---


def answered(qtbot: QtBot, program: Program) -> tuple[Write, str, list[Token]]:
    """An answer of the loaded model, as the proposer gets it."""
    how = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=24)
    asked = Write(job=new_job(), action=Action.REWRITE, text="Hello.", tokens=True, sampling=how)
    tokens: list[Token] = []
    handle: JobHandle = program.context.link.ask(asked)
    handle.event_arrived.connect(
        lambda event: tokens.extend(event.tokens) if isinstance(event, TokensTold) else None
    )
    with qtbot.waitSignal(handle.ended, timeout=PATIENCE) as ended:
        pass
    assert ended.args is not None
    return asked, ended.args[0].text, tokens


@pytest.mark.slow
def test_an_answer_is_compared_with_the_same_model_at_16_bits(
    qtbot: QtBot, program: Program, page: Page, whole: Path
) -> None:
    program.context.settings.set("engine.chat_model", str(whole))
    program.context.settings.set("engine.translation_model", str(whole))
    program.start()
    wait_for_models(qtbot, program)
    asked, text, tokens = answered(qtbot, program)
    part = page.part
    part.show_answer(asked, text, tokens)
    box = part.compare
    button = box.buttons[Level.FULL]
    qtbot.waitUntil(button.isEnabled, timeout=PATIENCE)
    assert button.accessibleName() == "Compare with 16 bits" and not box.summary.isVisible()
    button.setFocus()
    with qtbot.waitSignal(box.compared, timeout=PATIENCE) as found:
        QTest.keyClick(focus(), KEY.Key_Space)
        assert box.stop_button.isVisible() and focus() is box.stop_button
    assert found.args is not None and found.args[1] is Level.FULL
    # The weights are random: 4 bits turn many of its near ties.
    differing = [one for one in found.args[0] if one.differs]
    assert differing and len(box.list.entries()) == len(differing)
    assert f"at {len(differing)} of {len(found.args[0])} places" in box.summary.text()
    assert "4 bits (NF4) chose “" in box.list.entries()[0].title
    assert "16 bits would choose “" in box.list.entries()[0].preview
    assert focus() is button
    box.list.setFocus()
    QTest.keyClick(box.list, KEY.Key_Down)
    current = part._words[part.text.current]
    assert current.start in {one.word.start for one in differing}
    assert part.card.levels.text().startswith("With 16 bits: ")
    info = program.context.link.state.models[Role.CHAT].info
    assert info is not None and info.level is Level.NF4
    program.context.link.ask(Unload(job=new_job(), role=Role.CHAT))
    qtbot.waitUntil(lambda: not button.isEnabled(), timeout=PATIENCE)
    assert "not loaded any more" in box.reason.text()


@pytest.mark.slow
def test_a_comparison_can_be_stopped_and_the_starter_says_why_there_is_none(
    qtbot: QtBot, program: Program, page: Page, whole: Path
) -> None:
    settings = program.context.settings
    settings.set("engine.chat_model", str(whole))
    settings.set("engine.translation_model", str(whole))
    program.start()
    wait_for_models(qtbot, program)
    box = page.part.compare
    page.part.show_answer(*answered(qtbot, program))
    qtbot.waitUntil(box.buttons[Level.FULL].isEnabled, timeout=PATIENCE)
    with qtbot.waitSignal(box.comparison.ended, timeout=PATIENCE) as ended:
        QTest.mouseClick(box.buttons[Level.FULL], Qt.MouseButton.LeftButton)
        QTest.mouseClick(box.stop_button, Qt.MouseButton.LeftButton)
    assert ended.args == [None]
    assert box.buttons[Level.FULL].isVisible() and not box.summary.isVisible()

    settings.set("engine.chat_model", "")
    qtbot.waitUntil(lambda: program.control.loading, timeout=PATIENCE)
    wait_for_models(qtbot, program)
    page.part.show_answer(*answered(qtbot, program))
    qtbot.waitUntil(lambda: "comes with 4 bits (NF4) only" in box.reason.text(), timeout=PATIENCE)
    assert not any(button.isEnabled() for button in box.buttons.values())
