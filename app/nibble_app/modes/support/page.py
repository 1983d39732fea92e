"""The support mode: a switch at the top says which of its parts is in front."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from nibble_app import folders
from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.support.knowledge.library import KnowledgeLibrary
from nibble_app.widgets.part_switch import PartSwitch

_PART = "support.part"
_PAINTED_MS = 30

if TYPE_CHECKING:
    from nibble_app.modes.support.desk.view import DeskView
    from nibble_app.modes.support.knowledge.page import KnowledgePage
    from nibble_app.modes.support.mining.view import MiningView
    from nibble_app.modes.support.recall.page import RecallPage
    from nibble_app.modes.support.regressions.view import RegressionsView
    from nibble_app.modes.support.replies.page import RepliesPage
    from nibble_app.modes.support.table.view import TableView
    from nibble_app.modes.support.view import SupportView


class SupportPage(ModeView):
    """Each part is imported and made when it is first shown, so that the window opens with one; all
    of them share one library of bases."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        self.library = KnowledgeLibrary(folders.chosen_data_folder(context.settings) / "knowledge")
        self._makers: dict[str, Callable[[], ModeView]] = {}
        self._made: dict[str, ModeView] = {}
        self.switch = PartSwitch()
        self._stack = QStackedWidget()
        self._lay_out()
        self._add("desk", self.tr("Desk"), "Ctrl+Shift+D", self._make_desk)
        self._add("chat", self.tr("Chat"), "Ctrl+Shift+H", self._make_chat)
        self._add("table", self.tr("Table"), "Ctrl+Shift+T", self._make_table)
        self._add("knowledge", self.tr("Knowledge"), "Ctrl+Shift+K", self._make_knowledge)
        self._add("replies", self.tr("Replies"), "Ctrl+Shift+L", self._make_replies)
        self._add("mining", self.tr("Learn"), "Ctrl+Shift+M", self._make_mining)
        self._add("recall", self.tr("Search test"), "Ctrl+Shift+R", self._make_recall)
        self._add("regressions", self.tr("Reply test"), "Ctrl+Shift+G", self._make_regressions)
        self.switch.chosen.connect(self.show_part)
        last = str(context.settings.get(_PART))
        self._front = last if last in self._makers else next(iter(self._makers))
        self.switch.select(self._front)
        # The window is on the screen before its first part is made.
        QTimer.singleShot(_PAINTED_MS, self, self._fill)

    @property
    def desk(self) -> DeskView:
        """Customers' messages and the replies to them."""
        return cast("DeskView", self._make("desk"))

    @property
    def table(self) -> TableView:
        """Tables of messages."""
        return cast("TableView", self._make("table"))

    @property
    def mining(self) -> MiningView:
        """Answers out of solved conversations."""
        return cast("MiningView", self._make("mining"))

    @property
    def regressions(self) -> RegressionsView:
        """Tests of replies."""
        return cast("RegressionsView", self._make("regressions"))

    @property
    def chat(self) -> SupportView:
        """The plain conversations."""
        return cast("SupportView", self._make("chat"))

    @property
    def replies(self) -> RepliesPage:
        """The texts of the house."""
        return cast("RepliesPage", self._make("replies"))

    @property
    def knowledge(self) -> KnowledgePage:
        """The knowledge bases."""
        return cast("KnowledgePage", self._make("knowledge"))

    @property
    def recall(self) -> RecallPage:
        """The person's own test questions."""
        return cast("RecallPage", self._make("recall"))

    def show_part(self, key: str) -> None:
        """Brings the part of that key, such as "desk", to the front, and the focus with it."""
        self._show(key)
        self._context.settings.set(_PART, key)
        self.focus_input()

    def try_example(self) -> None:
        """An example is asked in a new conversation."""
        self.show_part("chat")
        self.chat.try_example()

    def show_conversation(self, conversation: str) -> None:
        """A plain conversation, in its part."""
        self.show_part("chat")
        self.chat.show_conversation(conversation)

    def show_passage(self, base: str, document: str, start: int, end: int) -> None:
        """Opens a document of a base where it is cited, in characters of its text."""
        self.show_part("knowledge")
        self.knowledge.show_passage(base, document, start, end)

    def show_presets(self) -> None:
        """Where the presets are written."""
        self.replies.show_kind("preset")
        self.show_part("replies")

    def focus_input(self) -> None:
        """To where the part in front is worked with."""
        part = self._stack.currentWidget()
        if isinstance(part, ModeView):
            part.focus_input()

    def shutdown(self) -> None:
        """Every part is told before the bases are closed."""
        for part in self._made.values():
            part.shutdown()
        self.library.close()

    def _fill(self) -> None:
        if self._stack.count() == 0:
            self._show(self._front)
            if self.isVisible():
                self.focus_input()

    def _show(self, key: str) -> None:
        self._front = key
        self.switch.select(key)
        self._stack.setCurrentWidget(self._make(key))

    def _make(self, key: str) -> ModeView:
        if key not in self._made:
            self._made[key] = self._makers[key]()
            self._stack.addWidget(self._made[key])
            if key == self._front:
                self._stack.setCurrentWidget(self._made[key])
        return self._made[key]

    def _make_desk(self) -> ModeView:
        from nibble_app.modes.support.desk.view import DeskView

        desk = DeskView(self._context, self.library)
        desk.passage_asked.connect(self.show_passage)
        desk.sample_asked.connect(self._add_sample)
        desk.documents_asked.connect(lambda: self.show_part("knowledge"))
        return desk

    def _add_sample(self) -> None:
        """The import goes on behind the desk."""
        self.knowledge.add_sample()
        self.desk.refresh()

    def _make_chat(self) -> ModeView:
        from nibble_app.modes.support.view import SupportView

        chat = SupportView(self._context)
        chat.presets_asked.connect(self.show_presets)
        return chat

    def _make_replies(self) -> ModeView:
        from nibble_app.modes.support.replies.page import RepliesPage

        return RepliesPage(self._context)

    def _make_knowledge(self) -> ModeView:
        from nibble_app.modes.support.knowledge.page import KnowledgePage

        return KnowledgePage(self._context, self.library)

    def _make_table(self) -> ModeView:
        from nibble_app.modes.support.table.view import TableView

        table = TableView(self._context, self.library)
        table.passage_asked.connect(self.show_passage)
        return table

    def _make_mining(self) -> ModeView:
        from nibble_app.modes.support.mining.view import MiningView

        return MiningView(self._context, self.library)

    def _make_regressions(self) -> ModeView:
        from nibble_app.modes.support.regressions.view import RegressionsView

        return RegressionsView(self._context, self.library)

    def _make_recall(self) -> ModeView:
        from nibble_app.modes.support.recall.page import RecallPage

        page = RecallPage(self._context, self.library)
        page.passage_asked.connect(self.show_passage)
        return page

    def _add(self, key: str, name: str, shortcut: str, make: Callable[[], ModeView]) -> None:
        self._makers[key] = make
        self.switch.add(key, name, shortcut)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 12, 24, 0)
        head.addWidget(self.switch)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
