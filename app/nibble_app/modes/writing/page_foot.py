"""The line below the editor: how long the text is, and how far the model is with a long part."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from nibble_app.modes.writing.asking import Asking
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel

_WIDTH = 120


class PageFoot(QWidget):
    """Progress is shown only where there is more than one piece."""

    def __init__(self, counts: QWidget, asking: Asking, stop: Callable[[], None]) -> None:
        super().__init__()
        self.told = PlainLabel("", "small")
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.setFixedWidth(_WIDTH)
        self.progress.setTextVisible(False)
        self.stop = TextButton(self.tr("Stop"), stop, kind="ghost")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(counts, 1)
        for widget in (self.told, self.progress, self.stop):
            row.addWidget(widget)
        self._show(False)
        asking.progress.connect(self._progressed)
        asking.ended.connect(lambda complete: self._show(False))

    def _progressed(self, done: int, total: int) -> None:
        self._show(total > 1)
        self.told.setText(self.tr("Part {n} of {total}").format(n=done + 1, total=total))
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _show(self, on: bool) -> None:
        for widget in (self.told, self.progress, self.stop):
            widget.setVisible(on)
