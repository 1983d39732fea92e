"""The translation memory: what is like the current sentence, and everything that is in it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from nibble_app.file_work import FileWork
from nibble_app.modes.registry import Context
from nibble_app.modes.translation.library import EXACT, Library, stored
from nibble_app.modes.translation.panel.bad_line_text import bad_lines_text
from nibble_app.modes.translation.panel.match_view import MatchView
from nibble_app.modes.translation.panel.search_row import search_row
from nibble_app.modes.translation.room import TranslationRoom
from nibble_app.notices import Action
from nibble_app.widgets.labels import MessageLabel, PlainLabel
from nibble_app.widgets.more_button import MoreButton
from nibble_app.widgets.side_list import Entry as Line
from nibble_app.widgets.side_list import SideList
from nibble_engine.terms.bad_lines import BadLine
from nibble_engine.terms.entry import Entry
from nibble_engine.terms.memory import Match
from nibble_engine.terms.tmx import read_tmx, write_tmx

_PAUSE_MS = 150
_HIGHEST = 320  # of the like sentences, in pixels
_FILES = "TMX (*.tmx)"


class MemoryTab(QWidget):
    """`taken` has a sentence of the text and the remembered translation that the person wants;
    `changed` tells that other sentences may be known now."""

    taken = Signal(str, str)
    changed = Signal()
    _read = Signal(float)

    def __init__(
        self,
        context: Context,
        room: TranslationRoom,
        library: Library,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._notices = context.theme, context.notices
        self._settings, self._room, self._library = context.settings, room, library
        self._memory = context.store.memory
        self._sentence = ""
        self._found: list[Entry] = []
        self._closing = threading.Event()
        self.files, self._looking = (FileWork(context.notices, self) for _ in range(2))
        self.exact = QCheckBox(self.tr("Use exact matches without the model"))
        self.exact.setChecked(bool(context.settings.get(EXACT)))
        self.search = QLineEdit()
        self.list = SideList(context.theme, self.tr("Remembered translations"))
        self.said = MessageLabel("", "small", wrap=True, parent=self)
        self.matches: list[MatchView] = []
        self._matches = QVBoxLayout()
        self._heading = PlainLabel(self.tr("Like the current sentence"), "small")
        self.more = MoreButton(context.theme, self.tr("More for the memory"))
        self.more.add(self.tr("Import TMX…"), self._ask_import)
        self.more.add(self.tr("Export TMX…"), self._ask_export)
        self.more.add(self.tr("Delete the selected entry"), self.delete)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look_up)
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Reads the store anew."""
        query = self.search.text()
        self._found = self._memory.search(query)
        lines = [Line(str(entry.id), entry.source, entry.target) for entry in self._found]
        self.list.put(lines, self.list.current())
        count = self.tr("Entries: {count}").replace("{count}", str(self._memory.count()))
        empty = self.tr(
            "Translations that you choose or correct are kept here. Memories of other programs "
            "can be imported as TMX."
        )
        self.said.setText(count if lines or query else empty)

    def show_sentence(self, sentence: str) -> None:
        """What is like this one is looked for, if somebody sees it."""
        if sentence != self._sentence:
            self._sentence = sentence
            self._pause.start()

    def import_file(self, path: Path) -> None:
        """Adds what a TMX file has, of all its languages."""
        bad: list[BadLine] = []

        def entries() -> Iterator[Entry]:
            return read_tmx(
                path, bad=bad.append, progress=self._read.emit, cancelled=self._closing.is_set
            )

        self.files.run(
            lambda: self._memory.add_all(entries()), lambda count: self._imported(count, bad)
        )

    def export_file(self, path: Path) -> None:
        """Writes all of it."""
        source = stored(self._room.likely_pair())[0]
        everything = self._memory.export()
        said = self.tr("{count} entries are in {file}.").replace("{file}", path.name)
        self.files.run(
            lambda: write_tmx(path, everything, source, cancelled=self._closing.is_set),
            lambda count: self.said.setText(said.replace("{count}", str(count))),
        )

    def delete(self) -> None:
        """Deletes the selected entry, with a way back."""
        gone = [entry for entry in self._found if str(entry.id) == self.list.current()]
        if not gone:
            return
        self._memory.delete([gone[0].id])
        self.refresh()
        undo = Action(self.tr("Undo"), lambda: self._put_back(gone[0]))
        self._notices.show(self.tr("The entry is deleted."), action=undo)

    def stop(self) -> None:
        """The window closes: a file that is being read or written is left."""
        self._closing.set()
        self._pause.stop()

    def _put_back(self, entry: Entry) -> None:
        self._memory.add(entry)
        self.refresh()

    def _look_up(self) -> None:
        sentence, pair = self._sentence, self._room.pair
        if not sentence.strip() or not pair[0]:
            self._show_matches(sentence, [])
        elif self.isVisible():
            self._looking.run(
                lambda: self._library.alike(sentence, pair),
                lambda found: self._show_matches(sentence, found),
            )

    def _show_matches(self, sentence: str, found: list[Match]) -> None:
        for old in self.matches:
            old.hide()
            old.deleteLater()
        self.matches = [
            MatchView(self._theme, match, partial(self._take, sentence, match)) for match in found
        ]
        for place, view in enumerate(self.matches):
            self._matches.insertWidget(place, view)
        self._heading.setVisible(bool(found))
        self._area.setVisible(bool(found))

    def _take(self, sentence: str, match: Match) -> None:
        self._memory.used(match.entry.id)
        self.taken.emit(sentence, match.entry.target)

    def _imported(self, count: int, bad: list[BadLine]) -> None:
        self.refresh()
        said = self.tr("Entries that were added or renewed: {count}")
        lines = [said.replace("{count}", str(count)), bad_lines_text(bad)]
        self.said.setText("\n".join(line for line in lines if line))
        self.changed.emit()

    def _show_share(self, share: float) -> None:
        self.said.setText(self.tr("Reading… {percent} %").replace("{percent}", f"{share:.0%}"[:-1]))

    def _ask_import(self) -> None:
        if path := self.files.ask_open(self.tr("Import TMX"), _FILES):
            self.import_file(path)

    def _ask_export(self) -> None:
        if path := self.files.ask_save(self.tr("Export TMX"), "memory.tmx", _FILES):
            self.export_file(path)

    def _exact_chosen(self, exact: bool) -> None:
        self._settings.set(EXACT, exact)
        self.changed.emit()

    def showEvent(self, event: object) -> None:
        """What was added meanwhile is there."""
        self.refresh()
        self._pause.start()

    def _connect(self) -> None:
        self.exact.clicked.connect(self._exact_chosen)
        self.search.textChanged.connect(lambda text: self.refresh())
        self.list.delete_asked.connect(lambda key: self.delete())
        self._read.connect(self._show_share, Qt.ConnectionType.QueuedConnection)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setLayout(self._matches)
        self._matches.setContentsMargins(0, 0, 8, 0)
        self._matches.setSpacing(8)
        self._matches.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setMaximumHeight(_HIGHEST)
        self._area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._area.setWidget(inner)
        self._area.setAccessibleName(self.tr("Like the current sentence"))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.exact)
        column.addWidget(self._heading)
        column.addWidget(self._area)
        column.addLayout(search_row(self.search, self.tr("Search the memory"), self.more))
        column.addWidget(self.list, 1)
        column.addWidget(self.said)
        self._heading.hide()
        self._area.hide()
