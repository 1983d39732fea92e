"""Rows that a model writes: a real engine that plays a script, stopped, failing, gone on with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from nibble_app.link import EngineLink
from nibble_app.modes.support.table.runner import BatchRunner
from nibble_app.support_batch.work import BatchWork
from nibble_engine.api import ModelInfo, Role, Sampling
from nibble_engine.client import EngineProcess
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.importing import refresh
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.support.exchange import Way
from scripted import load, scripted_model

PATIENCE = 60_000
SAID = "The return label costs $4.90."
ASKED = "How much is the return label?"


@pytest.fixture
def base(tmp_path: Path) -> Iterator[KnowledgeBase]:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "returns.md").write_text(f"# Returns\n\n{SAID}\n", "utf-8")
    base = KnowledgeBase(tmp_path / "base.db")
    base.add_source(tmp_path / "docs")
    refresh(base)
    yield base
    base.close()


@pytest.fixture
def link(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[EngineLink]:
    monkeypatch.setenv("NIBBLE_SCRIPTED", "1")
    link = EngineLink(EngineProcess)
    link.start()
    yield link
    link.stop()


def loaded(link: EngineLink, qtbot: QtBot, folder: Path, **script: object) -> ModelInfo:
    link.load(load(str(scripted_model(folder, **script))))
    qtbot.waitUntil(lambda: link.state.model_for(Role.CHAT) is not None, timeout=PATIENCE)
    info = link.state.model_for(Role.CHAT)
    assert info is not None
    return info


def opened(tmp_path: Path, *messages: str) -> BatchWork:
    table = tmp_path / "t.txt"
    table.write_text("\n".join(("message", *messages)), "utf-8")
    return BatchWork.open(table, tmp_path / "work", "way")


def finished(runner: BatchRunner, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not runner.busy, timeout=PATIENCE)


def test_a_row_has_what_the_model_wrote_and_the_document_supports(
    link: EngineLink, base: KnowledgeBase, qtbot: QtBot, tmp_path: Path
) -> None:
    info = loaded(link, qtbot, tmp_path / "model", words=[f"{SAID} ", "It takes 99 days. "])
    work = opened(tmp_path, ASKED, "Who won the match?")
    runner = BatchRunner(link, link)
    way = Way(Searcher(base).search, 0.5, info, Sampling(max_new_tokens=2))
    runner.start(work, way)
    finished(runner, qtbot)
    written, handed = work.rows[0].answer, work.rows[1].answer
    assert written and written.mode == "generated" and written.draft == SAID
    assert [cited.document for cited in written.citations] == ["returns.md"]
    assert handed and handed.hand_over and work.done == 2


def test_a_stopped_row_waits_and_is_answered_later(
    link: EngineLink, base: KnowledgeBase, qtbot: QtBot, tmp_path: Path
) -> None:
    info = loaded(link, qtbot, tmp_path / "model", words=[f"{SAID} "], milliseconds=200)
    work = opened(tmp_path, ASKED)
    runner = BatchRunner(link, link)
    slow = Way(Searcher(base).search, 0.5, info, Sampling(max_new_tokens=300))
    runner.start(work, slow)
    qtbot.waitUntil(lambda: bool(link.state.jobs), timeout=PATIENCE)
    runner.stop()
    assert not runner.busy and work.done == 0
    runner.start(work, Way(Searcher(base).search, 0.5, info, Sampling(max_new_tokens=1)))
    finished(runner, qtbot)
    assert work.rows[0].answer is not None and work.rows[0].answer.draft == SAID


def test_a_row_on_which_the_engine_dies_fails_and_the_others_go_on(
    link: EngineLink, base: KnowledgeBase, qtbot: QtBot, tmp_path: Path
) -> None:
    info = loaded(link, qtbot, tmp_path / "model", words=["x "], then="segfault", after=1)
    work = opened(tmp_path, ASKED, "Who won the match?")
    runner = BatchRunner(link, link)
    runner.start(work, Way(Searcher(base).search, 0.5, info, Sampling(max_new_tokens=9)))
    finished(runner, qtbot)
    assert [row.status for row in work.rows] == ["failed", "done"]
    assert work.rows[0].error is not None and work.rows[0].error.code == "engine_died"
