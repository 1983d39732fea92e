"""What is in memory now, role by role, and a way to let it go or to have it back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QFrame, QGridLayout, QProgressBar, QVBoxLayout, QWidget

from nibble_app.engine_words import level_text, loading_text, memory_text, model_name
from nibble_app.error_text import describe
from nibble_app.model_control import ModelControl
from nibble_app.state import EngineState, ModelState
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_engine.api import ModelInfo, Role

translate = QCoreApplication.translate


class LoadedPanel(QFrame):
    """A row for each role, with the progress of its load."""

    def __init__(self, control: ModelControl, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        names = {
            Role.CHAT: self.tr("Support and writing"),
            Role.TRANSLATION: self.tr("Translation"),
            Role.EMBEDDING: self.tr("Search by meaning"),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addWidget(PlainLabel(self.tr("In memory"), "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.rows = {role: _Row(control, role, names[role]) for role in Role}
        for number, row in enumerate(self.rows.values()):
            grid.addWidget(row.name, number, 0)
            grid.addWidget(row.told, number, 1)
            grid.addWidget(row.bar, number, 2)
            grid.addWidget(row.button, number, 3)
        column.addLayout(grid)
        self._turns = MessageLabel("", "muted", wrap=True)
        self._turns.hide()
        column.addWidget(self._turns)
        control.crowding_changed.connect(self.show_crowding)
        self.show_crowding(control.is_crowded)

    def show_state(self, state: EngineState) -> None:
        """What the engine holds now."""
        for role, model in state.models.items():
            self.rows[role].show_model(model)

    def show_crowding(self, crowded: bool) -> None:
        """Says why a model went when another one came."""
        self._turns.setText(
            self.tr(
                "These models do not fit into memory together. They take turns: the one you work "
                "with is loaded, the other goes."
            )
            if crowded
            else ""
        )


class _Row:
    """Four widgets in a row of the grid."""

    def __init__(self, control: ModelControl, role: Role, name: str) -> None:
        self._control, self._role = control, role
        self.name = PlainLabel(name)
        self.told = PlainLabel("", "muted", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.bar.setAccessibleName(name)
        self.button = TextButton("", self._pressed, kind="notice")
        self._says: dict[str, str] = {
            "stop": translate("LoadedPanel", "Stop"),
            "unload": translate("LoadedPanel", "Let it go"),
            "load": translate("LoadedPanel", "Load it"),
        }
        self._what = ""

    def show_model(self, model: ModelState) -> None:
        self.bar.setVisible(model.loading)
        if model.loading:
            self.bar.setMaximum(model.total)
            self.bar.setValue(model.done)
            self._show(loading_text(model), "stop")
        elif model.info is not None and not model.asleep:
            self._show(_told(model.info), "unload")
        elif model.info is not None:
            text = translate(
                "LoadedPanel", "{model}: let go, and loaded again when it is asked for"
            )
            self._show(text.format(model=model_name(model.info.name)), "load")
        elif model.error is not None:
            self._show(describe(model.error).title, "load")
        else:
            self._show(translate("LoadedPanel", "nothing"), "")

    def _show(self, text: str, what: str) -> None:
        self._what = what
        self.told.setText(text)
        self.button.setVisible(bool(what))
        self.button.setText(self._says.get(what, ""))
        self.button.setAccessibleName(f"{self.name.text()}: {self._says.get(what, '')}")

    def _pressed(self) -> None:
        if self._what == "stop":
            self._control.cancel()
        elif self._what == "unload":
            self._control.unload(self._role)
        else:
            self._control.load(self._role)


def _told(info: ModelInfo) -> str:
    """What it is, where it is, what it takes, and how long it took to load."""
    seconds = QLocale().toString(info.seconds, "f", 1)
    text = translate(
        "LoadedPanel", "{model} · {level} · {device} · {memory} · {context} tokens · {seconds} s"
    )
    return text.format(
        model=model_name(info.name),
        level=level_text(info.level),
        device=info.device.upper(),
        memory=memory_text(info.memory),
        context=info.context,
        seconds=seconds,
    )
