"""Buttons of the house: an icon with a name for screen readers and a tooltip with its shortcut."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from nibble_app.theme import Theme


class IconButton(QToolButton):
    """An icon that can be reached by keyboard; its picture follows the theme."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        role: str = "muted",
        shortcut: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._role = role
        self._keys = shortcut
        self.setIconSize(QSize(16, 16))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.rename(name)
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
        theme.changed.connect(self._draw)
        self._draw()

    def rename(self, name: str) -> None:
        """What it does, for the tooltip and for screen readers."""
        self.setAccessibleName(name)
        keys = QKeySequence(self._keys).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{name} ({keys})" if keys else name)

    def show_icon(self, icon: str, role: str) -> None:
        """Another picture."""
        self._icon, self._role = icon, role
        self._draw()

    def _draw(self) -> None:
        self.setIcon(self._theme.icon(self._icon, self._role))


class TextButton(QPushButton):
    """A button with words; ``kind`` is "", "primary", "ghost", "danger" or "notice"."""

    def __init__(
        self,
        text: str,
        do: Callable[[], object] | None = None,
        *,
        kind: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if do is not None:
            self.clicked.connect(lambda checked=False: do())
