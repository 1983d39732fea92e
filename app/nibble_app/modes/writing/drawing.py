"""Open changes as the editor shows them."""

from __future__ import annotations

from collections.abc import Sequence

from nibble_app.modes.writing.changes.mark import Mark
from nibble_app.modes.writing.editor import change_marks
from nibble_app.modes.writing.editor.writing_editor import WritingEditor


def draw(editor: WritingEditor, marks: Sequence[Mark]) -> None:
    """Marks them all; at the current one the editor shows what would come."""
    editor.set_change_marks([change_marks.Mark(m.start, m.end, m.kind, m.current) for m in marks])
    current = next((mark for mark in marks if mark.current and mark.replacement), None)
    if current is None:
        editor.change_text.clear()
    else:
        editor.change_text.show(current.end, current.replacement, "inserted")
