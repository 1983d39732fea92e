"""The hand-over note: made, kept as the person writes it, copied."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from nibble_app.modes.support.desk import words
from nibble_app.modes.support.desk.findings import FindingsPanel
from nibble_app.modes.support.desk.room import DeskRoom
from nibble_app.modes.support.desk.translating import Translating
from nibble_app.notices import Notices


class Noting(QObject):
    """The note is for a colleague, in the agent's language."""

    def __init__(
        self,
        notices: Notices,
        room: DeskRoom,
        panel: FindingsPanel,
        translating: Translating,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._notices, self._room, self._panel = notices, room, panel
        self._translating = translating
        panel.note_asked.connect(self._make)
        panel.note_changed.connect(room.set_note)
        panel.note_copied.connect(self._copy)

    def show(self) -> None:
        """The note of the open case, if it has one."""
        case = self._room.info()
        self._panel.show_note(self._room.shown(case.note) if case and case.note else "")

    def _make(self) -> None:
        found = self._room.work.analysis
        about = words.intent(found.intent) if found else ""
        self._panel.show_note(self._room.note(self._translating.agent_language(), about))
        self._panel.note.setFocus()

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._notices.show(self.tr("The note was copied"))
