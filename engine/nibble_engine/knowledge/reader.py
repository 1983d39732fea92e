"""Reads files as documents in a process that is ended when one takes too much."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import msgspec

from nibble_engine.documents.limits import DEFAULT, Limits
from nibble_engine.documents.session import Session
from nibble_engine.errors import DamagedDocumentError
from nibble_engine.knowledge.document import Extract

_MODULE = "nibble_engine.knowledge.child"


def _never() -> bool:
    return False


class Reader:
    """One process for many files, as a context manager. For one thread, as `Session`."""

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self._session = Session(_MODULE, limits)

    def __enter__(self) -> Reader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._session.close()

    def read(self, path: Path, cancelled: Callable[[], bool] = _never) -> Extract:
        """As `reading.read`. Raises `Interrupted` soon after ``cancelled`` says so."""
        self.begin(path)
        return self.result(path, cancelled)

    def begin(self, path: Path) -> None:
        """Has a file read while this thread does something else; `result` must follow."""
        self._session.ask(path)

    def result(self, path: Path, cancelled: Callable[[], bool] = _never) -> Extract:
        """What was read of the file that was begun."""
        answer = self._session.answer(cancelled)
        try:
            return msgspec.convert(answer, Extract)
        except msgspec.ValidationError as error:
            raise DamagedDocumentError("no answer", path=str(path)) from error
