"""A window that drafts the plan of its only document until it is killed: each section that went in
is saved and told on a line."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from nibble_app.modes.writing.drafting.entered import Entered
from nibble_app.modes.writing.drafting.part import DraftPart
from scripted import load
from writing_bench import opened


def main(folder: Path) -> None:
    app = QApplication([])
    bench = opened(app, folder)
    document = bench.store.documents.list()[0].id
    part = DraftPart(bench.context, bench.manuscript, bench.store.plans)
    bench.manuscript.open(document, "")

    def entered(one: Entered) -> None:
        bench.store.documents.save(document, bench.manuscript.text)
        print(one.label, flush=True)

    def begin() -> None:
        if bench.has_model():
            timer.stop()
            part.drafter.draft_all()

    part.drafted.connect(entered)
    bench.context.link.start()
    bench.context.link.load(load(str(folder / "model")))
    timer = QTimer()
    timer.timeout.connect(begin)
    timer.start(20)
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
