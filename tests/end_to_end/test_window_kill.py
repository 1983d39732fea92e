"""kill -9 of the window while replies stream: nothing that was committed is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from nibble_app.store import Store

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX"),
]
TIMES = 20

WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from nibble_app.program import Program

app = QApplication([])
program = Program.open(app)
program.window.show()
program.start()
view = program.window.view("support").chat
asked = 0

def go():
    global asked
    if view._handle is None and program.context.link.state.models["chat"].info:
        asked += 1
        view.composer.put(f"question {asked}")
        view.composer.send.click()
        # The store returns only when the message is durable: from here on it must not be lost.
        print(view.room.conversation, view.room.thread()[-2].id, flush=True)

timer = QTimer()
timer.timeout.connect(go)
timer.start(5)
app.exec()
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose chat model is a script that never stops talking for long."""
    model = tmp_path / "model"
    model.mkdir()
    script = {"words": ["word "], "milliseconds": 2}
    config = {"model_type": "nibble_scripted", "script": script}
    (model / "config.json").write_text(json.dumps(config), "utf-8")
    (tmp_path / "config").mkdir()
    lines = f'[engine]\nchat_model = "{model.as_posix()}"\n[sampling]\nmax_new_tokens = 300\n'
    (tmp_path / "config" / "config.toml").write_text(lines, "utf-8")
    return tmp_path


def test_no_committed_message_is_lost_in_twenty_kills(home: Path) -> None:
    committed: list[tuple[str, str]] = []
    recovered = 0
    for _ in range(TIMES):
        committed += run_and_kill(home)
        store = Store(home / "data" / "nibble.db")
        try:
            assert not store.warnings
            recovered += store.recovered
            threads = {
                conversation: {m.id for m in store.conversations.thread(conversation)}
                for conversation, _ in committed
            }
            assert all(message in threads[conversation] for conversation, message in committed)
            for conversation in threads:
                for message in store.conversations.thread(conversation):
                    assert message.status in ("done", "recovered")
        finally:
            store.close()
    assert len(committed) >= TIMES
    # Nearly every kill hits a reply that is being written.
    assert recovered >= TIMES // 2


def run_and_kill(home: Path) -> list[tuple[str, str]]:
    """One window, killed in the middle of its second reply at the latest; what it had kept."""
    environment = {
        **os.environ,
        "NIBBLE_HOME": str(home),
        "NIBBLE_SCRIPTED": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    window = subprocess.Popen(
        [sys.executable, "-c", WINDOW], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert window.stdout
    line = window.stdout.readline()
    children = psutil.Process(window.pid).children(recursive=True)
    time.sleep(0.2 + 0.05 * (os.getpid() % 7))
    os.kill(window.pid, signal.SIGKILL)
    rest = window.stdout.read()
    window.stdout.close()
    window.wait(10)
    _, alive = psutil.wait_procs(children, timeout=10)
    assert not alive, "the engine outlived its window"
    return [(parts[0], parts[1]) for text in (line, rest) if len(parts := text.split()) >= 2]
