"""A model from a hub into an answer: got by a click, paused, gone on with after a restart, used."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hub_server import Hub, Repository
from nibble_app import folders
from nibble_app.downloads.item import State
from nibble_app.pages.models.on_the_way.row import DownloadRow
from nibble_app.pages.models.page import ModelsPage
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_engine.api import Role
from windows import closed, picture, support_chat, wait_for_models

sys.path.append(str(Path(__file__).parent.parent / "engine"))
NAME = "house/model"
PATIENCE = 60_000


@pytest.fixture
def hub(nibble_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    import model_factory

    made = model_factory.causal(nibble_home / "made", width=256)
    files = {file.name: file.read_bytes() for file in made.iterdir() if file.is_file()}
    monkeypatch.setenv("HF_HOME", str(nibble_home / "hf"))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    with Hub() as server:
        server.repositories[NAME] = Repository(files)
        monkeypatch.setenv("NIBBLE_HUB", server.url)
        Settings(folders.config_file()).set("ui.language", "en")
        yield server


def opened(qapp: QApplication) -> Program:
    program = Program.open(qapp)
    program.window.show()
    program.start()
    return program


def page_of(program: Program) -> ModelsPage:
    program.window.show_place("models")
    page = program.window.view("models")
    assert isinstance(page, ModelsPage)
    return page


def button(row: DownloadRow, text: str) -> QPushButton | None:
    buttons = row.findChildren(QPushButton)
    return next((one for one in buttons if one.text() == text and one.isVisibleTo(row)), None)


def test_a_model_is_got_and_answers(
    qtbot: QtBot, qapp: QApplication, hub: Hub, tmp_path: Path
) -> None:
    hub.block_seconds = 0.004
    program = opened(qapp)
    page = page_of(program)
    page.show_part("find")
    field = page.to_get.any_model.field
    field.setText(NAME)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hub.bytes_of("model.safetensors") > 100_000, timeout=PATIENCE)
    row = page.on_the_way.row(NAME)
    assert row.isVisible()
    pause = button(row, "Pause")
    assert pause is not None
    pause.click()
    qtbot.waitUntil(lambda: row.item.state is State.PAUSED, timeout=PATIENCE)
    picture(program, tmp_path, "paused")
    closed(qapp, program)

    asked = len(hub.requests)
    program = opened(qapp)
    page = page_of(program)
    page.show_part("downloads")
    row = page.on_the_way.row(NAME)
    qtbot.wait(300)
    assert len(hub.requests) == asked and row.item.state is State.PAUSED
    hub.block_seconds = 0
    go_on = button(row, "Go on")
    assert go_on is not None
    go_on.click()
    qtbot.waitUntil(
        lambda: button(row, "Use for support and writing") is not None, timeout=PATIENCE
    )
    assert hub.sent <= row.item.total * 1.01 + 512 * 1024
    use = button(row, "Use for support and writing")
    assert use is not None
    use.click()
    qtbot.wait(600)
    wait_for_models(qtbot, program)
    info = program.context.link.state.models[Role.CHAT].info
    assert info is not None and Path(info.path).name == "house--model"
    chat = support_chat(program)
    chat._submit("Hello")
    qtbot.waitUntil(
        lambda: len(chat.room.thread()) == 2 and chat.room.thread()[1].status != "streaming",
        timeout=PATIENCE,
    )
    assert chat.room.thread()[1].model == info.name
    closed(qapp, program)
