"""One row in full: the message, the draft, and where each part of the draft is from."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from nibble_app.modes.support.table.words import state, trouble
from nibble_app.support_batch.answering import revealed
from nibble_app.support_batch.row import Cited, Row
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import ElidedLabel, MessageLabel, PlainLabel, tip

_MOST_CITATIONS = 6


class Details(QWidget):
    """`cited` with a `Cited` that the person wants to see; `again` when the row is to be answered
    once more."""

    cited = Signal(object)
    again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = _text(self.tr("Message"))
        self.draft = _text(self.tr("Draft"))
        self.trouble = MessageLabel("", "small", wrap=True, parent=self)
        self.state = ElidedLabel("", "heading")
        self.retry = TextButton(self.tr("Answer again"), self.again.emit)
        self._citations = QVBoxLayout()
        self._citations.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(self.state, 1)
        head.addWidget(self.retry)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(PlainLabel(self.tr("Message"), "small"))
        column.addWidget(self.message, 1)
        column.addWidget(PlainLabel(self.tr("Draft"), "small"))
        column.addWidget(self.draft, 2)
        column.addLayout(self._citations)
        column.addWidget(self.trouble)
        self.put(None, "")

    def put(self, row: Row | None, message: str) -> None:
        """Another row; None shows nothing."""
        answer = row.answer if row else None
        self.setEnabled(row is not None)
        self.state.setText(state(row) if row else "")
        self.trouble.setText(trouble(row) if row else "")
        self.retry.setEnabled(row is not None and row.status != "waiting")
        self.message.setPlainText(message)
        # The person sees their own table: nothing is hidden from them here.
        self.draft.setPlainText(revealed(answer.draft, message) if answer else "")
        self._put_citations(answer.citations if answer else ())

    def buttons(self) -> list[TextButton]:
        """Those of the citations."""
        items = [self._citations.itemAt(at) for at in range(self._citations.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [widget for widget in widgets if isinstance(widget, TextButton)]

    def _put_citations(self, citations: tuple[Cited, ...]) -> None:
        for button in self.buttons():
            self._citations.removeWidget(button)
            button.deleteLater()
        for number, cited in enumerate(citations[:_MOST_CITATIONS], 1):
            name = cited.document.replace("&", "&&")
            button = TextButton(f"[{number}] {name}", partial(self.cited.emit, cited), kind="ghost")
            button.setToolTip(tip(cited.quote))
            self._citations.addWidget(button)


def _text(name: str) -> QPlainTextEdit:
    text = QPlainTextEdit()
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setAccessibleName(name)
    return text
