"""How long a key takes in the writing editor, from the press until the window is painted.

python tests/benchmarks/bench_editor.py [KEYS [CHARACTERS]]

In documents of 100,000 characters, beside Qt's bare text field with the same text. The pauses
between keys are those of a fast typist, so that what waits for one (spelling, outline, counts)
runs as well; ``pause`` is the longest time for which it held up the window. ``cpu`` is what the
window's thread used of the processor: the same on a computer that is busy with something else.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT / "app"), str(ROOT / "engine")]

from PySide6.QtCore import QEvent, Qt  # noqa: E402
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QApplication, QPlainTextEdit  # noqa: E402
from shiboken6 import delete  # noqa: E402

from nibble_app.link import EngineLink  # noqa: E402
from nibble_app.modes.registry import Context  # noqa: E402
from nibble_app.modes.writing.editor.change_marks import Mark  # noqa: E402
from nibble_app.modes.writing.editor.count_label import CountLabel  # noqa: E402
from nibble_app.modes.writing.editor.find_bar import FindBar  # noqa: E402
from nibble_app.modes.writing.editor.ghost import Ghost  # noqa: E402
from nibble_app.modes.writing.editor.outline_panel import OutlinePanel  # noqa: E402
from nibble_app.modes.writing.editor.speller import Speller  # noqa: E402
from nibble_app.modes.writing.editor.writing_editor import WritingEditor  # noqa: E402
from nibble_app.notices import Notices  # noqa: E402
from nibble_app.settings import Settings  # noqa: E402
from nibble_app.store import Store  # noqa: E402
from nibble_app.theme import Theme  # noqa: E402
from nibble_engine.client import EngineProcess  # noqa: E402

ENGLISH = "You can return the bike within thirty days, and we refund what you payed for it. "
CHINESE = "您好，请在三十天内联系我们，并附上订单号；我们会尽快为您处理这件事情，谢谢您的耐心。"
SECTION = """## Refunds 退款

You can return it within **30 days**, see [the page](https://example.com) or `order.id`.
您好，请在*三十天*内联系我们，并附上订单号；我们会尽快为您处理。

1. open the orders
2. choose *return*

> 引用的一段话，说明退货的期限 and its conditions.

| plan | price |
|------|------:|
| one  | 9     |

"""
MARKS = 200


@dataclass
class Measured:
    keys: list[float] = field(default_factory=list)
    used: list[float] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)


def main(keys: int, length: int) -> None:
    """Prints a table; times in milliseconds."""
    app = QApplication([])
    app.setStyle("Fusion")
    folder = Path(tempfile.mkdtemp())
    context = made_context(app, folder)
    print(f"{'':34}{'open':>8}{'median':>8}{'p95':>8}{'longest':>8}{'pause':>8}{'cpu p95':>9}")
    for name, text in texts(length).items():
        for kind, make in {
            "bare": QPlainTextEdit,
            "editor": lambda: whole_editor(context),
        }.items():
            for place in ("start", "middle", "end"):
                report(app, f"{name}, {kind}, {place}", make(), text, place, keys)


def made_context(app: QApplication, folder: Path) -> Context:
    """What a mode is given; the engine is not started."""
    settings = Settings(folder / "config.toml")
    link = EngineLink(lambda: EngineProcess(log_folder=folder))
    store = Store(folder / "nibble.db")
    return Context(link, store, settings, Notices(), Theme(app, settings))


def whole_editor(context: Context) -> WritingEditor:
    """The editor with spelling, outline, counts, ghost text and a search for a frequent word."""
    editor = WritingEditor(context.theme)
    Speller(context, editor)
    Ghost(editor)
    for panel in (
        OutlinePanel(context.theme, editor, parent=editor),
        CountLabel(editor, parent=editor),
    ):
        panel.setGeometry(0, 0, 200, 300)
        panel.lower()
    bar = FindBar(context.theme, editor, editor, parent=editor)
    bar.find_field.setText("a")
    bar.show()
    bar.setGeometry(0, 700, 600, 60)
    bar.open_find()
    return editor


def texts(length: int) -> dict[str, str]:
    """The documents: paragraphs of about 400 characters, or Markdown in short lines."""
    made = {}
    for name, sentence in {"English": ENGLISH, "Chinese": CHINESE}.items():
        paragraph = sentence * (400 // len(sentence))
        made[name] = "\n\n".join([paragraph] * (length // len(paragraph) + 1))[:length]
    made["mixed Markdown"] = (SECTION * (length // len(SECTION) + 1))[:length]
    return made


def report(
    app: QApplication, name: str, editor: QPlainTextEdit, text: str, place: str, keys: int
) -> None:
    """One line."""
    editor.resize(900, 800)
    editor.show()
    opened = timed(lambda: (editor.setPlainText(text), app.processEvents(), editor.repaint()))
    if isinstance(editor, WritingEditor):
        step = len(text) // MARKS
        editor.set_change_marks(
            [Mark(at, at + 6, "changed", at == 0) for at in range(0, MARKS * step, step)]
        )
    wait(app, 2.0)
    cursor = editor.textCursor()
    at = {"start": 300, "middle": len(text) // 2, "end": len(text)}[place]
    cursor.setPosition(at)
    editor.setTextCursor(cursor)
    editor.setFocus()
    wait(app, 0.5)
    found = typed(app, editor, keys)
    sizes = (
        opened,
        statistics.median(found.keys),
        statistics.quantiles(found.keys, n=20)[-1],
        max(found.keys),
        max(found.pauses),
    )
    used = statistics.quantiles(found.used, n=20)[-1]
    row = "".join(f"{1000 * size:>8.1f}" for size in sizes)
    print(f"{name:34}{row}{1000 * used:>9.1f}", flush=True)
    editor.close()
    delete(editor)


def typed(app: QApplication, editor: QPlainTextEdit, keys: int) -> Measured:
    """Each key's time, and the longest stretch of events after each."""
    letters = "Some words that are typed here, recieve 一些中文字。"
    measured = Measured()
    for number in range(keys):
        letter = letters[number % len(letters)]
        key = Qt.Key.Key_Space if letter == " " else Qt.Key.Key_A

        def press(letter: str = letter, key: Qt.Key = key) -> None:
            app.sendEvent(
                editor,
                QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter),
            )
            app.processEvents()
            editor.viewport().repaint()

        if number % 60 == 59:
            letter, key = "\r", Qt.Key.Key_Return
            press("\r", Qt.Key.Key_Return)
        before = time.thread_time()
        measured.keys.append(timed(press))
        measured.used.append(time.thread_time() - before)
        measured.pauses.append(wait(app, 0.4 if number % 10 == 9 else 0.03))
    return measured


def wait(app: QApplication, seconds: float) -> float:
    """Lets events come for so long; the seconds that the longest took."""
    longest, end = 0.0, time.perf_counter() + seconds
    while (now := time.perf_counter()) < end:
        app.processEvents()
        longest = max(longest, time.perf_counter() - now)
        time.sleep(0.002)
    return longest


def timed(work: Callable[[], object]) -> float:
    """Seconds that it takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [200, 100_000][len(given) :]))
