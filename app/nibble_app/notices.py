"""The one bus of messages to the person: whoever has something to say says it here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from nibble_app.error_text import describe
from nibble_engine.api import ErrorInfo


class Tone(StrEnum):
    """How serious a notice is; the window draws each in its colour and with its icon."""

    INFO = "info"
    SUCCESS = "success"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True)
class Action:
    """A button in a notice."""

    label: str
    do: Callable[[], object]


@dataclass(frozen=True)
class Notice:
    """What is shown: plain text only. ``more`` are other actions, in a menu beside the first;
    ``seconds`` 0 means until it is dismissed."""

    text: str
    tone: Tone
    detail: str = ""
    action: Action | None = None
    more: tuple[Action, ...] = ()
    seconds: float = 6.0


class Notices(QObject):
    """Emits `shown`; the window puts each notice over its page."""

    shown = Signal(object)

    def show(
        self,
        text: str,
        tone: Tone = Tone.INFO,
        *,
        detail: str = "",
        action: Action | None = None,
        more: Sequence[Action] = (),
    ) -> None:
        """Tell something in the person's language; errors stay, others go after some seconds."""
        seconds = 0.0 if tone is Tone.ERROR else 10.0 if action else 6.0
        self.shown.emit(Notice(text, tone, detail, action, tuple(more), seconds))

    def error(self, error: ErrorInfo, action: Action | None = None) -> None:
        """Tell an error: what happened and what to do next."""
        text = describe(error)
        self.show(text.title, Tone.ERROR, detail=f"{text.detail} {text.action}", action=action)
