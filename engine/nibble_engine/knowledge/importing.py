"""Brings a knowledge base up to date with its files."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from nibble_engine.api import ErrorInfo
from nibble_engine.documents.limits import DEFAULT, Limits
from nibble_engine.documents.problem import as_problem
from nibble_engine.errors import DocumentUnreadableError, NibbleError
from nibble_engine.interrupt import Interrupted
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.document import Entry, Extract, Stamp
from nibble_engine.knowledge.files import File
from nibble_engine.knowledge.plan import Job, Plan, plan
from nibble_engine.knowledge.reader import Reader
from nibble_engine.knowledge.reading import VERSION, printable

_READ = "reading"
"""The fact that says by which version the base's documents were read."""
_BLOCK = 2**20


@dataclass(frozen=True)
class Step:
    """Where an import is: ``done`` files of ``total``, the last of which is ``name``; the passages
    that were written, and the files that could not be read."""

    done: int
    total: int
    name: str
    passages: int
    failed: int


@dataclass(frozen=True)
class Result:
    """How many documents were added, changed, left and removed. ``failed`` are all of the base
    that could not be read, and folders that could not be looked into; ``skipped`` files of no
    format that is read. ``cancelled``: what was done until then is kept."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    failed: tuple[Entry, ...] = ()
    skipped: tuple[str, ...] = ()
    cancelled: bool = False


def _silent(step: Step) -> None:
    pass


def _never() -> bool:
    return False


def refresh(
    base: KnowledgeBase,
    *,
    report: Callable[[Step], None] = _silent,
    cancelled: Callable[[], bool] = _never,
    limits: Limits = DEFAULT,
) -> Result:
    """Reads what is new or changed in the sources of ``base`` and removes what is gone.

    A document is written in one transaction, so an import that was cancelled or killed goes on by
    being called again. ``report`` is called after each file, in this thread. Raises `DiskError` or
    `BaseUnusableError` where the base cannot be written, and nothing for what is wrong with a file.
    """
    work = _Work(base, report, cancelled, limits)
    found = Plan()
    try:
        found = plan(base, cancelled)
        work.run(found)
    except Interrupted:
        work.result = replace(work.result, cancelled=True)
    failed = tuple(entry for entry in base.entries() if entry.error)
    return replace(
        work.result, failed=(*failed, *found.missing), skipped=tuple(sorted(found.skipped))
    )


@dataclass(frozen=True)
class _Changed:
    """A file to read, and the stamp it had before it is read."""

    job: Job
    stamp: Stamp


class _Work:
    """One import; `run` is called once."""

    def __init__(
        self,
        base: KnowledgeBase,
        report: Callable[[Step], None],
        cancelled: Callable[[], bool],
        limits: Limits,
    ) -> None:
        self.result = Result()
        self._base = base
        self._report = report
        self._cancelled = cancelled
        self._limits = limits
        self._all = base.fact(_READ) != VERSION
        self._step = Step(0, 0, "", 0, 0)

    def run(self, found: Plan) -> None:
        self._step = replace(self._step, total=len(found.jobs))
        if found.gone:
            self._base.remove(found.gone)
            self.result = replace(self.result, removed=len(found.gone))
        if self._all and not self._base.entries():
            self._base.set_fact(_READ, VERSION)
        with Reader(self._limits) as reader:
            self._read(reader, self._to_read(found.jobs))
        if self._all:
            self._base.set_fact(_READ, VERSION)

    def _read(self, reader: Reader, files: Iterable[_Changed]) -> None:
        """One file is read while the one before it is written."""
        held: _Changed | None = None
        for file in files:
            outcome = self._outcome(reader, held) if held else None
            reader.begin(file.job.file.path)
            if held and outcome:
                self._write(held, outcome)
            held = file
        if held:
            self._write(held, self._outcome(reader, held))

    def _outcome(self, reader: Reader, file: _Changed) -> Extract | ErrorInfo:
        try:
            return reader.result(file.job.file.path, self._cancelled)
        except NibbleError as error:
            return error.info()

    def _to_read(self, jobs: Iterable[Job]) -> Iterator[_Changed]:
        """Those that are new or have other bytes."""
        for job in jobs:
            if self._cancelled():
                raise Interrupted
            if self._is_as_before(job):
                self._leave(job)
                continue
            stamp = Stamp(job.file.size, job.file.modified, "")
            try:
                stamp = replace(stamp, sha256=_sha256(job.file, self._cancelled))
            except (OSError, NibbleError) as error:
                problem = as_problem(error, job.file.path).info()
                if job.known and job.known.error == problem.code:
                    self._leave(job)
                else:
                    self._write(_Changed(job, stamp), problem)
                continue
            known = job.known
            if known and known.stamp.sha256 == stamp.sha256 and not (known.error or self._all):
                self._base.touch(job.name, stamp)
                self._leave(job)
            else:
                yield _Changed(job, stamp)

    def _is_as_before(self, job: Job) -> bool:
        """A file that could not be opened may be open to us now without having changed."""
        known = job.known
        if known is None or self._all or known.error == DocumentUnreadableError.code:
            return False
        return (known.stamp.size, known.stamp.modified) == (job.file.size, job.file.modified)

    def _write(self, file: _Changed, outcome: Extract | ErrorInfo) -> None:
        job = file.job
        path = Path(printable(str(job.file.path)))
        if isinstance(outcome, Extract):
            self._base.put(
                job.name, path, file.stamp, outcome, job.source, cancelled=self._cancelled
            )
            self._tell(job, passages=len(outcome.cuts))
        else:
            params = {**outcome.params, "path": str(path)}
            error = ErrorInfo(code=outcome.code, params=params, detail=outcome.detail)
            self._base.put_error(job.name, path, file.stamp, error, job.source)
            self._tell(job, failed=1)
        self._count("changed" if job.known else "added")

    def _leave(self, job: Job) -> None:
        self._tell(job, failed=int(bool(job.known and job.known.error)))
        self._count("unchanged")

    def _count(self, kind: Literal["added", "changed", "unchanged"]) -> None:
        self.result = replace(self.result, **{kind: getattr(self.result, kind) + 1})

    def _tell(self, job: Job, passages: int = 0, failed: int = 0) -> None:
        step = self._step
        self._step = Step(
            step.done + 1, step.total, job.name, step.passages + passages, step.failed + failed
        )
        self._report(self._step)


def _sha256(file: File, cancelled: Callable[[], bool]) -> str:
    """Raises OSError, `Interrupted`, and `DocumentUnreadableError` for what is no file any more."""
    made = hashlib.sha256()
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(file.path, flags), "rb") as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise DocumentUnreadableError(reason="not a file")
        while block := opened.read(_BLOCK):
            if cancelled():
                raise Interrupted
            made.update(block)
    return made.hexdigest()
