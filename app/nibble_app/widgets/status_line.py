"""The thin line at the bottom that tells what the engine is doing."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QWidget

from nibble_app.engine_words import status_text
from nibble_app.state import EngineState, Phase
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import ElidedLabel, PlainLabel
from nibble_engine.api import Role

_DOTS = {
    Phase.OFF: "muted",
    Phase.STARTING: "warning",
    Phase.LOADING: "warning",
    Phase.IDLE: "success",
    Phase.BUSY: "accent",
    Phase.FAILED: "danger",
}


class StatusLine(QFrame):
    """Shows an `EngineState`; offers a restart where the engine was given up."""

    restart_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "status")
        self._theme = theme
        self._role = Role.CHAT
        self._state = EngineState()
        self._dot = QLabel()
        self._text = ElidedLabel("", "small")
        self._text.setAccessibleName(self.tr("State of the engine"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._restart = TextButton(
            self.tr("Restart the engine"), self.restart_asked.emit, kind="notice"
        )
        local = PlainLabel(self.tr("Everything stays on this computer"), "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 4)
        row.setSpacing(8)
        for widget in (self._dot, self._bar):
            row.addWidget(widget)
        row.addWidget(self._text, 1)
        row.addWidget(self._restart)
        row.addWidget(local)
        theme.changed.connect(self._draw)
        self._draw()

    def show_state(self, state: EngineState, role: Role) -> None:
        """``role`` is that of the page in front: its model is the one to tell about."""
        self._state, self._role = state, role
        self._draw()

    def text(self) -> str:
        """What it says, in full."""
        return self._text.whole()

    def _draw(self) -> None:
        state = self._state
        self._dot.setPixmap(self._theme.pixmap("dot", _DOTS[state.phase], 10))
        self._text.setText(status_text(state, self._role))
        loading = next((model for model in state.models.values() if model.loading), None)
        self._bar.setVisible(loading is not None and state.phase is Phase.LOADING)
        if loading is not None:
            self._bar.setMaximum(loading.total)
            self._bar.setValue(loading.done)
        self._restart.setVisible(state.phase is Phase.FAILED)
