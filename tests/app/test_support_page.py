"""The parts of the support page: each is made when it is first shown, none as a window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nibble_app.modes.support.desk.view import DeskView
from nibble_app.program import Program
from windows import closed, support_page

PARTS = ("desk", "chat", "table", "knowledge", "replies", "mining", "recall", "regressions")


class Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


@pytest.fixture
def program(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setenv("NIBBLE_HOME", str(tmp_path))
    program = Program.open(qapp)
    program.window.show()
    yield program
    closed(qapp, program)


def test_the_first_part_comes_by_itself_and_none_flashes_as_a_window(
    qtbot: QtBot, qapp: QApplication, program: Program
) -> None:
    windows = Windows()
    qapp.installEventFilter(windows)
    page = support_page(program)
    qtbot.waitUntil(lambda: bool(page.findChildren(DeskView)), timeout=10_000)
    for part in PARTS:
        page.show_part(part)
        qapp.processEvents()
        assert getattr(page, part).isVisible()
    qapp.removeEventFilter(windows)
    assert not windows.shown
