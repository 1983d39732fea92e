"""What is to be said in one section: heading, note, length."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFormLayout, QLineEdit, QPlainTextEdit, QWidget

from nibble_app.modes.writing.drafting.length_box import LengthBox
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.writing.plan import LONGEST_TEXT, PlanSection

_NOTE_HEIGHT = 84
_PAUSE_MS = 400


class SectionForm(QWidget):
    """Edits one `PlanSection`; `edited` has it anew when a field is left, and with what belongs in
    it a moment after it was typed."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._section: PlanSection | None = None
        self.heading = QLineEdit()
        self.heading.setMaxLength(200)
        self.note = QPlainTextEdit()
        self.note.setProperty("kind", "field")
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.note.setPlaceholderText(self.tr("What belongs in this section"))
        self.length = LengthBox(20_000, 50)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in (
            (self.tr("Heading"), self.heading),
            (self.tr("Content"), self.note),
            (self.tr("Length"), self.length),
        ):
            field.setAccessibleName(name)
            form.addRow(PlainLabel(name), field)
        self.heading.editingFinished.connect(self._tell)
        self.length.editingFinished.connect(self._tell)
        self.note.installEventFilter(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._tell_note)
        self.note.textChanged.connect(self._pause.start)
        self.show_section(None)

    def show_section(self, section: PlanSection | None) -> None:
        """Another section, or the same with what became of it; what is being typed stays."""
        old, self._section = self._section, section
        self.setEnabled(section is not None)
        same = section is not None and old is not None and section.key == old.key
        section = section or PlanSection("-", "")
        # Its heading is a part of what is locked.
        self.heading.setEnabled(section.status != "locked")
        if not (same and self.heading.hasFocus()):
            self.heading.setText(section.heading)
        if not (same and self.note.hasFocus()) and self.note.toPlainText() != section.note:
            self.note.setPlainText(section.note)
        if not (same and self.length.hasFocus()):
            self.length.setValue(section.length)

    def flush(self) -> None:
        """Tells what is typed and not told yet."""
        self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The note has no signal of its own for being left."""
        if watched is self.note and event.type() == QEvent.Type.FocusOut:
            self._tell()
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        heading = " ".join(self.heading.text().split())
        if self._section is not None:
            self._told(replace(self._section, heading=heading or self._section.heading))

    def _tell_note(self) -> None:
        """Not the heading, which is half typed perhaps."""
        if self._section is not None:
            self._told(self._section)

    def _told(self, made: PlanSection) -> None:
        note = self.note.toPlainText()[:LONGEST_TEXT]
        made = replace(made, note=note, length=self.length.value())
        if made != self._section:
            self._section = made
            self.edited.emit(made)
