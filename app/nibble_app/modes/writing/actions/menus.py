"""Menus made of the list of actions."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from nibble_app.modes.writing.actions.entries import ActionList, Entry
from nibble_app.theme import Theme
from nibble_app.widgets.labels import tip

_LONGEST = 48


def fill(menu: QMenu, theme: Theme, actions: ActionList, groups: Collection[str]) -> None:
    """Puts the entries of these groups in, a line between two groups."""
    fill_with(menu, theme, actions, [one for one in actions.entries() if one.group in groups])


def fill_with(menu: QMenu, theme: Theme, actions: ActionList, entries: list[Entry]) -> None:
    """Puts these in, in their order."""
    below: dict[str, QMenu] = {}
    last = ""
    menu.setToolTipsVisible(True)
    for entry in entries:
        if last and entry.group != last:
            menu.addSeparator()
        last = entry.group
        if entry.menu and entry.menu not in below:
            below[entry.menu] = menu.addMenu(theme.icon(entry.icon), entry.menu)
            below[entry.menu].setToolTipsVisible(True)
        add(below.get(entry.menu, menu), theme, actions, entry)


def add(menu: QMenu, theme: Theme, actions: ActionList, entry: Entry) -> QAction:
    """One entry as a line of a menu."""
    name = " ".join((entry.short or entry.title).split())
    if len(name) > _LONGEST:
        name = f"{name[: _LONGEST - 1]}…"
    # An ampersand in a name that a person gave would mark a letter.
    name = name.replace("&", "&&")
    # The keys are shown and not set: there is one place where they are taken (keys.py).
    shown = f"{name}\t{entry.keys()}" if entry.shortcut else name
    action = menu.addAction(shown)
    if entry.icon and not entry.menu:
        action.setIcon(theme.icon(entry.icon))
    action.setEnabled(not entry.why_not())
    action.setToolTip(tip(entry.tip()))
    action.triggered.connect(lambda checked=False, key=entry.key: actions.run(key))
    return action
