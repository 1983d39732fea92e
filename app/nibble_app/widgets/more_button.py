"""A button with a menu of the rarer things."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton


class MoreButton(IconButton):
    """Opens its menu on a click or by keyboard."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, "chevron-down", name, parent=parent)
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)  # they say why an entry is switched off
        self.setMenu(self._menu)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def add(self, text: str, do: Callable[[], object]) -> QAction:
        """One more entry."""
        action = self._menu.addAction(text)
        action.triggered.connect(lambda checked=False: do())
        return action
