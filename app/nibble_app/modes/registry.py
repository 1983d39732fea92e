"""The registry of modes: what a mode is, what it is given, and which there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtWidgets import QWidget

from nibble_app.link import EngineLink
from nibble_app.notices import Notices
from nibble_app.settings import Settings
from nibble_app.store import Store
from nibble_app.theme import Theme
from nibble_engine.api import Role

BUILT_IN = ("support", "writing", "translation")


@dataclass(frozen=True)
class Context:
    """What every mode is given of the program."""

    link: EngineLink
    store: Store
    settings: Settings
    notices: Notices
    theme: Theme


class ModeView(QWidget):
    """A mode's page."""

    def focus_input(self) -> None:
        """The mode came to the front: put the cursor where the person will type."""

    def try_example(self) -> None:
        """Shows a newcomer what it does, with an example of its own."""

    def show_conversation(self, conversation: str) -> None:
        """Brings one of its conversations to the front, if it has any."""

    def shutdown(self) -> None:
        """The window closes: save what is not saved yet."""


@dataclass(frozen=True)
class Mode:
    """A mode in the rail. ``title`` is called after the translator is there; ``make`` once, when
    the mode is first shown."""

    key: str
    order: int
    icon: str
    role: Role
    title: Callable[[], str]
    make: Callable[[Context], ModeView]


_REGISTRY: dict[str, Mode] = {}


def register(mode: Mode) -> None:
    """Adds a mode; a later one with the same key takes its place."""
    _REGISTRY[mode.key] = mode


def modes() -> list[Mode]:
    """All modes in the order of the rail."""
    return sorted(_REGISTRY.values(), key=lambda mode: mode.order)


def load_built_in() -> None:
    """Lets the modes that come with the program register."""
    for name in BUILT_IN:
        import_module(f"nibble_app.modes.{name}")
