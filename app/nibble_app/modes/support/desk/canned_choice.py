"""The way of a canned reply into the draft: the list, its fields, the text."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nibble_app.modes.support.desk.draft_panel import DraftPanel
from nibble_app.modes.support.desk.drafting import Drafting
from nibble_app.modes.support.desk.room import DeskRoom
from nibble_app.modes.support.template_list import TemplateList
from nibble_engine.support.canned import Template


class CannedChoice(QObject):
    """Opens its list over ``page`` where the cursor of the draft is."""

    def __init__(
        self, room: DeskRoom, panel: DraftPanel, drafting: Drafting, page: QWidget
    ) -> None:
        super().__init__(page)
        self._room, self._panel, self._drafting, self._page = room, panel, drafting, page
        self.list = TemplateList(
            self.tr("Canned replies"), self.tr("Type to find a canned reply"), panel.editor, page
        )
        panel.canned_asked.connect(self._open)
        panel.editor.canned_asked.connect(self._open)
        self.list.chosen.connect(self._take)
        self.list.left.connect(lambda typed: panel.editor.insert(f"/{typed}"))

    def _open(self) -> None:
        editor = self._panel.editor
        place = editor.cursorRect()
        place.moveTopLeft(editor.viewport().mapTo(self._page, place.topLeft()))
        self.list.open(place, self._room.templates())

    def _take(self, template: Template) -> None:
        if template.used_fields():
            self._panel.canned.open(template)
        else:
            self._drafting.insert_canned(template.text)
