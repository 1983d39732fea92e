"""The journal of replies that are being written: the newest text of each, at least every second."""

from __future__ import annotations

import sqlite3
import sys
import threading

from nibble_app.store.database import Database

SECONDS = 0.5


class Journal:
    """`note` costs its caller nothing; a thread of its own writes, and rests when there is nothing.

    A disk that refuses costs the journal, not the reply: it is tried again with the next text.
    """

    def __init__(self, database: Database) -> None:
        self._db = database
        self._changed = threading.Condition()
        self._pending: dict[str, str] = {}
        self._closing = False
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def note(self, message: str, text: str) -> None:
        """The message's text so far."""
        with self._changed:
            self._pending[message] = text
            self._changed.notify()

    def close(self) -> None:
        """Writes what is left and ends the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._pending or self._closing)
                pending, self._pending = self._pending, {}
                closing = self._closing
            self._write(pending)
            if closing:
                return
            with self._changed:
                self._changed.wait_for(lambda: self._closing, SECONDS)

    def _write(self, pending: dict[str, str]) -> None:
        """A message that got its final content meanwhile is left alone."""
        try:
            with self._db.write() as connection:
                connection.executemany(
                    "INSERT OR REPLACE INTO journal (message, content)"
                    " SELECT id, ? FROM message WHERE id = ? AND status = 'streaming'",
                    [(text, message) for message, text in pending.items()],
                )
        except sqlite3.Error as error:
            sys.stderr.write(f"journal: {error}\n")
