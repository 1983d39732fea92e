"""Which models there are to get, which of them fit this computer, and which one to take."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.downloads.downloads import Downloads
from nibble_app.error_text import describe
from nibble_app.folders import chosen_data_folder
from nibble_app.forecasts import Forecasts
from nibble_app.model_choice import KEYS
from nibble_app.modes.registry import Context
from nibble_app.pages.models.find.advice_card import AdviceCard
from nibble_app.pages.models.find.any_model import AnyModel
from nibble_app.pages.models.find.asked import Asked, Found, found
from nibble_app.pages.models.find.controls import Controls
from nibble_app.pages.models.find.model_list import ModelList
from nibble_app.pages.models.find.model_row import ModelRow
from nibble_app.pages.models.find.words import (
    computer_text,
    limit_text,
    pretended_text,
    unknown_text,
)
from nibble_app.pages.page import Page
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_engine.api import Role
from nibble_engine.planning.advising import Advice
from nibble_engine.planning.computer import device_here

if TYPE_CHECKING:
    from nibble_app.pages.models.find.chart import FitChart


class ModelsFind(Page):
    """The adviser and the catalogue; a click gets a model. Emits `downloads_asked` where the
    person wants to see how a download is."""

    downloads_asked = Signal()

    def __init__(
        self, context: Context, downloads: Downloads, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("Find a model"),
            self.tr(
                "At a given size in memory, more parameters at 4 bits nearly always answer better "
                "than fewer at 8 or 16. What that means for this computer:"
            ),
            parent,
        )
        self._context = context
        self._downloads = downloads
        self._background = Background(self)
        self._found: Found | None = None
        self._card: AdviceCard | None = None
        self.chart: FitChart | None = None
        self.controls = Controls(int(context.settings.get("engine.context")))
        self.controls.asked.connect(self.ask)
        self._told = MessageLabel("", "muted", wrap=True)
        self._problem = MessageLabel("", "danger", wrap=True)
        self._place, self._picture = QVBoxLayout(), QVBoxLayout()
        self.models = ModelList(downloads)
        self.models.used.connect(self._use)
        self.models.looked.connect(self.downloads_asked)
        self.any_model = AnyModel(context.settings, downloads)
        self.any_model.begun.connect(self.downloads_asked)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        """Asks when it is first looked at; what is free changes, so again each time."""
        super().showEvent(event)
        self.ask(self.controls.value())

    def ask(self, asked: Asked) -> None:
        """Has the adviser look, in a thread."""
        if self._found is None:
            self._told.setText(self.tr("Looking at this computer…"))
        forecasts = Forecasts(chosen_data_folder(self._context.settings))

        def work() -> Found:
            return found(replace(asked, learned=forecasts.correction(device_here())))

        self._background.run(work, self.show_found)

    def show_found(self, answer: Found) -> None:
        """What the adviser says."""
        self._found = answer
        known = answer.computer is not None
        self._told.setText(_about(answer))
        self._say_problem(_problem_of(answer))
        self._show_recommended(answer)
        self._show_chart(answer)
        self.models.show_models(answer.models)
        # What was said of another computer is not left standing.
        self._frame.setVisible(known)
        self.models.setVisible(known)

    def _say_problem(self, text: str) -> None:
        self._problem.setText(text)
        self.controls.computer.setAccessibleDescription(text)

    @property
    def rows(self) -> list[ModelRow]:
        """The models that are shown, in their order."""
        return self.models.rows

    @property
    def card(self) -> AdviceCard | None:
        """The recommendation, if there is one."""
        return self._card

    def _lay_out(self) -> None:
        self.column.addWidget(self.controls)
        self.column.addWidget(self._told)
        self.column.addWidget(self._problem)
        self.column.addLayout(self._place)
        frame = QFrame()
        frame.setProperty("kind", "card")
        frame.setLayout(self._picture)
        self._picture.setContentsMargins(6, 6, 6, 4)
        self._frame = frame
        frame.hide()
        self.column.addWidget(frame)
        self.column.addSpacing(8)
        self.models.hide()
        self.column.addWidget(self.models)
        self.column.addWidget(PlainLabel(self.tr("Another model"), "heading"))
        self.column.addWidget(self.any_model)
        self.column.addStretch(1)

    def _show_recommended(self, answer: Found) -> None:
        had_focus = self._card is not None and self._card.get.hasFocus()
        if self._card is not None:
            self._card.deleteLater()
            self._card = None
        one, computer = answer.recommended, answer.computer
        if one is None or computer is None:
            return
        self._card = AdviceCard(self._context.theme, self._downloads, one, computer.free)
        self._card.used.connect(self._use)
        self._card.looked.connect(self.downloads_asked)
        self._place.addWidget(self._card)
        QWidget.setTabOrder(self.controls.computer, self._card.get)
        if had_focus:
            self._card.get.setFocus()

    def _show_chart(self, answer: Found) -> None:
        if answer.computer is None:
            return
        if self.chart is None:
            # Late: the window opens without pyqtgraph.
            from nibble_app.pages.models.find.chart import FitChart

            self.chart = FitChart(self._context.theme)
            self._picture.addWidget(self.chart)
        limit = limit_text(answer.computer, pretended=bool(answer.asked.computer))
        self.chart.show_advice(answer.advice, answer.computer.free, limit, answer.recommended)

    def _use(self, one: Advice, folder: str) -> None:
        settings = self._context.settings
        asked = self._found.asked if self._found else Asked(one.model.tasks[0])
        task = asked.task
        # The bits are those of every model: they follow the one that answers, and only advice
        # that is about this computer.
        if task is Role.CHAT and not asked.computer:
            settings.set("engine.level", str(one.level))
        settings.set(KEYS[task], folder)


def _about(answer: Found) -> str:
    """The computer in a sentence, empty where it is not known."""
    if answer.computer is None:
        return ""
    text = pretended_text if answer.asked.computer else computer_text
    return text(answer.computer)


def _problem_of(answer: Found) -> str:
    """What keeps the page from recommending a model, empty if nothing does."""
    translate = QCoreApplication.translate
    if answer.error is not None:
        if answer.asked.computer:
            return unknown_text(answer.asked.computer)
        told = describe(answer.error)
        return f"{told.title}. {told.action}"
    if answer.recommended is not None:
        return ""
    if answer.asked.computer:
        return translate("Find", "None of these models fits that computer: ask for less context.")
    return translate(
        "Find", "None of these models fits: close other programs, or ask for less context."
    )
