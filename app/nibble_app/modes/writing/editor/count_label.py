"""How long the document is, or what is selected of it."""

from __future__ import annotations

import math

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from nibble_app.background import Background
from nibble_app.modes.writing.editor.counts import Counts, counts
from nibble_app.modes.writing.editor.writing_editor import WritingEditor
from nibble_app.widgets.labels import PlainLabel
from nibble_app.widgets.text_places import selected_text, text_of

_WAIT_MS = 250


class CountLabel(PlainLabel):
    """Counts after a pause, in a thread; the tooltip has the rest of the figures."""

    def __init__(self, editor: WritingEditor, parent: QWidget | None = None) -> None:
        super().__init__("", "small", parent=parent)
        self._editor = editor
        self._background = Background(self)
        self.counts: Counts | None = None
        self._timer = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._timer.timeout.connect(self.refresh)
        editor.document().contentsChange.connect(self._edited)
        editor.selectionChanged.connect(self._timer.start)
        self.refresh()

    def refresh(self) -> None:
        """Counts now."""
        self._timer.stop()
        cursor = self._editor.textCursor()
        selected = cursor.hasSelection()
        text = selected_text(cursor) if selected else text_of(self._editor.document())
        self._background.run(lambda: counts(text), lambda made: self._show(made, selected))

    def _edited(self, position: int, removed: int, added: int) -> None:
        self._timer.start()

    def _show(self, made: Counts, selected: bool) -> None:
        self.counts = made
        words = self.tr("Words: {count}") if not selected else self.tr("Words selected: {count}")
        self.setText(words.format(count=f"{made.words:,}"))
        lines = [
            self.tr("Characters: {count}").format(count=f"{made.characters:,}"),
            self.tr("Characters without blanks: {count}").format(count=f"{made.without_blanks:,}"),
            self.tr("Paragraphs: {count}").format(count=f"{made.paragraphs:,}"),
            self.tr("Read aloud: about {count} min").format(count=max(1, math.ceil(made.minutes))),
        ]
        self.setToolTip("\n".join(lines))
        self.setAccessibleDescription("; ".join(lines))
