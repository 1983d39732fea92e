"""What comes out of a supervisor: the engine's events, and notices about the engine itself."""

from __future__ import annotations

from dataclasses import dataclass

from nibble_engine.api import AnyCommand, AnyEvent, ErrorInfo


@dataclass(frozen=True)
class Starting:
    """A new engine process is on its way; ``deaths`` were counted in the last minute."""

    deaths: int


@dataclass(frozen=True)
class Sent:
    """The engine was handed this command, asked now or loaded again after a death."""

    command: AnyCommand


@dataclass(frozen=True)
class Died:
    """An engine ended by itself, or had to be ended, which is ``on_purpose``; ``final`` says that
    no other is started."""

    error: ErrorInfo
    deaths: int
    final: bool
    on_purpose: bool = False


@dataclass(frozen=True)
class Stopped:
    """The engine was closed on request; nothing follows."""


Notice = Starting | Sent | Died | Stopped
Happening = AnyEvent | Notice
