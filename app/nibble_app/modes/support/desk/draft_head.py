"""What the desk says of its suggestion, and how another one is asked for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QComboBox, QHBoxLayout, QWidget

from nibble_app.modes.support.desk import words
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton, TextButton
from nibble_app.widgets.labels import ElidedLabel, PlainLabel
from nibble_engine.support.reply import Reply
from nibble_engine.support.tone import TONES

_NARROW = 620


class DraftHead(QWidget):
    """`suggest_asked` by the button, by another tone and by the quotes-only box; `stop_asked`."""

    suggest_asked = Signal()
    stop_asked = Signal()
    wish_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.state = ElidedLabel("", "small")
        self.confidence = PlainLabel("", "badge")
        self.tone = QComboBox()
        self.tone.setAccessibleName(self.tr("Tone"))
        self.tone.setToolTip(self.tr("Tone of the reply"))
        for tone in TONES:
            self.tone.addItem(words.value(tone), tone)
        self.quotes_only = QCheckBox(self.tr("&Quotes only"))
        self.quotes_only.setToolTip(self.tr("Answer with the documents' own sentences, no model"))
        self.again = TextButton(self.tr("&Suggest"), self.suggest_asked.emit)
        self.stop = IconButton(theme, "square", self.tr("Stop writing (Esc)"))
        self.stop.setIconSize(QSize(14, 14))
        self.stop.clicked.connect(self.stop_asked)
        self.tone.activated.connect(self._wish_changed)
        self.quotes_only.clicked.connect(self._wish_changed)
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        """No suggestion yet."""
        self._show("", "")
        self.again.setText(self.tr("&Suggest"))

    def show_busy(self, text: str) -> None:
        """What is being done."""
        self._show(text, "", busy=True)

    def show_own(self) -> None:
        """The agent wrote it."""
        self._show(self.tr("Written by you"), "")

    def show_reply(self, reply: Reply) -> None:
        """Where it is from, and how sure the desk is of it."""
        if reply.hand_over:
            said = self.tr("Not in the documents: ask back or hand over")
        elif reply.mode == "generated":
            said = self.tr("Written by the model and checked")
        else:
            said = self.tr("Quoted from the documents")
        self._show(said, words.confidence(reply.confidence))
        self.confidence.setToolTip(
            self.tr(
                "From 0 to 1: how probable it is that the documents answer this, how much of the "
                "text they support, and how sure the model was of its words."
            )
        )
        self.again.setText(self.tr("&Suggest again"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for one line there are two."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW
        self._rows.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )

    def _show(self, text: str, confidence: str, *, busy: bool = False) -> None:
        self.state.setText(text)
        self.confidence.setText(confidence)
        self.confidence.setVisible(bool(confidence))
        self.again.setVisible(not busy)
        self.stop.setVisible(busy)

    def _wish_changed(self) -> None:
        self.wish_changed.emit()

    def _lay_out(self) -> None:
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(8)
        said, wanted = QHBoxLayout(), QHBoxLayout()
        said.addWidget(self.confidence)
        said.addWidget(self.state, 1)
        for widget in (self.tone, self.quotes_only, self.again, self.stop):
            wanted.addWidget(widget)
        for row in (said, wanted):
            row.setSpacing(8)
        self._rows.addLayout(said, 1)
        self._rows.addLayout(wanted)
