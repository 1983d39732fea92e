"""One download: its name, how far it is, and what the person may do to it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from nibble_app.downloads.downloads import Downloads
from nibble_app.downloads.item import Item, State
from nibble_app.downloads.words import amount_text, percent, state_text
from nibble_app.error_text import describe
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import ElidedLabel, MessageLabel, PlainLabel
from nibble_engine.api import Role

_MOVING = (State.WAITING, State.LISTING, State.CHECKING, State.FETCHING, State.VERIFYING)


class DownloadRow(QFrame):
    """Emits `chosen` with a role and a folder."""

    chosen = Signal(object, str)

    def __init__(self, downloads: Downloads, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        address = item.address
        self.item = item
        self._name = ElidedLabel(item.name, "heading")
        self._amount = PlainLabel("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(item.name)
        self._state = PlainLabel("", "muted", wrap=True)
        self._problem = MessageLabel("", "danger", wrap=True)
        self._pause = TextButton(self.tr("Pause"), partial(downloads.pause, address))
        self._resume = TextButton(self.tr("Go on"), partial(downloads.resume, address))
        self._retry = TextButton(self.tr("Try again"), partial(downloads.resume, address))
        self._forget = TextButton("", partial(downloads.forget, address), kind="ghost")
        self._uses = QHBoxLayout()
        self._uses.setSpacing(8)
        self._lay_out(item)
        self.show_item(item)

    def show_item(self, item: Item) -> None:
        """How it stands now."""
        self.item = item
        self._amount.setText(amount_text(item))
        self._state.setText(state_text(item))
        self._bar.setMaximum(100 if item.total else 0)
        self._bar.setValue(percent(item))
        self._bar.setVisible(item.state not in (State.DONE, State.FAILED, State.WAITING))
        problem = ""
        if item.error is not None:
            told = describe(item.error)
            problem = f"{told.detail} {told.action}"
        self._problem.setText(problem)
        self._pause.setVisible(item.state in _MOVING)
        self._resume.setVisible(item.state is State.PAUSED)
        self._retry.setVisible(item.state is State.FAILED)
        is_done = item.state is State.DONE
        self._forget.setText(self.tr("Take off the list") if is_done else self.tr("Give up"))
        self._forget.setToolTip("" if is_done else self.tr("Deletes what was fetched of it"))

    def offer(self, roles: Iterable[Role]) -> None:
        """What the model that is here now can be used for."""
        while taken := self._uses.takeAt(0):
            if widget := taken.widget():
                widget.deleteLater()
        labels = {
            Role.CHAT: self.tr("Use for support and writing"),
            Role.TRANSLATION: self.tr("Use for translation"),
            Role.EMBEDDING: self.tr("Use for search by meaning"),
        }
        for role in roles:
            use = partial(self.chosen.emit, role, self.item.folder)
            self._uses.addWidget(TextButton(labels[role], use))

    def _lay_out(self, item: Item) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._amount)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._pause, self._resume, self._retry):
            buttons.addWidget(button)
        buttons.addLayout(self._uses)
        buttons.addWidget(self._forget)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addLayout(head)
        if item.address != item.name:
            column.addWidget(ElidedLabel(item.address, "small"))
        for widget in (self._bar, self._state, self._problem):
            column.addWidget(widget)
        column.addLayout(buttons)
