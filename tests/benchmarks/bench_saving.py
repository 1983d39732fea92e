"""What saving costs somebody who types in a document of 100,000 characters.

python tests/benchmarks/bench_saving.py

The baseline is `Documents.save` in the window's thread, which indexes at every save.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / part) for part in ("app", "engine", "tests")]

from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from desk_of_writing import Page  # noqa: E402
from nibble_app.link import EngineLink  # noqa: E402
from nibble_app.modes.registry import Context  # noqa: E402
from nibble_app.modes.writing.room import title_of  # noqa: E402
from nibble_app.notices import Notices  # noqa: E402
from nibble_app.settings import Settings  # noqa: E402
from nibble_app.store import Store  # noqa: E402
from nibble_app.theme import Theme  # noqa: E402
from nibble_engine.client import EngineProcess  # noqa: E402

CHARACTERS, TIMES, SECONDS = 100_000, 30, 8


def text(rng: random.Random) -> str:
    """Paragraphs of Chinese characters as frequent as chance has it: what costs most."""
    hanzi = [chr(0x4E00 + 3 * number) for number in range(3000)]
    line = [rng.choice(hanzi) if rng.random() < 0.93 else "，" for _ in range(CHARACTERS)]
    line[199::200] = ["\n"] * len(line[199::200])
    return "".join(line)


def told(name: str, times: list[float]) -> None:
    ms = sorted(1000 * one for one in times)
    ninety_fifth = ms[int(0.95 * (len(ms) - 1))]
    print(
        f"{name}: median {statistics.median(ms):.1f} ms, 95 % {ninety_fifth:.1f}, most {ms[-1]:.1f}"
    )


def timed(name: str, page: Page, work: Callable[[], object]) -> None:
    times = []
    for _ in range(TIMES):
        page.editor.insertPlainText("字")
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
        QTest.qWait(30)
    told(name, times)


def typing(name: str, page: Page, work: Callable[[], object]) -> None:
    """A key each 20 ms; how long each takes to be handled, events that were due included."""
    times, until = [], time.monotonic() + SECONDS
    due = time.monotonic() + 0.5
    while time.monotonic() < until:
        started = time.perf_counter()
        QTest.keyClicks(page.editor, "x")
        QApplication.processEvents()
        if time.monotonic() >= due:
            work()
            due = time.monotonic() + 0.5
        times.append(time.perf_counter() - started)
        QTest.qWait(20)
    told(name, times)


def main() -> None:
    app = QApplication([])
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        settings, store = Settings(home / "config.toml"), Store(home / "nibble.db")
        context = Context(
            EngineLink(EngineProcess), store, settings, Notices(), Theme(app, settings)
        )
        page = Page(context)
        page.show()
        page.open(store.documents.create("Long", text(random.Random(1))))
        measure(page, store)
        page.saver.close()
        store.close()


def measure(page: Page, store: Store) -> None:
    saver, manuscript = page.saver, page.manuscript

    def in_the_window() -> None:
        store.documents.save(manuscript.document, manuscript.text, title_of(manuscript.text))

    def with_a_version() -> None:
        page.recorder.name_present("")

    saver.blockSignals(True)
    timed("baseline, Documents.save", page, in_the_window)
    timed("what the window waits for, Saver", page, saver._hand_over)
    timed("a version, Recorder", page, with_a_version)
    typing("typing with the baseline", page, in_the_window)
    typing("typing with the Saver", page, lambda: None)


if __name__ == "__main__":
    main()
