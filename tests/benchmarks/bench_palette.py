"""How long the actions of the writing mode hold up the window: the palette, the pages, own files.

python tests/benchmarks/bench_palette.py [own actions]
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["NIBBLE_HOME"] = tempfile.mkdtemp(prefix="nibble-bench-")

from PySide6.QtWidgets import QApplication, QWidget

from nibble_app import folders
from nibble_app.link import EngineLink
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.actions.parts import ActionParts
from nibble_app.modes.writing.options.page import WritingOptions
from nibble_app.notices import Notices
from nibble_app.settings import Settings
from nibble_app.store import Store
from nibble_app.theme import Theme
from nibble_app.writing.own_actions import OwnActions
from nibble_engine.client import EngineProcess
from nibble_engine.writing.custom_actions import CustomAction, Field

ROUNDS = 20


def main() -> None:
    """Prints a table; milliseconds of the processor, so that other programs do not count."""
    app = QApplication([])
    app.setStyle("Fusion")
    home = Path(os.environ["NIBBLE_HOME"])
    settings = Settings(folders.config_file())
    context = Context(
        EngineLink(EngineProcess), Store(home / "n.db"), settings, Notices(), Theme(app, settings)
    )
    own = OwnActions(folders.chosen_data_folder(settings) / "writing" / "actions")
    for number in range(int(sys.argv[1]) if len(sys.argv) > 1 else 50):
        field = Field("who", "Reader")
        own.keep(CustomAction("", f"Action {number}", "", (field,), "For {who}: {text}"))
    page = QWidget()
    page.resize(1000, 640)
    started = time.process_time()
    parts = ActionParts(context, page, str)
    print(f"{'all parts made':32}{1000 * (time.process_time() - started):8.1f}")
    page.show()
    app.processEvents()
    report("palette opened", lambda: (parts.palette.leave(), parts.palette.open()), app)
    parts.palette.open()
    for typed in ("s", "shrten", "翻译", "make it friendlier"):
        report(f"typed {typed!r}", lambda typed=typed: typing(parts, typed), app)
    parts.palette.leave()
    report("own actions read anew", parts.refresh_own, app)
    report("options made", lambda: WritingOptions(context, parts.list), app)
    context.store.close()


def typing(parts: ActionParts, typed: str) -> None:
    """One key press, with what is found for it painted."""
    parts.palette.field.setText("")
    parts.palette.field.setText(typed)


def report(name: str, do: Callable[[], object], app: QApplication) -> None:
    """The median and the longest of some rounds, painting included."""
    times = []
    for _ in range(ROUNDS):
        started = time.process_time()
        do()
        app.processEvents()
        times.append(1000 * (time.process_time() - started))
    print(f"{name:32}{statistics.median(times):8.1f}{max(times):8.1f}")


if __name__ == "__main__":
    main()
