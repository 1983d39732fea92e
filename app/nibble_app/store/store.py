"""The store: everything the person made, behind one object."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from nibble_app.store.cases import Cases
from nibble_app.store.conversations import Conversations
from nibble_app.store.database import Database
from nibble_app.store.documents import Documents
from nibble_app.store.drafts import Drafts
from nibble_app.store.history import History
from nibble_app.store.journal import Journal
from nibble_app.store.memory import Memory
from nibble_app.store.migrations import NewerSchemaError
from nibble_app.store.origins import Origins
from nibble_app.store.plans import Plans
from nibble_app.store.regressions import Regressions
from nibble_app.store.rejections import Rejections
from nibble_app.store.replies import Replies
from nibble_app.store.source_files import SourceFiles
from nibble_app.store.terms import Terms
from nibble_app.store.versions import Versions


class StoreError(Exception):
    """The file cannot be used and is left as it is.

    ``code`` is "newer" (a later version of the program wrote it), "in_use" (another window has
    it) or "unusable".
    """

    def __init__(self, code: str, detail: str, path: Path) -> None:
        super().__init__(detail)
        self.code = code
        self.path = path


class Store:
    """Opens and, where it must, creates, migrates and recovers the file; see `close`.

    `warnings` holds "damaged" if the old file could not be read and was set aside, `recovered`
    the number of replies that a crash had cut off. Raises `StoreError`.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._db = Database(path)
        except NewerSchemaError as error:
            raise StoreError("newer", str(error), path) from error
        except (sqlite3.Error, OSError) as error:
            in_use = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
            raise StoreError("in_use" if in_use else "unusable", str(error), path) from error
        self.warnings = ["damaged"] if self._db.damaged else []
        self.conversations = Conversations(self._db)
        self.documents = Documents(self._db)
        self.versions = Versions(self._db)
        self.origins = Origins(self._db)
        self.plans = Plans(self._db)
        self.terms = Terms(self._db)
        self.memory = Memory(self._db)
        self.history = History(self._db)
        self.cases = Cases(self._db, self.conversations)
        self.drafts = Drafts(self._db)
        self.replies = Replies(self._db)
        self.rejections = Rejections(self._db)
        self.regressions = Regressions(self._db)
        self.source_files = SourceFiles(self._db)
        self.recovered = self.conversations.recover()
        self._journal = Journal(self._db)

    def journal(self, message: str, text: str) -> None:
        """A reply's text so far; written within a second, at no cost to the caller."""
        self._journal.note(message, text)

    def close(self) -> None:
        """Writes what is pending and closes the file."""
        self._journal.close()
        self._db.close()
