"""A newcomer: from launch to an answer of the starter in one click, the advice beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hub_server import Hub, model
from nibble_app import folders
from nibble_app.pages.welcome import WelcomePage
from nibble_app.program import Program
from nibble_app.settings import Settings
from windows import closed, focus, picture, support_chat

PATIENCE = 60_000


@pytest.fixture
def hub(nibble_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setenv("HF_HOME", str(nibble_home / "hf"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    with Hub() as made:
        monkeypatch.setenv("NIBBLE_HUB", made.url)
        yield made


@pytest.fixture(params=["en", "zh_CN"])
def program(
    qapp: QApplication, hub: Hub, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    # As the system's language would be: no setting is made, for nobody was here before.
    monkeypatch.setattr("nibble_app.program.language.install", _installed(request.param))
    program = Program.open(qapp)
    program.window.resize(1180, 760)
    program.window.show()
    program.window.activateWindow()
    program.start()
    yield program
    closed(qapp, program)


def _installed(wanted: str) -> object:
    from nibble_app import language

    install = language.install
    return lambda app, setting: install(app, wanted)


def welcome(program: Program) -> WelcomePage:
    page = program.window.view("welcome")
    assert isinstance(page, WelcomePage)
    return page


def test_one_click_to_an_answer(qtbot: QtBot, program: Program, hub: Hub, tmp_path: Path) -> None:
    page = welcome(program)
    assert program.window.place == "welcome"
    qtbot.waitUntil(lambda: page.card is not None, timeout=PATIENCE)
    picture(program, tmp_path, "welcome")
    assert hub.requests == []
    # By keyboard: what there is to do first has the focus.
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    assert program.window.place == "support"
    chat = support_chat(program)

    def answered() -> bool:
        thread = chat.room.thread()
        return len(thread) == 2 and thread[1].status == "done" and bool(thread[1].content)

    qtbot.waitUntil(answered, timeout=PATIENCE)
    picture(program, tmp_path, "answer")


def test_the_model_that_is_advised_comes_with_one_click(
    qtbot: QtBot, program: Program, hub: Hub, tmp_path: Path
) -> None:
    page = welcome(program)
    qtbot.waitUntil(lambda: page.card is not None, timeout=PATIENCE)
    card = page.card
    assert card is not None
    hub.repositories[card.advice.model.id] = model(150_000)
    with qtbot.waitSignal(program.downloads.finished, timeout=PATIENCE):
        card.get.click()
    assert card.get.folder
    picture(program, tmp_path, "here")


def test_the_next_start_goes_to_work(qapp: QApplication, nibble_home: Path) -> None:
    first = Program.open(qapp)
    assert first.window.place == "welcome"
    closed(qapp, first)
    assert not Settings(folders.config_file()).is_new
    second = Program.open(qapp)
    assert second.window.place == "support"
    closed(qapp, second)
