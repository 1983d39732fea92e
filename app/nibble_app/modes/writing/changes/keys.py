"""The keys with which a person goes through changes and decides."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from nibble_app.modes.writing.changes.part import ChangesPart

ACCEPT = ("Ctrl+Return", "Ctrl+Enter")
ACCEPT_ALL = ("Ctrl+Shift+Return", "Ctrl+Shift+Enter")
REJECT = ("Ctrl+Shift+Backspace",)
NEXT = ("F8",)
PREVIOUS = ("Shift+F8",)


def take_keys(part: ChangesPart, page: QWidget) -> None:
    """They belong to the page, so that they work while another part is in front; Escape to the
    part alone."""
    for owner, sequences, do in (
        (page, NEXT, partial(part.step, 1)),
        (page, PREVIOUS, partial(part.step, -1)),
        (page, ACCEPT, part.accept),
        (page, REJECT, part.reject),
        (page, ACCEPT_ALL, part.accept_all),
        (part, ("Escape",), part.leave),
    ):
        shortcut = QShortcut(owner)
        shortcut.setKeys([QKeySequence(each) for each in sequences])
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(do)


def named(name: str, keys: tuple[str, ...]) -> str:
    """What a button does, with its key."""
    shown = QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{name} ({shown})"
