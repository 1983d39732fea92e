"""The messages of the open conversation, one below the other; it follows a reply to its end."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from nibble_app.store import Message
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.message_card import MessageCard

WIDEST = 780
MOST = 40
_NEAR = 48


class Transcript(QScrollArea):
    """Shows the newest messages first; earlier ones on request, so that a long one opens fast."""

    edit_asked = Signal(str)
    regenerate_asked = Signal(str)
    delete_asked = Signal(str)
    version_asked = Signal(str, int)
    link_activated = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._thread: list[Message] = []
        self._cards: dict[str, MessageCard] = {}
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Messages"))
        holder = QWidget()
        self._margin = QVBoxLayout(holder)
        self._margin.setContentsMargins(24, 16, 24, 16)
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._column.addStretch(1)
        self._earlier = TextButton(self.tr("Show earlier messages"), self._show_all, kind="ghost")
        self._column.insertWidget(0, self._earlier, 0, Qt.AlignmentFlag.AlignHCenter)
        self._margin.addWidget(self._inner)
        self.setWidget(holder)
        self._following = True
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._range_changed)
        bar.valueChanged.connect(self._moved)

    def show_thread(self, thread: list[Message]) -> None:
        """Shows these messages; cards of messages that did not change stay as they are."""
        same = {message.id: message for message in self._thread}
        for key in [key for key in self._cards if same.get(key) not in thread]:
            card = self._cards.pop(key)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._thread = thread
        shown = thread[-MOST:]
        self._earlier.setVisible(len(thread) > len(shown))
        self._put(shown)
        self._following = True
        QTimer.singleShot(0, self, self._to_end)

    def card(self, message: str) -> MessageCard | None:
        """The card of a message, if it is shown."""
        return self._cards.get(message)

    def cards(self) -> list[MessageCard]:
        """All that are shown, oldest first."""
        return [self._cards[m.id] for m in self._thread if m.id in self._cards]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the lines short enough to read on a wide screen."""
        side = max(24, (self.viewport().width() - WIDEST) // 2)
        self._margin.setContentsMargins(side, 16, side, 16)
        super().resizeEvent(event)

    def _show_all(self) -> None:
        self._earlier.hide()
        self._following = False
        self._put(self._thread)

    def _put(self, shown: list[Message]) -> None:
        for place, message in enumerate(shown):
            if message.id not in self._cards:
                self._cards[message.id] = self._made(message)
            card = self._cards[message.id]
            if self._column.indexOf(card) != place + 1:
                self._column.insertWidget(place + 1, card)

    def _made(self, message: Message) -> MessageCard:
        card = MessageCard(self._theme, message)
        card.edit_asked.connect(self.edit_asked)
        card.regenerate_asked.connect(self.regenerate_asked)
        card.delete_asked.connect(self.delete_asked)
        card.version_asked.connect(self.version_asked)
        card.link_activated.connect(self.link_activated)
        return card

    def _moved(self, value: int) -> None:
        self._following = value >= self.verticalScrollBar().maximum() - _NEAR

    def _range_changed(self, low: int, high: int) -> None:
        if self._following:
            self.verticalScrollBar().setValue(high)

    def _to_end(self) -> None:
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
