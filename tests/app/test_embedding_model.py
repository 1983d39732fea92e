"""An embedding model that the person adds: chosen on the models page, loaded, and let go."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.doctor import examine, report
from nibble_app.engine_words import status_text
from nibble_app.model_choice import chosen_load, chosen_path
from nibble_app.pages.models.model_card import ModelCard
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.api import Embed, Level, Role, new_job
from scripted import scripted_model
from windows import closed, wait_for_models

sys.path.append(str(Path(__file__).parent.parent / "engine"))
PATIENCE = 60_000


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("NIBBLE_HOME", str(tmp_path))
    monkeypatch.setenv("NIBBLE_SCRIPTED", "1")
    settings = Settings(folders.config_file())
    for key in ("chat_model", "translation_model"):
        settings.set(f"engine.{key}", str(scripted_model(tmp_path / key, words=["好 "])))
    settings.set("ui.language", "en")
    return settings


@pytest.fixture
def model(settings: Settings) -> Path:
    import embedding_factory

    return embedding_factory.bert(folders.data_folder() / "models" / "bge-small-zh")


@pytest.fixture
def program(qapp: QApplication, model: Path) -> Iterator[Program]:
    program = Program.open(qapp)
    program.window.show()
    program.start()
    yield program
    closed(qapp, program)


def card(program: Program) -> ModelCard | None:
    cards = program.window.findChildren(ModelCard)
    return next((one for one in cards if one._found.model.name == "bge-small-zh"), None)


def words(program: Program) -> list[str]:
    found = card(program)
    return [label.text() for label in found.findChildren(PlainLabel)] if found else []


def click(qtbot: QtBot, program: Program, text: str) -> None:
    def button() -> TextButton | None:
        found = card(program)
        buttons = found.findChildren(TextButton) if found else []
        return next((one for one in buttons if one.text() == text), None)

    qtbot.waitUntil(lambda: button() is not None, timeout=PATIENCE)
    found = button()
    assert found is not None
    found.click()


def test_without_a_choice_there_is_none(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "config.toml")
    assert chosen_path(settings, Role.EMBEDDING) is None
    assert chosen_load(settings, Role.EMBEDDING) is None
    settings.set("engine.embedding_model", str(tmp_path))
    load = chosen_load(settings, Role.EMBEDDING)
    assert load is not None
    assert (load.role, load.path, load.level) == (Role.EMBEDDING, str(tmp_path), Level.NF4)


@pytest.mark.slow
def test_it_is_chosen_used_and_let_go_on_the_models_page(qtbot: QtBot, program: Program) -> None:
    wait_for_models(qtbot, program)
    link, chosen = program.context.link, program.context.settings
    program.window.show_place("models")
    click(qtbot, program, "Use for search by meaning")
    qtbot.waitUntil(lambda: link.state.models[Role.EMBEDDING].info is not None, timeout=PATIENCE)
    info = link.state.models[Role.EMBEDDING].info
    assert info is not None and info.languages == ("zh",) and info.level is Level.NF4
    qtbot.waitUntil(lambda: "Used for search by meaning" in words(program), timeout=PATIENCE)
    handle = link.ask(Embed(job=new_job(), texts=("早上好",) * 3000, purpose="passage"))
    with qtbot.waitSignal(handle.event_arrived, timeout=PATIENCE):
        pass
    assert status_text(link.state, Role.CHAT).startswith("Reading for the search by meaning")
    handle.cancel()
    click(qtbot, program, "Search by words alone")
    qtbot.waitUntil(lambda: link.state.models[Role.EMBEDDING].info is None, timeout=PATIENCE)
    assert chosen.get("engine.embedding_model") == ""
    assert all(link.state.models[role].info for role in (Role.CHAT, Role.TRANSLATION))


@pytest.mark.slow
def test_doctor_tries_it_and_tells_of_one_that_does_not_work(
    qapp: QApplication, settings: Settings, model: Path, tmp_path: Path
) -> None:
    settings.set("engine.embedding_model", str(model))
    found = examine(settings)
    assert found["ok"] and found["embedding_model"] == "bge-small-zh"
    assert found["embedding_languages"] == ["zh"]
    assert "Search by meaning: bge-small-zh" in report(found)
    settings.set("engine.embedding_model", str(tmp_path / "nowhere"))
    found = examine(settings)
    assert not found["ok"] and found["error"]["code"] == "model_not_found"
