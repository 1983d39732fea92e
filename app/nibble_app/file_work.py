"""Files that are read or written in a thread, with their errors told as notices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFileDialog, QWidget

from nibble_app.background import Background
from nibble_app.notices import Notices
from nibble_engine.api import ErrorInfo
from nibble_engine.errors import NibbleError
from nibble_engine.interrupt import Interrupted

_T = TypeVar("_T")


class FileWork:
    """One file at a time for one ``owner``."""

    def __init__(self, notices: Notices, owner: QWidget) -> None:
        self._notices, self._owner = notices, owner
        self._background = Background(owner)

    def run(self, work: Callable[[], _T], done: Callable[[_T], None]) -> None:
        """``done(work())``; what ``work`` raises of ours is told,
        and `Interrupted` is its end without a word."""

        def guarded() -> tuple[list[_T], ErrorInfo | None]:
            try:
                return [work()], None
            except NibbleError as error:
                return [], error.info()
            except Interrupted:  # the window closes
                return [], None

        def arrived(result: tuple[list[_T], ErrorInfo | None]) -> None:
            made, error = result
            if error is not None:
                self._notices.error(error)
            for one in made:
                done(one)

        self._background.run(guarded, arrived)

    def ask_open(self, title: str, kinds: str) -> Path | None:
        """A file that the person chooses."""
        name, _ = QFileDialog.getOpenFileName(self._owner, title, "", kinds)
        return Path(name) if name else None

    def ask_save(self, title: str, name: str, kinds: str) -> Path | None:
        """Where to write; without an ending it gets that of the suggested ``name``."""
        chosen, _ = QFileDialog.getSaveFileName(self._owner, title, name, kinds)
        if not chosen:
            return None
        path = Path(chosen)
        return path if path.suffix else path.with_suffix(Path(name).suffix)
