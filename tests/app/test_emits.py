"""Ten thousand emits survive: PySide6 6.12 aborts under Python 3.11 after a few thousand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROBE = """
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot

class Many(QObject):
    said = Signal(str)
    fact = Signal(bool)
    seen = 0
    def event(self, event):
        self.seen += 1
        return True
    def eventFilter(self, watched, event):
        return False
    @Slot(str, result=bool)
    def hear(self, text):
        self.seen += 1
        return True
    @Slot(bool)
    def know(self, value):
        self.seen += value is True

app = QCoreApplication([])
many = Many()
many.said.connect(many.hear)
many.fact.connect(many.know)
many.installEventFilter(many)
for n in range(10000):
    many.said.emit(str(n))
    many.fact.emit(True)
    app.sendEvent(many, QEvent(QEvent.Type.User))
    many.blockSignals(many.signalsBlocked())
assert many.seen == 30000, many.seen
print("alive")
"""


def pythons() -> list[str]:
    """This Python, and the others of a pyenv, which hold supported versions side by side."""
    others = Path.home().glob(".pyenv/versions/3.1[123]*/bin/python")
    return [sys.executable, *sorted(str(path) for path in others)]


@pytest.mark.parametrize("python", pythons())
def test_ten_thousand_emits_survive(python: str) -> None:
    found = subprocess.run(
        [python, "-c", "import PySide6.QtCore"], capture_output=True, check=False
    )
    if found.returncode and python != sys.executable:
        pytest.skip("this Python has no PySide6")
    done = subprocess.run([python, "-c", PROBE], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and done.stdout.strip() == "alive", done.stderr
