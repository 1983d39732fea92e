"""A model in the trash: put back from there, or deleted for good."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from nibble_app.engine_words import memory_text
from nibble_app.pages.models.entries import Removed
from nibble_app.pages.models.upkeep_work import UpkeepWork
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel


class TrashRow(QFrame):
    """Its name, the room that it takes, and what can be done with it."""

    def __init__(self, one: Removed, work: UpkeepWork, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._work = work
        self.back = TextButton(self.tr("Put it back"), partial(work.put_back, one.path))
        self.gone = TextButton(
            self.tr("Delete for good"), partial(work.remove, one.path), kind="danger"
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 8, 8)
        line.addWidget(PlainLabel(one.name))
        line.addWidget(PlainLabel(memory_text(one.size), "muted"))
        line.addStretch(1)
        for button in (self.back, self.gone):
            button.setAccessibleName(f"{one.name}: {button.text()}")
            line.addWidget(button)
        work.busy_changed.connect(self._show_busy)
        self._show_busy()

    def _show_busy(self) -> None:
        for button in (self.back, self.gone):
            button.setEnabled(not self._work.is_busy)
            button.setToolTip(self._work.reason)
