"""Texts of the house brought in from files and written to them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from nibble_app.file_work import FileWork
from nibble_app.modes.support.replies import words
from nibble_app.modes.support.replies.room import RepliesRoom
from nibble_app.notices import Notices
from nibble_app.store.replies import TemplateKind, TextKind
from nibble_engine.support.rule_files import ReadRules, read_rules, write_rules
from nibble_engine.support.template_files import Read, read, write
from nibble_engine.support.text_rows import BadRow

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

    def bring(self, kind: TextKind, path: Path) -> None:
        """Reads a file in a thread and keeps its texts."""
        if kind == "rule":
            self._files.run(lambda: read_rules(path), self._rules_arrived)
        else:
            self._files.run(lambda: read(path), lambda found: self._arrived(kind, found))

    def write(self, kind: TextKind, path: Path) -> None:
        """Writes all texts of a kind in a thread: a table, or TOML if the name says so."""
        if kind == "rule":
            rules = self._room.rules()
            self._files.run(lambda: write_rules(path, rules), lambda _: self._wrote(len(rules)))
        else:
            texts = self._room.templates(kind)
            self._files.run(lambda: write(path, texts, kind), lambda _: self._wrote(len(texts)))

    def ask_open(self) -> Path | None:
        """A file that the person chooses."""
        return self._files.ask_open(self.tr("Import texts"), _READ)

    def ask_save(self) -> Path | None:
        """Where the person wants them."""
        return self._files.ask_save(self.tr("Export texts"), "texts.toml", _WRITE)

    def _wrote(self, count: int) -> None:
        done = self.tr("Texts that were written: {count}").replace("{count}", str(count))
        self._notices.show(done)

    def _arrived(self, kind: TemplateKind, found: Read) -> None:
        self._tell(self._room.bring(kind, found.templates), found.bad)

    def _rules_arrived(self, found: ReadRules) -> None:
        self._tell(self._room.bring_rules(found.rules), found.bad)

    def _tell(self, count: int, bad: Sequence[BadRow]) -> None:
        left_out = ""
        if bad:
            form = self.tr("Left out, by line or number: {count}")
            left_out = f"{form.replace('{count}', str(len(bad)))}\n{words.bad_rows(bad)}"
        self.brought.emit(count, left_out)
