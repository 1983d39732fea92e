"""Glossaries: chosen, turned on and off, edited in place, read from files and written to them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QInputDialog,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from nibble_app.file_work import FileWork
from nibble_app.language_names import language_name
from nibble_app.modes.registry import Context
from nibble_app.modes.translation.library import shown, stored
from nibble_app.modes.translation.panel.bad_line_text import bad_lines_text
from nibble_app.modes.translation.panel.term_model import TermModel
from nibble_app.modes.translation.room import Pair, TranslationRoom
from nibble_app.notices import Action, Tone
from nibble_app.store import StoredTerm, TermList
from nibble_app.widgets.buttons import IconButton
from nibble_app.widgets.labels import MessageLabel
from nibble_app.widgets.more_button import MoreButton
from nibble_app.widgets.table import Table
from nibble_engine.terms import Term
from nibble_engine.terms.glossary_files import TermReading, read_terms, write_terms

_FILES = "CSV, TSV, TBX (*.csv *.tsv *.txt *.tbx)"


class TermsTab(QWidget):
    """`changed` tells that the terms of a text may be others now."""

    changed = Signal()

    def __init__(
        self, context: Context, room: TranslationRoom, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._notices, self._room = context.notices, room
        self._store = context.store.terms
        self.files = FileWork(context.notices, self)
        self._lists: list[TermList] = []
        self.glossaries = QComboBox()
        self.glossaries.setAccessibleName(self.tr("Glossary"))
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.glossaries.setSizeAdjustPolicy(policy)
        self.active = QCheckBox(self.tr("Use these terms"))
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.model = TermModel(self._store, self)
        self.table = _table(self.model, self.tr("Terms"))
        self.source, self.target = QLineEdit(), QLineEdit()
        self.add = IconButton(context.theme, "plus", self.tr("Add the term"))
        self.said = MessageLabel("", "small", wrap=True, parent=self)
        self.more = MoreButton(context.theme, self.tr("More for this glossary"))
        self._entries = [
            self.more.add(self.tr("New glossary…"), self._ask_new),
            self.more.add(self.tr("Rename…"), self._ask_name),
            self.more.add(self.tr("Import terms…"), self._ask_import),
            self.more.add(self.tr("Export terms…"), self._ask_export),
            self.more.add(self.tr("Delete the glossary"), self._delete_glossary),
        ]
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self, glossary: int | None = None) -> None:
        """Reads the store anew; ``glossary`` becomes the chosen one."""
        chosen = self.glossary() if glossary is None else glossary
        self._lists = self._store.list()
        self.glossaries.clear()
        for one in self._lists:
            self.glossaries.addItem(f"{one.name} ({one.terms})", one.id)
        if not self._lists:
            self.glossaries.addItem(self.tr("No glossary yet"), None)
        self.glossaries.setEnabled(bool(self._lists))
        self.glossaries.setCurrentIndex(max(0, self.glossaries.findData(chosen)))
        self._show_terms()

    def glossary(self) -> int | None:
        """The chosen one."""
        chosen = self.glossaries.currentData()
        return chosen if isinstance(chosen, int) else None

    def add_term(self) -> None:
        """Keeps the term of the two fields; the first one makes a glossary."""
        source, target = self.source.text().strip(), self.target.text().strip()
        if not source or not target:
            return
        pair = self._pair()
        glossary = self._made()
        self._store.add(glossary, Term(source, target, *pair))
        self.source.clear()
        self.target.clear()
        self.source.setFocus()
        self.refresh(glossary)
        self.changed.emit()

    def import_file(self, path: Path) -> None:
        """Reads a file into the chosen glossary, or into a new one with the file's name."""
        pair, chosen = self._pair(), self.glossary()

        def work() -> tuple[int, TermReading]:
            reading = read_terms(path, *pair)
            glossary = chosen or self._store.create(path.stem, *pair)
            self._store.add_all(glossary, reading.terms)
            return glossary, reading

        self.said.setText(self.tr("Reading {file}…").replace("{file}", path.name))
        self.files.run(work, lambda result: self._imported(*result))

    def export_file(self, path: Path) -> None:
        """Writes the chosen glossary."""
        rows = self._store.search("", self.glossary())
        done = self.tr("{count} terms are in {file}.").replace("{count}", str(len(rows)))
        self.files.run(
            lambda: write_terms(path, [row.term for row in rows]),
            lambda _: self.said.setText(done.replace("{file}", path.name)),
        )

    def delete_terms(self) -> None:
        """Deletes the selected ones, with a way back."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedIndexes()})
        gone = [self.model.rows[row] for row in rows]
        if not gone:
            return
        self._store.delete_terms([one.id for one in gone])
        self.refresh()
        self.changed.emit()
        text = self.tr("Deleted terms: {count}").replace("{count}", str(len(gone)))
        undo = Action(self.tr("Undo"), lambda: self._put_back(gone))
        self._notices.show(text, action=undo)

    def _put_back(self, gone: list[StoredTerm]) -> None:
        self._store.add_all(gone[0].glossary, [one.term for one in gone])
        self.refresh()
        self.changed.emit()

    def _imported(self, glossary: int, reading: TermReading) -> None:
        said = self.tr("Terms that were read: {count}").replace("{count}", str(len(reading.terms)))
        bad = bad_lines_text(reading.bad)
        self.refresh(glossary)
        self.said.setText("\n".join(part for part in (said, bad) if part))
        self.changed.emit()

    def _pair(self) -> Pair:
        """That of the chosen glossary, or else that of the text."""
        chosen = self._chosen()
        if chosen is not None:
            return chosen.source_language, chosen.target_language
        return stored(self._room.likely_pair())

    def _chosen(self) -> TermList | None:
        return next((one for one in self._lists if one.id == self.glossary()), None)

    def _made(self) -> int:
        chosen = self.glossary()
        return self._store.create(self._name(), *self._pair()) if chosen is None else chosen

    def _name(self) -> str:
        source, target = (language_name(tag) for tag in shown(self._pair()))
        return f"{source} – {target}"

    def _show_terms(self) -> None:
        chosen = self._chosen()
        rows = self._store.search(self.search.text(), chosen.id) if chosen else []
        self.model.put(rows)
        self.active.setEnabled(chosen is not None)
        self.active.setChecked(chosen is not None and chosen.active)
        for action in self._entries[1:2] + self._entries[3:]:
            action.setEnabled(chosen is not None)
        source, target = (language_name(tag) for tag in shown(self._pair()))
        for field, name in ((self.source, source), (self.target, target)):
            field.setPlaceholderText(name)
            field.setAccessibleName(self.tr("New term: {language}").replace("{language}", name))
        empty = self.tr("Add a term below, or import a file: it is then translated your way.")
        self.said.setText("" if rows or self.search.text() else empty)

    def _activate(self, active: bool) -> None:
        glossary = self.glossary()
        if glossary is not None:
            self._store.activate(glossary, active)
            self._lists = self._store.list()
            self.changed.emit()

    def _ask_new(self) -> None:
        title = self.tr("New glossary")
        name, given = QInputDialog.getText(self, title, self.tr("Name"), text=self._name())
        if given and name.strip():
            self.refresh(self._store.create(name.strip(), *self._pair()))

    def _ask_name(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        title = self.tr("Rename the glossary")
        name, given = QInputDialog.getText(self, title, self.tr("Name"), text=chosen.name)
        if given and name.strip():
            self._store.rename(chosen.id, name.strip())
            self.refresh()

    def _ask_import(self) -> None:
        if path := self.files.ask_open(self.tr("Import terms"), _FILES):
            self.import_file(path)

    def _ask_export(self) -> None:
        chosen = self._chosen()
        name = f"{chosen.name if chosen else ''}.csv"
        if path := self.files.ask_save(self.tr("Export terms"), name, _FILES):
            self.export_file(path)

    def _delete_glossary(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        kept = [row.term for row in self._store.search("", chosen.id)]
        self._store.delete(chosen.id)
        self.refresh()
        self.changed.emit()
        text = self.tr("The glossary “{name}” is deleted.").replace("{name}", chosen.name)
        undo = Action(self.tr("Undo"), lambda: self._bring_back(chosen, kept))
        self._notices.show(text, action=undo)

    def _bring_back(self, chosen: TermList, terms: list[Term]) -> None:
        glossary = self._store.create(chosen.name, chosen.source_language, chosen.target_language)
        self._store.add_all(glossary, terms)
        self._store.activate(glossary, chosen.active)
        self.refresh(glossary)
        self.changed.emit()

    def _connect(self) -> None:
        self.glossaries.activated.connect(lambda index: self._show_terms())
        self.active.clicked.connect(self._activate)
        self.search.textChanged.connect(lambda text: self._show_terms())
        self.add.clicked.connect(self.add_term)
        self.source.returnPressed.connect(self.target.setFocus)
        self.target.returnPressed.connect(self.add_term)
        self.model.changed.connect(self.changed)
        self.model.refused.connect(
            lambda: self._notices.show(self.tr("This term is there already."), Tone.WARNING)
        )
        delete = QShortcut(QKeySequence.StandardKey.Delete, self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.delete_terms)

    def _lay_out(self) -> None:
        name = self.tr("Search the terms")
        self.search.setPlaceholderText(name)
        self.search.setAccessibleName(name)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.glossaries, 1)
        head.addWidget(self.more)
        foot.setSpacing(4)
        foot.addWidget(self.source, 1)
        foot.addWidget(self.target, 1)
        foot.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.active)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        column.addLayout(foot)


def _table(model: TermModel, name: str) -> Table:
    table = Table(model, name, stretched=range(model.columnCount()))
    table.setWordWrap(True)
    table.setEditTriggers(
        QAbstractItemView.EditTrigger.DoubleClicked
        | QAbstractItemView.EditTrigger.EditKeyPressed
        | QAbstractItemView.EditTrigger.AnyKeyPressed
    )
    return table
