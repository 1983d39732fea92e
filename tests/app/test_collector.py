"""Where garbage is collected."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nibble_app.background import Background
from nibble_app.collector import Collector


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    gc.enable()
    made = Collector()
    yield made
    made.stop()
    assert gc.isenabled()
    gc.disable()


class _Circle:
    def __init__(self, told: list[int]) -> None:
        self.me = self
        weakref.finalize(self, lambda: told.append(threading.get_ident()))


def _many() -> int:
    """So much that Python would collect, had it not been told not to."""
    return len([[] for _ in range(200_000)])


def test_a_thread_collects_nothing_of_the_window(collector: Collector, qtbot: QtBot) -> None:
    told: list[int] = []
    owner = QWidget()
    qtbot.addWidget(owner)
    for _ in range(50):
        _Circle(told)
    counted: list[int] = []
    Background(owner).run(_many, counted.append)
    qtbot.waitUntil(lambda: bool(counted))
    QCoreApplication.processEvents()
    for _ in range(2000):
        _Circle(told)
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    assert set(told) == {threading.get_ident()}
