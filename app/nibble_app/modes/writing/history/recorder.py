"""Puts what a document was into its history, and what a model wrote in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from nibble_app.modes.registry import Context
from nibble_app.modes.writing.history.accepted import Accepted, piece, steps
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.store.versions import Kind
from nibble_engine.writing.piece import Piece

EVERY_MS = 10 * 60 * 1000
"""So long after a change its text becomes a version by itself."""
_RETRY_MS = 5000

_Record = Callable[[str], object]  # is given the document


class Recorder(QObject):
    """`recorded` when the history has more. What was accepted is on disk a moment later; where the
    document is new, as soon as it has an id, and where the disk refuses, as soon as it can."""

    recorded = Signal()

    def __init__(
        self, context: Context, manuscript: Manuscript, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._versions, self._origins = context.store.versions, context.store.origins
        self._manuscript = manuscript
        self._document = manuscript.document
        self._changed = self._opening = False
        self._waiting: list[tuple[str, _Record]] = []
        self._made: list[Accepted] = []
        self._text = ""  # when they were made
        self._soon = self._timer(0, self._settle)
        self._often = self._timer(EVERY_MS, self.flush)
        self._retry = self._timer(_RETRY_MS, self._write)
        manuscript.text_changed.connect(self._text_changed)
        manuscript.document_changed.connect(self._document_changed)

    def accepted(self, accepted: Accepted) -> None:
        """To be called when the change is in the text: what it was before is kept (where that is
        no version yet), what it is now, and what a model wrote. Several that were made in one go
        are told one after the other; each becomes a version."""
        text = self._manuscript.text
        if text != self._text:
            self._settle()
        self._text = text
        self._made.append(accepted)
        self._soon.start()

    def name_present(self, name: str) -> None:
        """The text as it is now becomes a version with this name."""
        self._settle()
        self._version(self._manuscript.text, "named", name)
        self._written()

    def name(self, version: int, name: str) -> None:
        """Gives a version a name."""
        self._note(lambda document: self._versions.name(version, name))
        self._write()

    def restore(self, version: int, label: str) -> bool:
        """Brings back what the document was, as one step that can be undone; what it is now is
        kept before. False where there is no such version."""
        wanted = self._versions.get(version)
        if wanted is None:
            return False
        self._settle()
        text = self._manuscript.text
        self._version(text, "before")
        start, end = _differing(text, wanted)
        self._manuscript.replace(start, len(text) - end, wanted[start : len(wanted) - end])
        self._version(wanted, "restored", label)
        self._written()
        return True

    def flush(self) -> None:
        """To be called before another document is opened and at the end, after `Saver.flush`:
        what was changed since the newest version becomes one."""
        self._settle()
        if self._changed and self._manuscript.text.strip():
            self._version(self._manuscript.text, "auto")
            self._written()
        elif self._waiting:
            self._write()

    def _text_changed(self) -> None:
        if self._manuscript.document != self._document:
            self._opening = True
            return
        self._changed = True
        if not self._often.isActive():
            self._often.start()

    def _document_changed(self, document: str) -> None:
        self._settle()
        named = not self._document and not self._opening
        self._opening = False
        self._document = document
        if named:
            self._waiting = [(at or document, record) for at, record in self._waiting]
            self._write()
            return
        self._waiting = [(at, record) for at, record in self._waiting if at]
        self._changed = bool(document)  # by a crash, or by what was no program of ours
        self.flush()
        self._changed = False
        self._often.stop()

    def _settle(self) -> None:
        """Keeps the changes that were accepted in one go."""
        made, self._made = self._made, []
        self._soon.stop()
        if not made:
            return
        before, *texts = steps(self._text, made)
        self._version(before, "before")
        for accepted, text in zip(made, texts, strict=True):
            written = piece(self._text, accepted)
            self._version(text, "rule" if written is None else "ai", accepted.label)
            if written is not None:
                self._note(partial(self._add_origin, written))
        if self._text == self._manuscript.text:
            self._written()
        else:
            self._write()

    def _add_origin(self, written: Piece, document: str) -> None:
        self._origins.add(document, written)

    def _version(self, text: str, kind: Kind, label: str = "") -> None:
        self._note(lambda document: self._versions.add(document, text, kind, label))

    def _note(self, record: _Record) -> None:
        self._waiting.append((self._document, record))

    def _written(self) -> None:
        """The newest version is the text as it is."""
        self._changed = False
        self._often.stop()
        self._write()

    def _write(self) -> None:
        while self._waiting and self._waiting[0][0]:
            document, record = self._waiting[0]
            try:
                record(document)
            except sqlite3.IntegrityError:
                pass  # the document is gone, and its history with it
            except sqlite3.Error:  # the saver, which writes to the same disk, tells it
                self._retry.start()
                return
            del self._waiting[0]
        self.recorded.emit()

    def _timer(self, milliseconds: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(do)
        return timer


def _differing(old: str, new: str) -> tuple[int, int]:
    """How many characters are the same at the beginning, and at the end."""
    most = min(len(old), len(new))
    start = next((at for at in range(most) if old[at] != new[at]), most)
    most -= start
    end = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return start, end
