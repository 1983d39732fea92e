"""Buttons of the bar: a word with its icon, and a word with a menu that is filled when it opens."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QWidget

from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton

_ICON = QSize(16, 16)


class ToolButton(TextButton):
    """A flat button with words; the icon goes where there is little room."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        do: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, do, kind="tool", parent=parent)
        self._theme, self._icon, self._bare = theme, icon, False
        self.setIconSize(_ICON)
        self.setAccessibleName(name)
        theme.changed.connect(self._draw)
        self._draw()

    def show_bare(self, bare: bool) -> None:
        """With its word alone."""
        self._bare = bare
        self._draw()

    def _draw(self) -> None:
        name = "" if self._bare else self._icon
        self.setIcon(self._theme.icon(name, "accent") if name else QIcon())


class MenuButton(ToolButton):
    """``fill`` puts into the emptied menu what can be done just then."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        fill: Callable[[QMenu], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, icon, name, parent=parent)
        self.setProperty("opens", "menu")
        self._fill = fill
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)

    def fill(self) -> QMenu:
        """Fills the menu anew and returns it."""
        menu = self.menu()
        menu.clear()
        self._fill(menu)
        return menu
