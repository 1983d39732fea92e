"""Documents that somebody is writing: the newest text of each, kept by a thread."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable

from nibble_app.store.documents import Documents

_CHECKED = 3
"""So many documents may have been left unindexed by a crash: those that were written last."""

_NEWEST = ""

Told = Callable[[str, sqlite3.Error | None], None]


class DocumentWriter:
    """`keep` and `index` cost their caller nothing; a thread works, and ends when nothing is left.

    Of a text that the disk refuses nothing is lost: it waits for the next `keep` or `retry`.
    ``told`` is called in the thread when a document's text was kept, or was not, and why.
    """

    def __init__(self, documents: Documents, told: Told) -> None:
        self._documents, self._told = documents, told
        self._changed = threading.Condition()
        self._texts: dict[str, tuple[str, str]] = {}
        self._unindexed: dict[str, None] = {}
        self._working = False

    def keep(self, document: str, text: str, title: str) -> None:
        """The document's text and title from now on; makes it where there is none."""
        with self._changed:
            self._texts[document] = text, title
            self._go()

    def index(self, document: str) -> None:
        """Searches are to find the document by what is in it now."""
        with self._changed:
            self._unindexed[document] = None
            self._go()

    def check(self) -> None:
        """Searches are to find what the last run of the program did not come to index."""
        with self._changed:
            self._unindexed[_NEWEST] = None
            self._go()

    def retry(self) -> None:
        """Tries again what the disk refused."""
        with self._changed:
            if self._texts:
                self._go()

    def unwritten(self, document: str) -> str | None:
        """The document's text if it is not on disk yet."""
        with self._changed:
            return self._texts[document][0] if document in self._texts else None

    def wait(self, seconds: float, *, for_index: bool = False) -> bool:
        """Waits until all texts are on disk, after one more try where it refused; whether they
        are. ``for_index`` waits until nothing is left to do at all."""
        self.retry()
        with self._changed:
            self._changed.wait_for(
                lambda: not self._working or not (self._texts or for_index), seconds
            )
            return not self._texts

    def _go(self) -> None:
        if not self._working:
            self._working = True
            threading.Thread(target=self._run, name="documents", daemon=True).start()

    def _run(self) -> None:
        while (document := self._next()) is not None:
            if (kept := self._texts.get(document)) is None:
                error = self._index(document)
            else:
                error = self._keep(document, kept)
                self._told(document, error)
            if error is not None:
                self._rest()
                return

    def _next(self) -> str | None:
        """Texts before what is to be indexed."""
        with self._changed:
            document = next(iter(self._texts), None)
            if document is None and self._unindexed:
                document = next(iter(self._unindexed))
                del self._unindexed[document]
            if document is None:
                self._rest()
            return document

    def _rest(self) -> None:
        with self._changed:
            self._working = False
            self._changed.notify_all()

    def _keep(self, document: str, kept: tuple[str, str]) -> sqlite3.Error | None:
        try:
            self._documents.keep(document, *kept)
        except sqlite3.Error as error:
            return error
        with self._changed:
            if self._texts.get(document) is kept:  # no newer one came meanwhile
                del self._texts[document]
            self._changed.notify_all()
        return None

    def _index(self, document: str) -> sqlite3.Error | None:
        """What fails here is found at the next start: see `check`."""
        try:
            if document == _NEWEST:
                newest = self._documents.newest(_CHECKED)
                with self._changed:
                    self._unindexed.update(dict.fromkeys(newest))
            else:
                self._documents.index(document)
        except sqlite3.Error as error:
            return error
        return None
