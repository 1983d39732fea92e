"""Work in threads whose results come back to the window."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app.background import Background

MANY = """
import sys
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from nibble_app.background import Background

app = QCoreApplication([])
came = []
for round in range(400):
    owners = [QObject() for _ in range(5)]
    for owner in owners:
        background = Background(owner)
        background.run(lambda: [str(n) for n in range(50)], lambda made: came.append(len(made)))
    wanted = len(came) + 4
    owners[0].deleteLater()  # some results come when nobody is there any more
    while len(came) < wanted:
        app.processEvents()
sys.exit(0 if set(came) == {50} else 1)
"""


def test_many_results_of_owners_that_come_and_go(qapp: QApplication) -> None:
    """In a process of its own: what is wrong with it ends it by a signal."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", MANY]
    ended = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_result_that_was_overtaken_is_dropped(qapp: QApplication, qtbot: QtBot) -> None:
    background, go = Background(qapp), threading.Event()
    came: list[str] = []
    background.run(lambda: go.wait(10) and "first", came.append)
    background.run(lambda: "second", came.append)
    qtbot.waitUntil(lambda: came == ["second"])
    go.set()
    background.run(lambda: "third", came.append)
    qtbot.waitUntil(lambda: len(came) == 2)
    assert came == ["second", "third"]
    background.run(lambda: "never", came.append)
    background.drop()
    qtbot.wait(100)
    assert came == ["second", "third"]
    background.deleteLater()


def test_the_result_of_an_owner_that_is_gone_is_dropped(qapp: QApplication, qtbot: QtBot) -> None:
    owner, go = QObject(), threading.Event()
    came: list[bool] = []
    Background(owner).run(lambda: go.wait(10), came.append)
    owner.deleteLater()
    QApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)
    go.set()
    qtbot.wait(100)
    assert came == []


def test_what_the_work_raises_is_raised_in_the_window(qapp: QApplication, qtbot: QtBot) -> None:
    background = Background(qapp)
    with qtbot.captureExceptions() as raised:
        background.run(lambda: 1 // 0, lambda result: None)
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError
    background.deleteLater()
