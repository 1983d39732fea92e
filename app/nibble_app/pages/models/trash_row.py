"""A model in the trash: put back from there, or deleted for good."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from nibble_app.engine_words import memory_text
from nibble_app.notices import Tone
from nibble_app.pages.models.entries import Removed
from nibble_app.pages.models.upkeep_work import UpkeepWork
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.inline_message import InlineMessage
from nibble_app.widgets.labels import PlainLabel


class TrashRow(QFrame):
    """Its name, the room that it takes, and what can be done with it."""

    def __init__(
        self, theme: Theme, one: Removed, work: UpkeepWork, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._one, self._work = one, work
        self.back = TextButton(self.tr("Put it back"), partial(work.put_back, one.path))
        self.gone = TextButton(self.tr("Delete for good"), self.ask, kind="danger")
        self.question = InlineMessage(theme)
        self.question.acted.connect(self._delete)
        line = QHBoxLayout()
        line.addWidget(PlainLabel(one.name))
        line.addWidget(PlainLabel(memory_text(one.size), "muted"))
        line.addStretch(1)
        for button in (self.back, self.gone):
            button.setAccessibleName(f"{one.name}: {button.text()}")
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 8)
        column.addLayout(line)
        column.addWidget(self.question)
        work.busy_changed.connect(self._show_busy)
        self._show_busy()

    def ask(self) -> None:
        """Nothing brings it back afterwards, so it is not one click away."""
        self.question.show_text(
            self.tr("Delete {model} for good? This cannot be undone. {size} become free.").format(
                model=self._one.name, size=memory_text(self._one.size)
            ),
            Tone.WARNING,
            action=self.tr("Delete for good"),
        )

    def _delete(self) -> None:
        self.question.hide()
        self._work.remove(self._one.path)

    def _show_busy(self) -> None:
        for button in (self.back, self.gone, self.question.action):
            button.setEnabled(not self._work.is_busy)
            button.setToolTip(self._work.reason)
