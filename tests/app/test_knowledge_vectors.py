"""Passages read for the search by meaning, with a real engine and a tiny embedding model."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.modes.support.knowledge.page import KnowledgePage
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_engine.knowledge.dense import Vectors
from scripted import scripted_model
from windows import closed, support_page, wait_for_models

sys.path.append(str(Path(__file__).parent.parent / "engine"))
PATIENCE = 60_000


pytestmark = pytest.mark.slow


@pytest.fixture
def program(
    qapp: QApplication, nibble_home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    import embedding_factory

    monkeypatch.setenv("NIBBLE_SCRIPTED", "1")
    settings = Settings(folders.config_file())
    settings.set("ui.language", "en")
    for key in ("chat_model", "translation_model"):
        settings.set(f"engine.{key}", str(scripted_model(nibble_home / key, words=["word "])))
    model = embedding_factory.bert(nibble_home / "bge-small-zh")
    settings.set("engine.embedding_model", str(model or nibble_home / "bge-small-zh"))
    program = Program.open(qapp)
    program.window.resize(1000, 640)
    program.window.show()
    program.start()
    yield program
    closed(qapp, program)


@pytest.fixture
def page(qtbot: QtBot, program: Program, tmp_path: Path) -> KnowledgePage:
    """A base of seventy passages, its search in front."""
    rows = [f"How is number {at} returned?,In box {at}." for at in range(70)]
    (tmp_path / "faq.csv").write_text("\n".join(["question,answer", *rows]), "utf-8")
    mode = support_page(program)
    mode.show_part("knowledge")
    page = mode.knowledge
    page.add_paths([tmp_path / "faq.csv"])
    qtbot.waitUntil(lambda: page.runner.current is None, timeout=PATIENCE)
    page.view.tabs.setCurrentIndex(2)
    return page


def test_passages_are_read_and_those_of_another_model_forgotten(
    qtbot: QtBot, program: Program, page: KnowledgePage
) -> None:
    wait_for_models(qtbot, program)
    row, base = page.view.search.vectors, page._library.base(page.key)
    total = base.count()
    assert total == 70
    qtbot.waitUntil(row.button.isVisible)
    assert f"0 of {total}" in row.line.text() and "bge-small-zh" in row.line.text()
    row.button.setFocus()
    QTest.keyClick(row.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: base.vector_count() == total, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not row.button.isVisible())
    assert f"{total} of {total}" in row.line.text()
    assert len(Vectors.from_packed(base.vectors())) == total

    base.set_fact("embedding", "another")
    row.refresh()
    assert f"0 of {total}" in row.line.text() and row.button.isVisible()
    QTest.keyClick(row.button, Qt.Key.Key_Space)
    row.work.stop()
    assert base.vector_count() < total and base.fact("embedding") == "bge-small-zh"

    program.context.settings.set("engine.embedding_model", "")
    qtbot.waitUntil(lambda: "Add an embedding model" in row.line.text(), timeout=PATIENCE)
    assert not row.button.isVisible()
