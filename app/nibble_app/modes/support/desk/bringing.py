"""Messages out of files: read in a thread, put into the inbox a few at a time."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from nibble_app.file_work import FileWork
from nibble_app.modes.support.desk.room import DeskRoom
from nibble_app.notices import Notices, Tone
from nibble_engine.support.analysis import Analysis, analyse
from nibble_engine.support.thread import BadRow, Thread
from nibble_engine.support.threads import SUFFIXES, read_threads

_SLICE_SECONDS, _TELL_SECONDS = 0.01, 0.5
_Known = tuple[Thread, Analysis | None]


class Bringing(QObject):
    """`stepped` when the inbox has more; `ended` with how many cases there are more."""

    stepped = Signal()
    ended = Signal(int)

    def __init__(self, notices: Notices, room: DeskRoom, owner: QWidget) -> None:
        super().__init__(owner)
        self._notices, self._room = notices, room
        self._files = FileWork(notices, owner)
        self._paths: list[Path] = []
        self._threads: list[_Known] = []
        self._bad: list[BadRow] = []
        self._added, self._told = 0, 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)

    def ask(self) -> None:
        """Lets the person choose a file."""
        kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        words = self.tr("Messages ({kinds})").replace("{kinds}", kinds)
        if path := self._files.ask_open(self.tr("Import messages"), words):
            self.bring([path])

    def bring(self, paths: Sequence[Path]) -> None:
        """Reads these files, one after another."""
        self._paths += paths
        self._read_next()

    def stop(self) -> None:
        """What is in the inbox stays."""
        self._timer.stop()
        self._paths, self._threads = [], []

    def _read_next(self) -> None:
        if self._paths and not self._timer.isActive():
            path = self._paths.pop(0)
            self._files.run(lambda: _read(path), self._begin)

    def _begin(self, found: tuple[list[_Known], list[BadRow]]) -> None:
        self._threads, self._bad = found
        self._threads.reverse()
        self._added = 0
        self._timer.start(0)

    def _step(self) -> None:
        until = time.monotonic() + _SLICE_SECONDS
        while self._threads and time.monotonic() < until:
            thread, found = self._threads.pop()
            self._added += bool(self._room.bring(thread, found))
        if time.monotonic() - self._told > _TELL_SECONDS:
            self.stepped.emit()
            self._told = time.monotonic()
        if not self._threads:
            self.stepped.emit()
            self._timer.stop()
            self._tell()
            self.ended.emit(self._added)
            self._read_next()

    def _tell(self) -> None:
        detail = ""
        if self._bad:
            rows = ", ".join(f"{bad.row}" for bad in self._bad[:10])
            detail = self.tr("Could not be read: rows {rows}").replace("{rows}", rows)
        text = self.tr("Cases added to the inbox: {count}").replace("{count}", f"{self._added}")
        self._notices.show(text, Tone.WARNING if detail else Tone.SUCCESS, detail=detail)


def _read(path: Path) -> tuple[list[_Known], list[BadRow]]:
    threads, bad = read_threads(path)
    return [(thread, _found(thread)) for thread in threads], bad


def _found(thread: Thread) -> Analysis | None:
    """What the customer's last message is about."""
    said = [message.text for message in thread.messages if message.role == "customer"]
    return analyse(said[-1]) if said else None
