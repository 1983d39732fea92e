"""What is on this computer, what it would take, and which one does what."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.engine_words import loading_text
from nibble_app.folders import data_folder
from nibble_app.model_choice import KEYS, chosen_path, model_folders
from nibble_app.model_control import ModelControl
from nibble_app.modes.registry import Context
from nibble_app.notices import Tone
from nibble_app.pages.models.model_card import ModelCard, ModelEntry, entry
from nibble_app.pages.page import Page
from nibble_app.state import EngineState
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.api import Level, Role
from nibble_engine.models.shelf import inspect, scan


class ModelsHere(Page):
    """Lists the shelf; a click makes a model the one for chat and writing, for translation, or for
    search by meaning. Emits `more_asked` where the person wants other models."""

    more_asked = Signal()

    def __init__(
        self, context: Context, control: ModelControl, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("Models"),
            self.tr(
                "These language models are on this computer. They run here, and nothing you type "
                "leaves it. Put a model's folder into the models folder, or choose one anywhere."
            ),
            parent,
        )
        self._context = context
        self._control = control
        self._background = Background(self)
        self._progress = _LoadProgress(control)
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        self._lay_out()
        context.link.state_changed.connect(self._state_changed)
        self._release = context.settings.subscribe(lambda key, value: self._setting(key))
        self._state_changed(context.link.state)

    def showEvent(self, event: QShowEvent) -> None:
        """Looks at the disk each time the page comes to the front."""
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Reads the shelf anew, in a thread."""
        settings = self._context.settings
        level, context = (
            Level(str(settings.get("engine.level"))),
            int(settings.get("engine.context")),
        )
        chosen = [path for role in Role if (path := chosen_path(settings, role))]

        def work() -> list[ModelEntry]:
            found = {model.path: model for model in scan(model_folders())}
            for path in chosen:
                found.setdefault(str(path), inspect(path))
            return [entry(model, level, context) for model in found.values()]

        self._background.run(work, self._show)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(TextButton(self.tr("Choose a folder…"), self._choose))
        row.addWidget(TextButton(self.tr("Open the models folder"), self._open, kind="ghost"))
        row.addWidget(TextButton(self.tr("Look again"), self.refresh, kind="ghost"))
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self._progress)
        self.column.addLayout(self._list)
        self.column.addStretch(1)

    def _show(self, entries: list[ModelEntry]) -> None:
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        used = {role: chosen_path(self._context.settings, role) for role in Role}
        for found in entries:
            card = ModelCard(self._context.theme, found, used)
            card.chosen.connect(self._use)
            self._list.addWidget(card)

    def _use(self, role: Role, path: str) -> None:
        self._context.settings.set(KEYS[role], path)

    def _setting(self, key: str) -> None:
        if key in (*KEYS.values(), "engine.level", "engine.context") and self.isVisible():
            self.refresh()

    def _state_changed(self, state: EngineState) -> None:
        self._progress.show_state(state)

    def _open(self) -> None:
        folder = data_folder() / "models"
        folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose the folder of a model"))
        if not chosen:
            return
        model = inspect(Path(chosen))
        if model.problem or not model.roles:
            self._context.notices.show(
                self.tr("There is no model in this folder that Nibble can use"),
                Tone.ERROR,
                detail=self.tr(
                    "Choose a folder that holds a config.json and safetensors files, "
                    "as it comes from a model hub."
                ),
            )
            return
        self._use(model.roles[0], chosen)


class _LoadProgress(QWidget):
    """What is being loaded, how far it is, and a way to stop it."""

    def __init__(self, control: ModelControl, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = PlainLabel("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._text)
        row.addWidget(self._bar, 1)
        row.addWidget(TextButton(self.tr("Stop"), control.cancel, kind="notice"))
        self.hide()

    def show_state(self, state: EngineState) -> None:
        loading = next((model for model in state.models.values() if model.loading), None)
        self.setVisible(loading is not None)
        if loading is not None:
            self._text.setText(loading_text(loading))
            self._bar.setMaximum(loading.total)
            self._bar.setValue(loading.done)
