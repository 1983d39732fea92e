"""How long tracked changes hold up the window: 500 of them in a document of 100,000 characters.

python tests/benchmarks/bench_changes.py [changes [characters]]
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPlainTextEdit, QWidget

from nibble_app.link import EngineLink
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.changes.group import Grain
from nibble_app.modes.writing.changes.part import ChangesPart
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.notices import Notices
from nibble_app.settings import Settings
from nibble_app.store import Store
from nibble_app.theme import Theme
from nibble_engine.api import Action
from nibble_engine.proofreading.change import Change, applied
from nibble_engine.writing.proposal import Finding, Proposal
from nibble_engine.writing.request import Request

LINE = "他认真的工作着，我们都很高兴。They was at home, and the cat were asleep on the old chair.\n"


def main() -> None:
    """Prints a line for each thing that a person does; times in milliseconds."""
    given = [int(a) for a in sys.argv[1:]]
    many, length = (*given, *(500, 100_000)[len(given) :])
    app = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "settings.toml")
        store, theme = Store(Path(folder) / "nibble.db"), Theme(app, settings)
        context = Context(EngineLink(), store, settings, Notices(), theme)
        measure(app, context, many, length)
        theme.close()
        store.close()


def measure(app: QApplication, context: Context, many: int, length: int) -> None:
    """With a window that is shown."""
    text = (LINE * (length // len(LINE) + 1))[:length]
    page, editor = QWidget(), QPlainTextEdit()
    manuscript = Manuscript(editor)
    part = ChangesPart(context, manuscript, context.store.rejections, page)
    row = QHBoxLayout(page)
    row.addWidget(editor, 1)
    row.addWidget(part)
    page.resize(1200, 800)
    page.show()
    manuscript.open(context.store.documents.create("", text), text)
    proposal = proposed(text, many)

    def timed(name: str, do: Callable[[], object]) -> None:
        started = time.perf_counter()
        do()
        app.processEvents()
        print(f"{name:44}{1000 * (time.perf_counter() - started):>9.1f}")

    timed("opened", lambda: part.propose(proposal, 0))
    part.tracker.room.see(next(iter(part.tracker.room.proposals)))
    timed("drawn", page.grab)
    timed("next change", lambda: part.step(1))
    timed("one accepted", part.accept)
    timed("one rejected", part.reject)
    timed("the width changed", lambda: page.resize(1100, 800))
    timed("the list laid out anew", part.open.list.doItemsLayout)
    typed = [timed_key(app, editor) for _ in range(100)]
    print(f"{'a key, p95 of 100':44}{1000 * sorted(typed)[94]:>9.1f}")
    timed("followed what was typed", part.tracker.look)
    timed("by sentences", lambda: part._choose_grain(Grain.SENTENCE))
    timed("the whole text", lambda: part.open.foot.whole.setChecked(True))
    part.open.foot.whole.setChecked(False)
    timed("all accepted", part.accept_all)
    timed("taken back", editor.undo)
    timed("followed that", part.tracker.look)
    timed("all rejected", part.reject_all)
    page.close()


def timed_key(app: QApplication, editor: QPlainTextEdit) -> float:
    """Seconds until a key is in the document and on the screen."""
    started = time.perf_counter()
    QTest.keyClick(editor, Qt.Key.Key_X)
    app.processEvents()
    return time.perf_counter() - started


def proposed(text: str, many: int) -> Proposal:
    """So many changes, the same distance apart, and a finding."""
    lines = text.count("\n")
    changes = []
    for number in range(many):
        at = text.index("的", number * lines // many * len(LINE))
        changes.append(Change(at, at + 1, "的", "地", "zh-particle"))
    made = tuple(dict.fromkeys(changes))
    found = (Finding("fact_added", "地", "name"),)
    return Proposal(Request(Action.PROOFREAD, text), applied(text, made), made, found)


if __name__ == "__main__":
    main()
