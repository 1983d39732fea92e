"""Saves what is typed, within half a second, without keeping the person who types waiting."""

from __future__ import annotations

import sqlite3
import uuid

from PySide6.QtCore import QObject, QTimer, Signal

from nibble_app.modes.registry import Context
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.modes.writing.room import title_of
from nibble_app.notices import Tone
from nibble_app.store.document_writer import DocumentWriter

PAUSE_MS = 450
"""From a change to its saving; it goes on while the person types."""
REST_MS = 3000
"""So long without a change is a rest: time for what takes longer."""
RETRY_MS = 3000
PATIENCE = 5.0
"""Seconds that `Saver.flush` waits for a slow disk."""


class Saver(QObject):
    """`saved` when the text of a document came to the disk, `rested` when nothing was changed for
    a while: time to show it in the list of documents. A new document is kept from its first words
    on. While the disk refuses, that is told once, and tried again and again; see `newest`.
    """

    saved = Signal(str)
    rested = Signal(str)
    _told = Signal(str, object)

    def __init__(
        self, context: Context, manuscript: Manuscript, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._notices, self._manuscript = context.notices, manuscript
        self._document, self._kept = manuscript.document, manuscript.text
        self._new = ""
        self._refused = False
        self._writer = DocumentWriter(context.store.documents, self._told.emit)
        self._pause = self._timer(PAUSE_MS, self._hand_over)
        self._rest = self._timer(REST_MS, self._index)
        self._retry = self._timer(RETRY_MS, self._writer.retry)
        manuscript.text_changed.connect(self._text_changed)
        manuscript.document_changed.connect(self._document_changed)
        self._told.connect(self._tried)
        self._writer.check()

    def flush(self) -> bool:
        """To be called before another document is opened: returns when the text is on disk, False
        if the disk refuses it; then it stays in memory and is tried again."""
        self._hand_over()
        kept = self._writer.wait(PATIENCE)
        if kept:
            self._name()
            self._index()
        return kept

    def close(self) -> bool:
        """`flush`, at the end: nothing is under way when it returns."""
        kept = self.flush()
        self._retry.stop()
        self._writer.wait(PATIENCE, for_index=True)
        return kept

    def newest(self, document: str) -> str | None:
        """The text of a document that the disk has not got yet, else None."""
        return self._writer.unwritten(document)

    def _text_changed(self) -> None:
        # Not started anew: who types without a pause is saved too.
        if not self._pause.isActive():
            self._pause.start()
        self._rest.start()

    def _document_changed(self, document: str) -> None:
        if document == self._document:
            return
        self._pause.stop()
        self._rest.stop()
        self._document, self._new = document, ""
        self._kept = self._manuscript.text
        if not document and self._kept:  # it came from elsewhere and is nowhere yet
            self._kept = ""
            self._pause.start()

    def _hand_over(self) -> None:
        """The part of saving that the window waits for."""
        self._pause.stop()
        text = self._manuscript.text
        if text == self._kept:
            return
        if not (self._document or self._new):
            if not text.strip():
                return
            self._new = uuid.uuid4().hex
        self._kept = text
        self._writer.keep(self._document or self._new, text, title_of(text))

    def _index(self) -> None:
        self._rest.stop()
        if self._document:
            self._writer.index(self._document)
            self.rested.emit(self._document)

    def _tried(self, document: str, error: sqlite3.Error | None) -> None:
        if error is not None:
            self._retry.start()
            self._tell(error)
            return
        if document == self._new:
            self._name()
        if self._refused:
            self._refused = False
            self._notices.show(self.tr("Your text is saved again"), Tone.SUCCESS)
        self.saved.emit(document)

    def _name(self) -> None:
        """The new document is on disk: others may keep things that belong to it."""
        if self._new:
            self._document, self._new = self._new, ""
            self._manuscript.named(self._document)

    def _tell(self, error: sqlite3.Error) -> None:
        if self._refused:
            return
        self._refused = True
        full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        why = (
            self.tr("The disk is full. Make room on it.")
            if full
            else self.tr("The file with your documents cannot be written: {reason}.")
        )
        still = self.tr(
            "Nothing is lost while this window is open, and saving is tried again by itself."
        )
        self._notices.show(
            self.tr("Your text could not be saved yet"),
            Tone.ERROR,
            detail=f"{why.replace('{reason}', str(error))} {still}",
        )

    def _timer(self, milliseconds: int, do: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(do)
        return timer
