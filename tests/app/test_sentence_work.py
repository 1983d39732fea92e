"""Other words, terms, the way back and the tone, in the real window over a real engine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.modes.translation.library import stored
from nibble_app.modes.translation.risk_text import risks_text
from nibble_app.modes.translation.view import TranslationView
from nibble_app.modes.translation.wish_field import follows_instructions
from nibble_app.modes.translation.words import word_at
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_engine.api import Risk, Role, SentenceDone, TermUse, Translate
from nibble_engine.terms import Term
from scripted import scripted_model
from windows import closed, wait_for_models
from windows import text_page as page

PATIENCE = 60_000
ALT = Qt.KeyboardModifier.AltModifier
TEXT = "We are sorry. Where is the station? Good morning!"


def opened(qapp: QApplication, settings: dict[str, str]) -> Program:
    kept = Settings(folders.config_file())
    for key, value in {"ui.language": "en", **settings}.items():
        kept.set(key, value)
    program = Program.open(qapp)
    program.window.show()
    program.start()
    program.window.show_place("translation")
    return program


@pytest.fixture(scope="module")
def starter(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    patch = pytest.MonkeyPatch()
    patch.setenv("NIBBLE_HOME", str(tmp_path_factory.mktemp("home")))
    program = opened(qapp, {})
    yield program
    closed(qapp, program)
    patch.undo()


@pytest.fixture
def view(qtbot: QtBot, starter: Program) -> TranslationView:
    wait_for_models(qtbot, starter)
    view = page(starter)
    view.room.__init__()  # type: ignore[misc]
    starter.window.activateWindow()
    translated(qtbot, view, TEXT)
    return view


def translated(qtbot: QtBot, view: TranslationView, text: str) -> None:
    view.source.setPlainText(text)
    view.now.click()
    qtbot.waitUntil(view.stop.isHidden, timeout=PATIENCE)


def made(view: TranslationView, source: str) -> str:
    sentence = view.links.of_source(source)
    assert sentence is not None
    return sentence.made


def cursor_on(view: TranslationView, source: str, offset: int = 1) -> None:
    sentence = view.links.of_source(source)
    assert sentence is not None
    view.output.setFocus()
    place = view.output.textCursor()
    place.setPosition(sentence.cursors[1].selectionStart() + offset)
    view.output.setTextCursor(place)


def wait_for_options(qtbot: QtBot, view: TranslationView) -> None:
    shown = view.suggestions.list
    qtbot.waitUntil(lambda: shown.isVisible() and bool(shown.options()[0].key), timeout=PATIENCE)


def test_another_word_replaces_its_sentence_and_stays(qtbot: QtBot, view: TranslationView) -> None:
    first, asked, last = "We are sorry.", "Where is the station?", "Good morning!"
    before, after = made(view, first), made(view, last)
    old = made(view, asked)
    cursor_on(view, asked)
    QTest.keyClick(view.output, Qt.Key.Key_Down, ALT)
    wait_for_options(qtbot, view)
    options = view.suggestions.list.options()
    assert options[-1].text == "Other translations of the sentence" and len(options) >= 2
    assert all(option.text for option in options)
    QTest.keyClick(view.suggestions.list.list, Qt.Key.Key_Return)
    chosen = made(view, asked)
    assert chosen != old and not view.suggestions.list.isVisible() and view.output.hasFocus()
    assert made(view, first) == before and made(view, last) == after
    assert chosen in view.output.toPlainText() and old not in view.output.toPlainText()
    qtbot.waitUntil(lambda: not view._context.link.state.jobs, timeout=PATIENCE)
    translated(qtbot, view, TEXT + " Thank you.")
    assert view._context.store.memory.exact(asked, *stored(view.room.pair)) is not None
    assert made(view, asked) == chosen, "an edit elsewhere does not bring the old one back"
    cursor_on(view, asked)
    back = next(b for b in view.details.findChildren(QPushButton) if "Let the model" in b.text())
    back.click()
    qtbot.waitUntil(lambda: view.stop.isHidden() and made(view, asked) == old, timeout=PATIENCE)
    store = view._context.store.memory
    assert store.exact(asked, *stored(view.room.pair)) is None


def test_a_click_asks_and_whole_sentences_come_too(qtbot: QtBot, view: TranslationView) -> None:
    asked = "Where is the station?"
    cursor_on(view, asked)
    centre = view.output.cursorRect().center()
    QTest.mouseClick(view.output.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    wait_for_options(qtbot, view)
    QTest.keyClick(view.suggestions.list.list, Qt.Key.Key_End)
    QTest.keyClick(view.suggestions.list.list, Qt.Key.Key_Return)
    shown = view.suggestions.list
    qtbot.waitUntil(
        lambda: shown.isVisible() and "Looking" not in shown.options()[0].text, timeout=PATIENCE
    )
    assert all(option.text != "Other translations of the sentence" for option in shown.options())
    assert 1 <= len(shown.options()) <= 5
    QTest.keyClick(shown.list, Qt.Key.Key_Escape)
    assert not shown.isVisible() and view.output.hasFocus()


def test_a_chosen_sentence_moves_the_ones_behind_it(view: TranslationView) -> None:
    old = len(made(view, "We are sorry."))
    view.links.replace("We are sorry.", "𠮷😀" * 9)
    for source in ("Where is the station?", "Good morning!"):
        text = made(view, source)
        assert text and text.strip() == text and "𠮷" not in text
    assert view.output.toPlainText().startswith("𠮷😀" * 9 + made(view, "Where is the station?"))
    view.links.add(SentenceDone(source=(0, 2), target=(old, old + 1)))
    assert made(view, "We") == made(view, "Where is the station?")[0], "what comes is behind it"


def test_a_term_that_is_not_used_is_offered(qtbot: QtBot, view: TranslationView) -> None:
    asked = "Where is the station?"
    terms, pair = view._context.store.terms, stored(("en", "zh"))
    terms.add(terms.create("rail", *pair), Term("station", "月台", *pair))
    view.panel.terms.changed.emit()
    translated(qtbot, view, TEXT)
    sentence = view.links.of_source(asked)
    assert sentence is not None and [term.source for term in sentence.terms] == ["station"]
    use = TermUse(source="station", target="月台", held=False, offer="月台在哪里？")
    view.links.judge(asked, (), (use,))
    cursor_on(view, asked)
    (button,) = view.details.offers
    button.click()
    assert made(view, asked) == "月台在哪里？"
    qtbot.waitUntil(lambda: made_terms(view, asked) == [True], timeout=PATIENCE)
    assert not view.details.offers
    assert view.room.is_kept(asked)


def made_terms(view: TranslationView, source: str) -> list[bool]:
    sentence = view.links.of_source(source)
    assert sentence is not None
    return [term.held for term in sentence.terms]


def test_a_sentence_is_led_back(qtbot: QtBot, view: TranslationView) -> None:
    cursor_on(view, "Good morning!")
    view.details.back.click()
    qtbot.waitUntil(lambda: "says" in view.details.way_back.text(), timeout=PATIENCE)
    text = view.details.way_back.text()
    assert made(view, "Good morning!") in text and text.endswith(("!", ".", "?"))
    assert view.details.way_back.isVisible()


def test_a_text_that_changes_meanwhile_gets_no_links(view: TranslationView) -> None:
    command = view.room.command(TEXT)
    assert command is not None
    view.source.setPlainText("Something else entirely.")
    handle = view._context.link.ask(command)
    view._handle = handle
    view._event_arrived(handle, SentenceDone(source=(0, 5), target=(0, 2)))
    assert view.links.of_source("Somet") is None
    view._stop()


def test_a_translation_model_takes_no_wish(view: TranslationView) -> None:
    assert not view.wish.isEnabled() and view.wish.wish() == ""
    assert "can only translate" in view.wish.accessibleDescription()
    assert view.wish.toolTip() == view.wish.accessibleDescription()


# --- the scripted model: it answers at once, and fails when it is told to ---


@pytest.fixture
def scripted(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setenv("NIBBLE_HOME", str(tmp_path))
    monkeypatch.setenv("NIBBLE_SCRIPTED", "1")
    models = {
        f"engine.{key}": str(scripted_model(tmp_path / key, words=["eins ", "zwei "]))
        for key in ("chat_model", "translation_model")
    }
    program = opened(qapp, models)
    program.context.settings.set("sampling.max_new_tokens", 16)
    wait_for_models(qtbot, program)
    yield program
    closed(qapp, program)


def linked(view: TranslationView) -> None:
    """The scripted model tells no sentences."""
    view._pause.stop()
    view.source.setPlainText("One two.")
    view._pause.stop()
    view.room.command("One two.")
    view.output.setPlainText("Un deux.")
    view.links.add(SentenceDone(source=(0, 8), target=(0, 8)))


def test_the_newest_question_is_the_one_that_is_answered(qtbot: QtBot, scripted: Program) -> None:
    view = page(scripted)
    scripted.window.activateWindow()
    linked(view)
    cursor_on(view, "One two.", 1)
    view.suggestions.at_cursor()
    cursor_on(view, "One two.", 5)
    view.suggestions.at_cursor()
    wait_for_options(qtbot, view)
    QTest.qWait(100)
    assert [option.text for option in view.suggestions.list.options()][:2] == ["eins ", "zwei "]
    QTest.keyClick(view.suggestions.list.list, Qt.Key.Key_Down)
    QTest.keyClick(view.suggestions.list.list, Qt.Key.Key_Return)
    assert view.output.toPlainText() == "Un zwei "


def test_an_error_is_told_and_the_list_goes(
    qtbot: QtBot, scripted: Program, tmp_path: Path
) -> None:
    view = page(scripted)
    told: list[object] = []
    scripted.context.notices.shown.connect(told.append)
    for key in ("chat_model", "translation_model"):
        config = tmp_path / key / "config.json"
        config.write_text(json.dumps({"model_type": "nibble_scripted", "script": {}}), "utf-8")
    scripted.context.settings.set("engine.level", "8")
    qtbot.waitUntil(lambda: scripted.control.loading, timeout=PATIENCE)
    wait_for_models(qtbot, scripted)
    linked(view)
    cursor_on(view, "One two.", 1)
    view.suggestions.at_cursor()
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert not view.suggestions.list.isVisible()


def test_a_chat_model_is_told_the_wish(qtbot: QtBot, scripted: Program) -> None:
    view = page(scripted)
    assert view.wish.isEnabled()
    sent: list[Translate] = []
    ask = view._context.link.ask
    view._context.link.ask = lambda command: sent.append(command) or ask(command)  # type: ignore
    view.source.setPlainText("One two.")
    view.wish.setCurrentText("keep the names")
    qtbot.waitUntil(lambda: bool(sent) and sent[-1].wish == "keep the names", timeout=PATIENCE)
    view.wish.setCurrentIndex(1)
    qtbot.waitUntil(lambda: sent[-1].wish == "formal", timeout=PATIENCE)
    view.stop.click()


def test_pairs_that_were_used_are_offered_again(scripted: Program) -> None:
    view = page(scripted)
    view.room.recent = []
    view.room.choose_pair(("en", "zh"))
    linked(view)
    view._show_languages()
    assert scripted.context.settings.get("translation.pairs") == "en>zh"
    view.room.choose_pair(("zh", "en"))
    view.languages._fill_recent()
    (action,) = view.languages._menu.actions()
    assert action.text() == "English → Chinese"
    action.trigger()
    assert (view.room.source, view.room.target) == ("en", "zh")
    view._stop()


def test_the_cursor_of_the_translation_is_seen(scripted: Program) -> None:
    view = page(scripted)
    scripted.window.activateWindow()
    linked(view)
    view.links.clear()
    view.output.moveCursor(QTextCursor.MoveOperation.End)
    view.source.setFocus()
    QTest.qWait(50)
    place = view.output.cursorRect()
    without = view.output.viewport().grab(place).toImage()
    view.output.setFocus()
    QTest.qWait(50)
    assert view.output.viewport().grab(place).toImage() != without
    QTest.keyClicks(view.output, "typed")
    assert view.output.toPlainText() == "Un deux."


# --- words ---


def test_a_word_is_found_at_its_ends_and_within() -> None:
    text = "Don't 等我们, e-mail 𠮷."
    assert [word_at(text, at) for at in (0, 3, 5)] == [(0, 5)] * 3
    assert word_at(text, 7) == (7, 8) or word_at(text, 7) == (6, 7)
    assert text[slice(*(word_at(text, 12) or (0, 0)))] == "e-mail"
    assert word_at("...", 1) is None and word_at("", 0) is None


def test_new_risks_are_said_in_sentences() -> None:
    risks = (Risk(kind="unsure"), Risk(kind="way_back"))
    assert risks_text(risks) == (
        "The model was not sure of its words. Translated back, this says something else."
    )


def test_a_chat_model_in_either_role_follows(starter: Program, qtbot: QtBot) -> None:
    wait_for_models(qtbot, starter)
    chat = starter.context.link.state.model_for(Role.CHAT)
    own = starter.context.link.state.model_for(Role.TRANSLATION)
    assert chat and follows_instructions(chat)
    assert own and not follows_instructions(own)
