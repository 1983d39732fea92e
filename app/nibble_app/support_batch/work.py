"""A table of messages while it is answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from nibble_app.support_batch.journal import Header, Journal, forget_old, journal_of
from nibble_app.support_batch.reading import read
from nibble_app.support_batch.row import Answer, Row
from nibble_app.support_batch.table import Table
from nibble_engine.api import ErrorInfo
from nibble_engine.errors import DiskError


class BatchWork:
    """Rows that are answered one after another by whoever owns this; rows with the same message
    are one. Every change is on the disk when its method returns, which may raise `DiskError`.
    ``done`` are those that were answered or failed, among them ``failed`` and ``handed_over``."""

    def __init__(self, table: Table, column: int, journal: Journal, header: Header) -> None:
        self.table, self.column = table, column
        self._header = header
        self.rows = [Row(number=number) for number in range(len(table.rows))]
        self._journal = journal
        self._keys = [" ".join(row[column].split()) for row in table.rows]
        self._same: dict[str, list[int]] = defaultdict(list)
        for number, key in enumerate(self._keys):
            self._same[key].append(number)
        self._firsts = [numbers[0] for key, numbers in self._same.items() if key]
        self._next = 0
        self.total = sum(map(bool, self._keys))
        """Rows with a message."""
        self.done = self.failed = self.handed_over = 0

    @classmethod
    def open(
        cls,
        path: Path,
        folder: Path,
        way: str,
        *,
        column: str = "",
        cancelled: Callable[[], bool] = lambda: False,
    ) -> BatchWork:
        """Reads a table, and from ``folder`` what was answered before in the same ``way``.

        Blocks. Raises `BadTableError`, `NoColumnError`, `DiskError` or `Interrupted`.
        """
        table = read(path, cancelled)
        return cls.of(table, table.column(column), folder, way)

    @classmethod
    def of(cls, table: Table, column: int, folder: Path, way: str) -> BatchWork:
        """The work on a table that was read already; as `open`."""
        name = table.headings[column]
        try:
            forget_old(folder)
            journal = journal_of(table.path, name, way, folder)
            header = Header(path=str(table.path), column=name, way=way, total=len(table.rows))
            work = cls(table, column, journal, header)
            for old in journal.read():
                if old.number < len(work.rows):
                    work._put(old)
        except OSError as error:
            raise _disk(error, table.path) from error
        return work

    def message(self, number: int) -> str:
        """The message of a row."""
        return self.table.rows[number][self.column]

    def next(self) -> Row | None:
        """The first row that waits; None where none does. Rows without a message never wait."""
        while self._next < len(self._firsts):
            row = self.rows[self._firsts[self._next]]
            if row.status == "waiting":
                return row
            self._next += 1
        return None

    def take(self, number: int, answer: Answer) -> list[int]:
        """Keeps the answer to a row; the numbers of all rows with the same message."""
        return self._keep(Row(number=number, status="done", answer=answer))

    def fail(self, number: int, error: ErrorInfo) -> list[int]:
        """Keeps that a row could not be answered; the numbers of all rows with its message."""
        return self._keep(Row(number=number, status="failed", error=error))

    def retry(self, numbers: Iterable[int]) -> list[int]:
        """Has rows answered once more; the numbers of all that wait now."""
        firsts = sorted({self._same[self._keys[number]][0] for number in numbers})
        changed = [n for at in firsts for n in self._keep(Row(number=at)) if self._keys[at]]
        self._next = 0
        return changed

    def numbers(self, status: str) -> Sequence[int]:
        """The rows of a status."""
        return [row.number for row in self.rows if row.status == status]

    def forget(self) -> None:
        """What was done is not gone on with."""
        self._journal.file.unlink(missing_ok=True)

    def _keep(self, row: Row) -> list[int]:
        try:
            self._journal.begin(self._header)
            self._journal.add([row])
        except OSError as error:
            raise _disk(error, self._journal.file) from error
        return self._put(row)

    def _put(self, row: Row) -> list[int]:
        numbers = self._same[self._keys[row.number]]
        for number in numbers:
            state = Row(number=number, status=row.status, answer=row.answer, error=row.error)
            self._count(self.rows[number], -1)
            self._count(state, 1)
            self.rows[number] = state
        return numbers

    def _count(self, row: Row, sign: int) -> None:
        self.done += sign * (row.status != "waiting")
        self.failed += sign * (row.status == "failed")
        self.handed_over += sign * (row.answer is not None and row.answer.hand_over)


def _disk(error: OSError, path: Path) -> DiskError:
    reason = error.strerror or type(error).__name__
    return DiskError(str(error), path=str(error.filename or path), reason=reason)
