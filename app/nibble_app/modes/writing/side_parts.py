"""The parts at the right of the writing page, one at a time, and the strip that chooses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from nibble_app.theme import Theme

WIDTH = 344
_STRIP = 44


class SideParts(QFrame):
    """Each part is made when it is first shown; choosing the one in front folds it away."""

    shown = Signal(str)
    """The key of the part in front, empty when all are folded away."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "side-parts")
        self._theme = theme
        self._makers: dict[str, Callable[[], QWidget]] = {}
        self._made: dict[str, QWidget] = {}
        self._keys: dict[str, str] = {}
        self._buttons: dict[str, tuple[QToolButton, str]] = {}
        self.front = ""
        self._stack = QStackedWidget()
        self._stack.setFixedWidth(WIDTH)
        self._strip = QVBoxLayout()
        self._strip.setContentsMargins(4, 12, 4, 12)
        self._strip.setSpacing(4)
        self._strip.addStretch(1)
        strip = QWidget()
        strip.setFixedWidth(_STRIP)
        strip.setLayout(self._strip)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._stack)
        row.addWidget(strip)
        self._stack.hide()
        theme.changed.connect(self._draw)

    def add(
        self, key: str, name: str, icon: str, shortcut: str, make: Callable[[], QWidget]
    ) -> None:
        """One more part, below the others; ``shortcut`` is told here and taken by the page."""
        button = QToolButton()
        button.setProperty("kind", "rail")
        button.setCheckable(True)
        button.setIconSize(QSize(18, 18))
        button.setFixedWidth(_STRIP - 8)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(name)
        keys = QKeySequence(shortcut)
        shown = keys.toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{name} ({shown})")
        button.clicked.connect(lambda checked=False: self._clicked(key))
        self._makers[key], self._buttons[key] = make, (button, icon)
        self._keys[key] = shortcut
        self._strip.insertWidget(self._strip.count() - 1, button)
        self._draw()

    def part(self, key: str) -> QWidget:
        """A part, whether it is in front or not."""
        if key not in self._made:
            self._made[key] = self._makers[key]()
            self._stack.addWidget(self._made[key])
        return self._made[key]

    def is_made(self, key: str) -> bool:
        """Whether it was shown or asked for before."""
        return key in self._made

    def show_part(self, key: str, *, focus: bool = False) -> None:
        """Brings a part to the front, with the keyboard in it if wished."""
        part = self.part(key)
        self._stack.setCurrentWidget(part)
        self._stack.show()
        self.front = key
        self._draw()
        self.shown.emit(key)
        if focus:
            part.setFocus()
            if not part.hasFocus():
                part.focusNextChild()

    def fold(self) -> None:
        """Leaves the strip alone."""
        self._stack.hide()
        self.front = ""
        self._draw()
        self.shown.emit("")

    def button(self, key: str) -> QToolButton:
        """The button of a part."""
        return self._buttons[key][0]

    def icon(self, key: str) -> str:
        """The name of a part's icon."""
        return self._buttons[key][1]

    def shortcut(self, key: str) -> str:
        """The keys of a part, as Qt writes them."""
        return self._keys[key]

    def _clicked(self, key: str) -> None:
        if key == self.front:
            self.fold()
        else:
            self.show_part(key)

    def _draw(self) -> None:
        for key, (button, icon) in self._buttons.items():
            button.setChecked(key == self.front)
            button.setIcon(self._theme.icon(icon, "accent" if key == self.front else "muted"))
