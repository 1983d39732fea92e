"""kill -9 while somebody types in a long document: at most a second of it is lost, no version is.

NIBBLE_KILLS is how often: 8 by default, in a quarter of a minute or so.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from nibble_app.store import Store

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(600),
    pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX"),
]
TIMES = int(os.environ.get("NIBBLE_KILLS", "8"))
LONG = "一份很长的文稿，每一段都不短。And some English in between.\n" * 2600
LETTERS = "abcdefghijklmnopqrstuvwxyz"
BY_A_MODEL = "，模型写的。"

WINDOW = """
import sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from types import SimpleNamespace
from desk_of_writing import Page
from nibble_app.modes.writing.page import WritingPage
from nibble_app.link import EngineLink
from nibble_app.modes.registry import Context
from nibble_app.notices import Notices
from nibble_app.settings import Settings
from nibble_app.store import Store
from nibble_app.theme import Theme
from nibble_engine.client import EngineProcess

home, document = Path(sys.argv[1]), sys.argv[2]
app = QApplication([])
settings, store, notices = Settings(home / "config.toml"), Store(home / "nibble.db"), Notices()
notices.shown.connect(lambda notice: print("notice", notice, flush=True))
context = Context(EngineLink(EngineProcess), store, settings, notices, Theme(app, settings))
page = WritingPage(context)
page.show()
page.opened.open(document)
accepting = SimpleNamespace(manuscript=page.manuscript, recorder=page.opened.recorder)
page.editor.moveCursor(page.editor.textCursor().MoveOperation.End)
page.manuscript.document_changed.connect(lambda key: print("named", key, flush=True))
typed = 0

def step():
    global typed
    typed += 1
    if typed % 40:
        QTest.keyClicks(page.editor, "abcdefghijklmnopqrstuvwxyz"[typed % 26])
        print("key", time.monotonic(), flush=True)
    else:
        Page.accept(accepting, "", "，模型写的。")
        page.editor.moveCursor(page.editor.textCursor().MoveOperation.End)
        print("model", time.monotonic(), flush=True)

timer = QTimer()
timer.timeout.connect(step)
timer.start(8)
app.exec()
"""


@dataclass
class Run:
    """What a window had done when it was killed, and when: times are of one clock."""

    steps: list[tuple[str, float]]
    killed: float
    named: str

    def text(self, count: int) -> str:
        """What its first steps wrote."""
        return "".join(
            LETTERS[number % 26] if number % 40 else BY_A_MODEL for number in range(1, count + 1)
        )


def test_at_most_a_second_of_typing_is_lost(tmp_path: Path) -> None:
    rng = random.Random(6)
    store = Store(tmp_path / "nibble.db")
    document = store.documents.create("Long", LONG)
    store.close()
    text, lost = LONG, []
    versions: dict[int, str] = {}
    for _ in range(TIMES):
        run = killed(tmp_path, document, rng.uniform(0.1, 1.2))
        store = Store(tmp_path / "nibble.db")
        found = store.documents.get(document)
        assert not store.warnings and found is not None
        kept = kept_steps(run, text, found.text)
        # The first step that is not kept is as old as the typing that was lost is long.
        lost.append(run.killed - run.steps[kept][1] if kept < len(run.steps) else 0.0)
        check_versions(store, document, run, text, versions)
        assert store._db.rows("PRAGMA integrity_check")[0][0] == "ok"
        text = found.text
        store.close()
    print(
        f"{len(lost)} kills, lost at most {max(lost):.2f} s, on average {sum(lost) / TIMES:.2f} s"
    )
    assert max(lost) <= 1.0
    assert len(versions) > TIMES // 4


def test_the_first_words_of_a_new_document_are_kept_too(tmp_path: Path) -> None:
    run = killed(tmp_path, "", 1.5)
    assert run.named
    store = Store(tmp_path / "nibble.db")
    found = store.documents.get(run.named)
    assert found is not None
    kept = kept_steps(run, "", found.text)
    assert kept >= len(run.steps) or run.killed - run.steps[kept][1] <= 1.0
    assert [document.id for document in store.documents.list()] == [run.named]
    store.close()


def kept_steps(run: Run, before: str, found: str) -> int:
    """How many steps are in the text that was found; it is nothing but those.

    A window that is killed between a step and its line has done one more than it told of.
    """
    for count in range(len(run.steps) + 2):
        if before + run.text(count) == found:
            return count
    raise AssertionError(found[len(before) :])


def check_versions(
    store: Store, document: str, run: Run, before: str, known: dict[int, str]
) -> None:
    """Versions of earlier runs are as they were; every change of a model that was told is there,
    with what was before it; ``known`` has them all then."""
    now = {v.id: store.versions.get(v.id) or "" for v in store.versions.list(document)}
    assert now.items() >= known.items()
    fresh = [text for key, text in now.items() if key not in known]
    for number, (kind, _) in enumerate(run.steps, 1):
        if kind == "model":
            assert before + run.text(number) in fresh
            assert before + run.text(number - 1) in fresh
    known.update(now)
    ours = [version for version in store.versions.list(document) if version.kind == "ai"]
    assert len(store.origins.list(document)) in (len(ours), len(ours) - 1)


def killed(home: Path, document: str, seconds: float) -> Run:
    """A window that was killed so many seconds after its first key."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    environment["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])
    command = [sys.executable, "-c", WINDOW, str(home), document]
    window = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert window.stdout
    lines = [window.stdout.readline()]
    time.sleep(seconds)
    moment = time.monotonic()
    os.kill(window.pid, signal.SIGKILL)
    lines += window.stdout.read().splitlines(keepends=True)
    window.stdout.close()
    window.wait(10)
    words = [line.split() for line in lines if line.endswith("\n")]  # not one that was cut short
    assert all(line[0] in ("key", "model", "named") for line in words), lines
    steps = [(line[0], float(line[1])) for line in words if line[0] != "named"]
    named = [line[1] for line in words if line[0] == "named"]
    return Run(steps, moment, named[-1] if named else "")
