"""Lets models go that nobody asked for a while, and has them loaded again when somebody does."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from nibble_app.link import EngineLink
from nibble_app.settings import Settings
from nibble_app.state import EngineState, Phase
from nibble_engine.api import TRANSLATION, WORK, AnyCommand, Embed, Role, Unload, new_job

_EVERY_MS = 5_000


class Idling(QObject):
    """``wake`` loads the model of a role; it is called before the work that needs it is sent, and
    the engine does the two in this order."""

    def __init__(
        self,
        link: EngineLink,
        settings: Settings,
        wake: Callable[[Role], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._link, self._settings, self._wake = link, settings, wake
        self._since = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        link.state_changed.connect(self._state_changed)
        link.before_work = self._before_work

    def close(self) -> None:
        """Looks no more."""
        self._timer.stop()
        self._link.before_work = None

    def look(self, now: float | None = None) -> None:
        """Lets the models go if they have been idle for as long as the settings say; ``now`` is in
        seconds of `time.monotonic`."""
        minutes = int(self._settings.get("engine.idle_minutes"))
        idle = (time.monotonic() if now is None else now) - self._since
        if not minutes or idle < 60 * minutes or self._link.state.phase is not Phase.IDLE:
            return
        for role, model in self._link.state.models.items():
            if model.info is not None and not model.asleep:
                self._link.ask(Unload(job=new_job(), role=role, until_asked=True))

    def _state_changed(self, state: EngineState) -> None:
        if state.phase is not Phase.IDLE:
            self._since = time.monotonic()

    def _before_work(self, command: AnyCommand) -> None:
        self._since = time.monotonic()
        models = self._link.state.models
        role = _role(command, has_translator=models[Role.TRANSLATION].info is not None)
        if role is not None and models[role].asleep and not models[role].loading:
            self._wake(role)


def _role(command: AnyCommand, *, has_translator: bool) -> Role | None:
    """Whose model the engine will take for it."""
    if isinstance(command, Embed):
        return Role.EMBEDDING
    if isinstance(command, TRANSLATION) and has_translator:
        return Role.TRANSLATION
    return Role.CHAT if isinstance(command, WORK) else None
