"""How a base is searched: by meaning, if there is a model for it, and with which synonyms."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from nibble_app.link import EngineLink
from nibble_app.modes.support.knowledge.vector_row import VectorRow
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_app.widgets.text_places import text_of
from nibble_engine.errors import BadInputError
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.synonyms import own_groups

SYNONYMS = "synonyms"
"""The fact of a base: lines of words with commas between them."""
_PAUSE_MS = 400


class SearchTab(QWidget):
    """Keeps what is typed after a short pause, and before another base is shown."""

    def __init__(self, link: EngineLink, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.vectors = VectorRow(link)
        self._base: KnowledgeBase | None = None
        self.editor = QPlainTextEdit()
        self.editor.setProperty("kind", "editor")
        self.editor.setTabChangesFocus(True)
        self.editor.setAccessibleName(self.tr("Synonyms"))
        self.editor.setPlaceholderText(self.tr("refund, money back, 退款\nparcel, package, 包裹"))
        self.said = MessageLabel("", "danger", wrap=True, parent=self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.keep)
        self.editor.textChanged.connect(self._pause.start)
        words = self.tr(
            "Words of one line are searched for as one: whoever asks with one of them finds the "
            "documents that use another. Put commas between them."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.vectors)
        column.addSpacing(8)
        column.addWidget(PlainLabel(self.tr("Synonyms")))
        column.addWidget(PlainLabel(words, "small", wrap=True))
        column.addWidget(self.editor, 1)
        column.addWidget(self.said)

    def show_base(self, base: KnowledgeBase | None) -> None:
        """A base as it is now; its synonyms are read once."""
        self.vectors.show_base(base)
        if base is self._base:
            return
        self.keep()
        self._base = base
        self.editor.setPlainText(base.fact(SYNONYMS) if base else "")
        self._pause.stop()
        self._check()

    def keep(self) -> None:
        """Keeps what was typed, if something was."""
        if self._base is not None and self._pause.isActive():
            self._pause.stop()
            self._base.set_fact(SYNONYMS, text_of(self.editor.document()))
            self._check()

    def _check(self) -> None:
        """A list that cannot be read would stop every search of the base."""
        try:
            own_groups(text_of(self.editor.document()))
        except BadInputError:
            words = self.tr("This list cannot be read, and nothing is found until it can be.")
            self.said.setText(words)
        else:
            self.said.setText("")

    def shutdown(self) -> None:
        """Keeps what was typed, and stops."""
        self.keep()
        self.vectors.work.stop()
