"""Whom the window blames when an engine is gone: memory if the system ended it, else nobody."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.notices import Notice
from nibble_app.program import Program
from nibble_app.settings import Settings
from nibble_app.state import Phase
from windows import PATIENCE, closed, wait_for_models

if sys.platform == "win32":
    pytest.skip("no signals tell there how a process ended", allow_module_level=True)


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setenv("NIBBLE_HOME", str(tmp_path))
    Settings(folders.config_file()).set("ui.language", "en")
    program = Program.open(qapp)
    program.window.show()
    program.start()
    wait_for_models(qtbot, program)
    yield program
    closed(qapp, program)


def plans(program: Program) -> list[Notice]:
    """What will be told about memory from now on."""
    told: list[Notice] = []

    def hear(notice: Notice) -> None:
        if "memory" in notice.text:
            told.append(notice)

    program.context.notices.shown.connect(hear)
    return told


def another_engine(qtbot: QtBot, program: Program, old: int | None) -> None:
    link = program.context.link
    qtbot.waitUntil(
        lambda: link.state.pid not in (None, old) and link.state.phase is Phase.IDLE,
        timeout=PATIENCE,
    )
    wait_for_models(qtbot, program)


def test_what_the_system_killed_gets_a_plan(qtbot: QtBot, program: Program) -> None:
    told, pid = plans(program), program.context.link.state.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert told[0].action is not None and "fits" in told[0].detail
    another_engine(qtbot, program, pid)
    assert len(told) == 1


def test_an_engine_ended_by_the_program_is_no_matter_of_memory(
    qtbot: QtBot, program: Program
) -> None:
    told, pid = plans(program), program.context.link.state.pid
    program.context.link.restart()
    another_engine(qtbot, program, pid)
    qtbot.wait(500)  # a plan would be looked for in the background
    assert told == []
