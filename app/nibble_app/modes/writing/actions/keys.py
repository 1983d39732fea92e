"""The keys of the actions, taken in one place for the whole page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from nibble_app.modes.writing.actions.entries import ActionList


class ActionKeys(QObject):
    """Every entry's shortcut, wherever in ``page`` the focus is."""

    def __init__(self, actions: ActionList, page: QWidget) -> None:
        super().__init__(page)
        self._actions, self._page = actions, page
        self._shortcuts: dict[str, QShortcut] = {}
        actions.changed.connect(self._match)
        self._match()

    def _match(self) -> None:
        wanted = {one.key: one.shortcut for one in self._actions.entries() if one.shortcut}
        for key in self._shortcuts.keys() - wanted.keys():
            self._shortcuts.pop(key).deleteLater()
        for key, keys in wanted.items():
            if key not in self._shortcuts:
                self._shortcuts[key] = self._made(key)
            self._shortcuts[key].setKey(QKeySequence(keys))

    def _made(self, key: str) -> QShortcut:
        shortcut = QShortcut(self._page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(self._actions.run, key))
        return shortcut
