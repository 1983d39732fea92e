"""What a newcomer sees: an answer in one click, and the model that suits this computer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.downloads.downloads import Downloads
from nibble_app.model_choice import KEYS
from nibble_app.modes.registry import Context
from nibble_app.pages.models.find.advice_card import AdviceCard
from nibble_app.pages.models.find.asked import Asked, Found, found
from nibble_app.pages.models.find.words import computer_text
from nibble_app.pages.page import Page
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.api import Role
from nibble_engine.planning.advising import Advice


class WelcomePage(Page):
    """Emits `try_asked` for an answer now, `mode_asked` with a mode's key, `models_asked` for all
    models and `downloads_asked` for those on their way."""

    try_asked = Signal()
    mode_asked = Signal(str)
    models_asked = Signal()
    downloads_asked = Signal()

    def __init__(
        self, context: Context, downloads: Downloads, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("Welcome to Nibble"),
            self.tr(
                "It answers customers, writes and translates in Chinese and English with language "
                "models that run on this computer. Nothing you type leaves it."
            ),
            parent,
        )
        self._context, self._downloads = context, downloads
        self._background = Background(self)
        self.card: AdviceCard | None = None
        self.now = TextButton(self.tr("Get an answer now"), self.try_asked.emit, kind="primary")
        self._told = PlainLabel(self.tr("Looking at this computer…"), "muted", wrap=True)
        self._place = QVBoxLayout()
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Looks at the computer in a thread; the cursor is on what there is to do first."""
        super().showEvent(event)
        self.now.setFocus()
        asked = Asked(Role.CHAT, int(self._context.settings.get("engine.context")))
        self._background.run(lambda: found(asked), self.show_found)

    def show_found(self, answer: Found) -> None:
        """The model to take, and why."""
        if self.card is not None:
            self.card.deleteLater()
            self.card = None
        one, computer = answer.recommended, answer.computer
        if one is None or computer is None:
            self._told.setText(self.tr("No larger model fits here now: the starter it is."))
            return
        self._told.setText(computer_text(computer))
        self.card = AdviceCard(self._context.theme, self._downloads, one, computer.free)
        self.card.used.connect(self._use)
        self.card.looked.connect(self.downloads_asked)
        self._place.addWidget(self.card)

    def _lay_out(self) -> None:
        card = QFrame()
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(PlainLabel(self.tr("Try it with what is here"), "heading"))
        text = self.tr(
            "Nibble comes with two tiny models, which answer a shop's customers and translate "
            "everyday sentences. They show how it works, and are often wrong."
        )
        column.addWidget(PlainLabel(text, "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.now)
        for key, name in (
            ("support", self.tr("Support")),
            ("writing", self.tr("Writing")),
            ("translation", self.tr("Translation")),
        ):
            row.addWidget(TextButton(name, partial(self.mode_asked.emit, key), kind="ghost"))
        row.addStretch(1)
        column.addLayout(row)
        self.column.addWidget(card)
        self.column.addSpacing(8)
        self.column.addWidget(PlainLabel(self.tr("For real work"), "heading"))
        self.column.addWidget(self._told)
        self.column.addLayout(self._place)
        more = TextButton(self.tr("See all models"), self.models_asked.emit, kind="ghost")
        more.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def _use(self, one: Advice, folder: str) -> None:
        settings = self._context.settings
        settings.set("engine.level", str(one.level))
        settings.set(KEYS[Role.CHAT], folder)
        self.try_asked.emit()
