"""The writing mode's page: documents and outline, the editor, and the parts that work on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from nibble_app.modes.registry import Context, ModeView
from nibble_app.modes.writing.actions.bar import ActionBar
from nibble_app.modes.writing.actions.entries import ActionList
from nibble_app.modes.writing.actions.keys import ActionKeys
from nibble_app.modes.writing.actions.palette import CommandPalette
from nibble_app.modes.writing.actions.scope import span_of
from nibble_app.modes.writing.actions.text_actions import add_text_actions, put_languages
from nibble_app.modes.writing.actions.wish import Wish
from nibble_app.modes.writing.changes.part import ChangesPart
from nibble_app.modes.writing.documents import DocumentPanel
from nibble_app.modes.writing.editor.writing_editor import WritingEditor
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.modes.writing.open_document import OpenDocument
from nibble_app.modes.writing.proposer import Proposer
from nibble_app.modes.writing.room import WritingRoom
from nibble_app.modes.writing.side_parts import WIDTH as SIDE
from nibble_app.modes.writing.side_parts import SideParts
from nibble_app.modes.writing.wishes import Wishes
from nibble_app.notices import Tone
from nibble_app.state import EngineState
from nibble_engine.api import Role

_NARROWEST = 420
"""Pixels that the editor has before the documents make room for it."""

if TYPE_CHECKING:
    from nibble_app.modes.writing.history.history_part import HistoryPart


class WritingPage(ModeView):
    """Wires the parts; each does its own work."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._context = context
        self.room = WritingRoom(context.store)
        self.editor = WritingEditor(context.theme)
        self.manuscript = Manuscript(self.editor, self)
        self.open_document = OpenDocument(context, self.room, self.manuscript, self)
        self.panel = DocumentPanel(context, self.room)
        self.actions = ActionList(context.settings, self)
        self.parts = SideParts(context.theme)
