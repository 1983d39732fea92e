"""One term, name or fact, filled in or changed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nibble_app.store import StoredTerm
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton, TextButton
from nibble_app.widgets.labels import PlainLabel
from nibble_engine.terms import Term
from nibble_engine.writing.entry_kind import KINDS, Kind, kind_of, noted

_SEPARATOR = ";"


class EntryForm(QWidget):
    """`saved` with the `Term` and the id of the entry that it changes, 0 for a new one. Enter in a
    field saves; Escape begins a new one."""

    saved = Signal(object, int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stored: StoredTerm | None = None
        self._language = ""
        self.kind = QComboBox()
        names = {"term": self.tr("Term"), "name": self.tr("Name"), "fact": self.tr("Fact")}
        for kind in KINDS:
            self.kind.addItem(names[kind], kind)
        self.word, self.written, self.bad, self.note = (QLineEdit() for _ in range(4))
        self._written_name = PlainLabel("")
        self.bad.setPlaceholderText(self.tr("with a semicolon between them"))
        self.save = TextButton(self.tr("Add"), self._save, kind="primary")
        self.new = IconButton(theme, "plus", self.tr("A new entry (Escape)"))
        self.new.clicked.connect(self.clear)
        self.kind.currentIndexChanged.connect(self._name_fields)
        self.word.textChanged.connect(self._can_save)
        self._lay_out()
        self.show_entry(None, "")

    def show_entry(self, stored: StoredTerm | None, language: str) -> None:
        """An entry to change, or none for a new one in this language."""
        self._stored, self._language = stored, language
        term = stored.term if stored else Term("", "", language, language)
        kind, note = kind_of(term.note)
        self.kind.setCurrentIndex(KINDS.index(kind))
        self.word.setText(term.source)
        same = term.source == term.target
        self.written.setText("" if same else term.target)
        self.bad.setText(f"{_SEPARATOR} ".join(term.forbidden))
        self.note.setText(note)
        self.save.setText(self.tr("Change") if stored else self.tr("Add"))
        self._name_fields()
        self._can_save()

    def clear(self) -> None:
        """A new entry."""
        self.show_entry(None, self._language)
        self.word.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._save()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        if not self.save.isEnabled():
            return
        old = self._stored.term if self._stored else Term("", "", self._language, self._language)
        word = self.word.text().strip()
        words = self.bad.text().replace("；", _SEPARATOR).split(_SEPARATOR)
        kind: Kind = self.kind.currentData()
        made = replace(
            old,
            source=word,
            target=self.written.text().strip() or word,
            note=noted(kind, self.note.text()),
            forbidden=tuple(dict.fromkeys(w.strip() for w in words if w.strip())),
        )
        self.saved.emit(made, self._stored.id if self._stored else 0)

    def _name_fields(self) -> None:
        is_fact = self.kind.currentData() == "fact"
        written = self.tr("What is true of it") if is_fact else self.tr("Written as")
        translated = self._stored is not None and (
            self._stored.term.source_language != self._stored.term.target_language
        )
        if translated and not is_fact:
            written = self.tr("Translation")
        self._written_name.setText(written)
        self.written.setAccessibleName(written)
        self.written.setPlaceholderText(
            "" if is_fact or translated else self.tr("as the word itself")
        )
        self.bad.setEnabled(not is_fact)

    def _can_save(self) -> None:
        self.save.setEnabled(bool(self.word.text().strip()))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        rows: tuple[tuple[PlainLabel, QWidget], ...] = (
            (PlainLabel(self.tr("Kind")), self.kind),
            (PlainLabel(self.tr("Word")), self.word),
            (self._written_name, self.written),
            (PlainLabel(self.tr("Not")), self.bad),
            (PlainLabel(self.tr("Note")), self.note),
        )
        for label, field in rows:
            if label.text():
                field.setAccessibleName(label.text())
            form.addRow(label, field)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addStretch(1)
        row.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(form)
        column.addLayout(row)
