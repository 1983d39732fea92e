"""The editor of the kind that is in front, and how what is written in it is kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from nibble_app.modes.support.replies.room import RepliesRoom
from nibble_app.modes.support.replies.rule_editor import RuleEditor
from nibble_app.modes.support.replies.template_editor import TemplateEditor
from nibble_app.store.replies import TextKind


class Editors(QStackedWidget):
    """`edited` on every change by the person."""

    edited = Signal()

    def __init__(self, room: RepliesRoom, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self._kind: TextKind = "reply"
        self.template, self.rule = TemplateEditor(), RuleEditor()
        for editor in (self.template, self.rule):
            self.addWidget(editor)
            editor.edited.connect(self.edited)

    def show_text(self, kind: TextKind, key: str) -> None:
        """A text, or an empty one where the key is ""."""
        self._kind = kind
        if kind == "rule":
            self.rule.put(next((one for one in self._room.rules() if one.id == key), None))
            self.setCurrentWidget(self.rule)
            return
        found = (one for one in self._room.templates(kind) if one.id == key)
        self.template.put(next(found, None), has_fields=kind != "preset")
        self.setCurrentWidget(self.template)

    def is_empty(self) -> bool:
        """Whether nothing is written yet."""
        return (self.rule if self._kind == "rule" else self.template).is_empty()

    def keep(self) -> str:
        """Keeps what is written and returns its id. Raises `BadInputError` where too little is."""
        if self._kind == "rule":
            key = self._room.keep_rule(self.rule.rule())
            self.rule.kept(key)
        else:
            key = self._room.keep_template(self._kind, self.template.template())
            self.template.kept(key)
        return key

    def focus_first(self) -> None:
        """To where a text begins."""
        (self.rule.kind if self._kind == "rule" else self.template.title).setFocus()
