"""Which document is in the editor."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from nibble_app.modes.registry import Context
from nibble_app.modes.writing.history.recorder import Recorder
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.modes.writing.room import WritingRoom
from nibble_app.modes.writing.saver import Saver
from nibble_app.notices import Action, Tone


class OpenDocument(QObject):
    """Nothing is left before it is kept."""

    leaving = Signal()
    """Before another document comes into the editor."""

    def __init__(
        self, context: Context, room: WritingRoom, manuscript: Manuscript, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._notices, self._room, self._manuscript = context.notices, room, manuscript
        self.saver = Saver(context, manuscript, self)
        self.recorder = Recorder(context, manuscript, self)

    def open(self, document: str) -> None:
        """Brings a document into the editor, a new one for ""."""
        self.leave()
        text = self.saver.newest(document) or self._room.text(document) if document else ""
        self._manuscript.open(document if text is not None else "", text or "")

    def show(self, document: str, text: str) -> None:
        """Brings a document into the editor whose text was just read."""
        self.leave()
        self._manuscript.open(document, text)

    def open_text(self, text: str) -> None:
        """A new document with a text that is kept from now on."""
        self.leave()
        self._manuscript.open("", text)

    def open_newest(self) -> None:
        """The document that was changed last; a new one where there is none."""
        documents = self._room.documents()
        self.open(documents[0].id if documents else "")

    def delete(self, document: str) -> None:
        """Takes it away, with a notice that brings it back."""
        self.leave()
        self._room.delete(document)
        if document == self._manuscript.document:
            self._manuscript.open("", "")
            self.open_newest()
        self._notices.show(
            self.tr("The document was deleted"),
            action=Action(self.tr("Undo"), lambda: self._undelete(document)),
        )

    def leave(self) -> None:
        """Keeps what is in the editor."""
        self.leaving.emit()
        self.saver.flush()
        self.recorder.flush()

    def close(self) -> None:
        """As `leave`, at the end."""
        self.leaving.emit()
        if not self.saver.close():
            self._notices.show(self.tr("Your last words could not be saved"), Tone.ERROR)
        self.recorder.flush()

    def _undelete(self, document: str) -> None:
        self._room.restore(document)
        self.open(document)
