"""One model that is being got, as the window shows it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nibble_engine.api import ErrorInfo


class State(StrEnum):
    """Where a download stands; the last three need the person or nobody."""

    WAITING = "waiting"  # for another one to end
    LISTING = "listing"
    CHECKING = "checking"
    FETCHING = "fetching"
    VERIFYING = "verifying"
    PAUSED = "paused"  # by the person, or because the program was closed
    FAILED = "failed"
    DONE = "done"


@dataclass(frozen=True)
class Item:
    """``address`` is what was asked for (an id of the hub, an address or a folder) and tells it
    from the others. ``done`` of ``total`` bytes, ``speed`` in bytes a second; ``seconds_left`` is
    None where nobody can say. ``folder`` is where the model is when it is done."""

    address: str
    name: str
    state: State
    done: int = 0
    total: int = 0
    speed: float = 0.0
    seconds_left: float | None = None
    error: ErrorInfo | None = None
    folder: str = ""
    place: str = ""
    """The name of its folder among the models; empty where the address could not be read."""
