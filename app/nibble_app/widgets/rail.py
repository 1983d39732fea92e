"""The left rail: one button for each mode, and below them one for each page."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from nibble_app.theme import Theme

WIDTH = 104


class Rail(QFrame):
    """Emits `chosen` with the key of the place that was clicked."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "rail")
        self.setFixedWidth(WIDTH)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._buttons: dict[str, tuple[QToolButton, str]] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(8, 12, 8, 12)
        self._layout.setSpacing(4)
        theme.changed.connect(self._draw)

    def add(self, key: str, title: str, icon: str) -> None:
        """A place; its shortcut is Ctrl and its number from the top."""
        button = QToolButton()
        button.setProperty("kind", "rail")
        button.setText(title)
        button.setCheckable(True)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(20, 20))
        button.setFixedWidth(WIDTH - 17)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        keys = QKeySequence(f"Ctrl+{len(self._buttons) + 1}")
        button.setShortcut(keys)
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{title} ({shown})")
        button.setAccessibleName(title)
        button.clicked.connect(lambda checked=False: self.chosen.emit(key))
        self._group.addButton(button)
        self._buttons[key] = (button, icon)
        self._layout.addWidget(button)
        self._draw()

    def add_stretch(self) -> None:
        """What comes after stands at the bottom."""
        self._layout.addStretch(1)

    def select(self, key: str) -> None:
        """Marks a place as the one that is shown; one that is not on the rail marks none."""
        if key in self._buttons:
            self._buttons[key][0].setChecked(True)
        self._draw()

    def button(self, key: str) -> QToolButton:
        """The button of a place."""
        return self._buttons[key][0]

    def _draw(self) -> None:
        for button, icon in self._buttons.values():
            role = "accent" if button.isChecked() else "muted"
            button.setIcon(self._theme.icon(icon, role))
