"""What a person sets up for writing, in the place of the text: its parts and a way back."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from nibble_app.folders import chosen_data_folder
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.actions.entries import ActionList
from nibble_app.modes.writing.options.help_page import HelpPage
from nibble_app.modes.writing.options.rules_page import RulesPage
from nibble_app.modes.writing.options.voice_page import VoicePage
from nibble_app.modes.writing.own_actions.page import CustomActionsPage
from nibble_app.widgets.buttons import TextButton
from nibble_app.writing.own_actions import OwnActions
from nibble_app.writing.voice import Voice

Part = Literal["actions", "voice", "rules", "help"]
_PARTS: tuple[Part, ...] = ("actions", "voice", "rules", "help")


class WritingOptions(QWidget):
    """`left` when the person goes back to the text; `changed` with the part in which something
    came, went or was written."""

    left = Signal()
    changed = Signal(str)

    def __init__(
        self, context: Context, actions: ActionList, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        folder = chosen_data_folder(context.settings) / "writing"
        self.own, self.voice = OwnActions(folder / "actions"), Voice(folder / "voice")
        self.actions_page = CustomActionsPage(context, self.own)
        self.voice_page = VoicePage(context, self.voice)
        self.rules_page = RulesPage(context)
        self.help_page = HelpPage(context.theme, actions)
        self.tabs = QTabBar()
        self.back = TextButton(self.tr("Back to the text"), self.leave)
        self._stack = QStackedWidget()
        self._lay_out()
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.actions_page.changed.connect(lambda: self.changed.emit("actions"))
        self.voice_page.changed.connect(lambda: self.changed.emit("voice"))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.leave)

    def show_part(self, part: Part) -> None:
        """Brings own actions, the voice, the rules or the list of actions to the front."""
        self.tabs.setCurrentIndex(_PARTS.index(part))
        self.focus_input()

    def focus_input(self) -> None:
        """To where something can be done in the part in front."""
        page = self._stack.currentWidget()
        if isinstance(page, CustomActionsPage | VoicePage | RulesPage | HelpPage):
            page.focus_input()

    def leave(self) -> None:
        """What was written is kept."""
        self.shutdown()
        self.left.emit()

    def shutdown(self) -> None:
        """Keeps what is not kept yet."""
        self.actions_page.keep()

    def _lay_out(self) -> None:
        self.tabs.addTab(self.tr("Own actions"))
        self.tabs.addTab(self.tr("My voice"))
        self.tabs.addTab(self.tr("Proofreading rules"))
        self.tabs.addTab(self.tr("All actions"))
        self.tabs.setAccessibleName(self.tr("Set up writing"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for page in (self.actions_page, self.voice_page, self.rules_page, self.help_page):
            self._stack.addWidget(page)
        head = QHBoxLayout()
        head.addWidget(self.tabs, 1)
        head.addWidget(self.back)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 12, 24, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
