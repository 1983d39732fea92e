"""The desk searches by meaning where the base has vectors: a real engine, a tiny embedder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desks import PATIENCE, Desk
from nibble_app import folders
from nibble_app.modes.support.knowledge.vector_work import VectorWork
from nibble_app.settings import Settings
from nibble_engine.api import Role
from scripted import scripted_model

sys.path.append(str(Path(__file__).parent.parent / "engine"))
pytestmark = pytest.mark.slow


def cosines(qtbot: QtBot, desk: Desk, message: str) -> list[float | None]:
    """Those of the passages that were found for a message."""
    view = desk.view
    view.adding.take(message)
    qtbot.waitUntil(lambda: view.room.message() == message, timeout=PATIENCE)
    qtbot.waitUntil(lambda: view.room.work.reply is not None, timeout=PATIENCE)
    draft = view.room.work.draft
    assert draft is not None
    return [hit.cosine for one in draft.questions for hit in one.search.hits]


def test_vectors_are_used_and_done_without(
    qtbot: QtBot, qapp: QApplication, nibble_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import embedding_factory

    monkeypatch.setenv("NIBBLE_SCRIPTED", "1")
    settings = Settings(folders.config_file())
    settings.set("ui.language", "en")
    for key in ("chat_model", "translation_model"):
        settings.set(f"engine.{key}", str(scripted_model(nibble_home / key, words=["word "])))
    embedding_factory.bert(nibble_home / "bge-small-en")
    settings.set("engine.embedding_model", str(nibble_home / "bge-small-en"))
    desk = Desk.open(qapp, settings)
    key = desk.add_base(nibble_home / "documents")
    desk.start(qtbot)
    info = desk.context.link.state.model_for(Role.EMBEDDING)
    assert info is not None
    base = desk.library.base(key)

    assert not any(cosines(qtbot, desk, "How much is the return label?"))
    work = VectorWork(desk.context.link, desk.view)
    work.start(base, info)
    qtbot.waitUntil(lambda: base.vector_count() == base.count(), timeout=PATIENCE)
    assert all(cosines(qtbot, desk, "What does the return label cost?"))
    base.set_fact("embedding", "another")
    assert not any(cosines(qtbot, desk, "Is the return label free?"))
    desk.close(qapp)
