"""Texts of the house brought in from files and written to them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nibble_app.file_work import FileWork
from nibble_app.modes.support.replies import words
from nibble_app.modes.support.replies.room import RepliesRoom
from nibble_app.notices import Notices
from nibble_app.store.replies import TemplateKind
from nibble_engine.support.template_files import Read, read, write

_READ = "TOML, CSV (*.toml *.csv *.tsv)"
_WRITE = "TOML (*.toml);;CSV (*.csv)"


class TextFiles(QObject):
    """`brought` with how many texts of a file are new or changed, and with what was left out, ""
    for nothing."""

    brought = Signal(int, str)

    def __init__(self, notices: Notices, room: RepliesRoom, owner: QWidget) -> None:
        super().__init__(owner)
        self._notices, self._room = notices, room
        self._files = FileWork(notices, owner)

    def bring(self, kind: TemplateKind, path: Path) -> None:
        """Reads a file in a thread and keeps its texts."""
        self._files.run(lambda: read(path), lambda found: self._arrived(kind, found))

    def write(self, kind: TemplateKind, path: Path) -> None:
        """Writes all texts of a kind in a thread: a table, or TOML if the name says so."""
        texts = self._room.templates(kind)
        done = self.tr("Texts that were written: {count}").replace("{count}", str(len(texts)))
        self._files.run(lambda: write(path, texts, kind), lambda _: self._notices.show(done))

    def ask_open(self) -> Path | None:
        """A file that the person chooses."""
        return self._files.ask_open(self.tr("Import texts"), _READ)

    def ask_save(self) -> Path | None:
        """Where the person wants them."""
        return self._files.ask_save(self.tr("Export texts"), "texts.toml", _WRITE)

    def _arrived(self, kind: TemplateKind, found: Read) -> None:
        count = self._room.bring(kind, found.templates)
        left_out = ""
        if found.bad:
            form = self.tr("Left out, by line or number: {count}")
            left_out = (
                f"{form.replace('{count}', str(len(found.bad)))}\n{words.bad_rows(found.bad)}"
            )
        self.brought.emit(count, left_out)
