"""The drawer beside the panes with its three tabs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from nibble_app.modes.registry import Context
from nibble_app.modes.translation.library import Library
from nibble_app.modes.translation.panel.history_tab import HistoryTab
from nibble_app.modes.translation.panel.memory_tab import MemoryTab
from nibble_app.modes.translation.panel.terms_tab import TermsTab
from nibble_app.modes.translation.room import TranslationRoom
from nibble_app.widgets.buttons import IconButton

WIDTH = 320
_OPEN = "translation.panel"


class SidePanel(QFrame):
    """Opens where it was when it was closed; `closed` tells that the person closed it here."""

    closed = Signal()

    def __init__(
        self,
        context: Context,
        room: TranslationRoom,
        library: Library,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "drawer")
        self.setFixedWidth(WIDTH)
        self._settings = context.settings
        self.terms = TermsTab(context, room)
        self.memory = MemoryTab(context, room, library)
        self.history = HistoryTab(context)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Terms, memory and history"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self._stack = QStackedWidget()
        for title, tab in (
            (self.tr("Terms"), self.terms),
            (self.tr("Memory"), self.memory),
            (self.tr("History"), self.history),
        ):
            self.tabs.addTab(title)
            self._stack.addWidget(tab)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        close = IconButton(context.theme, "x", self.tr("Close the panel"))
        close.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(self.tabs, 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.setVisible(bool(self._settings.get(_OPEN)))

    def toggle(self) -> None:
        """Opens or closes it."""
        shown = not self.isVisible()
        self.setVisible(shown)
        self._settings.set(_OPEN, shown)
        if shown:
            self.tabs.setFocus()
