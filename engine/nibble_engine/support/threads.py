"""Conversations from files: CSV, JSON, JSON Lines, EML and MBOX."""

from __future__ import annotations

import stat
from pathlib import Path

from nibble_engine.documents.binary import SIGNATURES
from nibble_engine.errors import DiskError, ThreadFileError
from nibble_engine.support.json_threads import read_json, read_json_lines
from nibble_engine.support.pasted import pasted
from nibble_engine.support.tables import read_table
from nibble_engine.support.thread import BadRow, Thread, ThreadMessage

__all__ = ["SUFFIXES", "BadRow", "Thread", "ThreadMessage", "pasted", "read_threads"]
SUFFIXES = (".csv", ".tsv", ".json", ".jsonl", ".eml", ".mbox")
LARGEST = 64 * 2**20
"""Bytes of a file; it is read as a whole in the window's process."""


def read_threads(
    path: Path, own_addresses: frozenset[str] = frozenset()
) -> tuple[list[Thread], list[BadRow]]:
    """The threads of a file and what was left out of it; mails from ``own_addresses`` are the
    agent's.

    Raises `ThreadFileError` where it is no such file, and `DiskError` where it cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise ThreadFileError(path=str(path), reason="format")
    _check(path)
    if suffix in {".eml", ".mbox"}:
        from nibble_engine.support.mailbox_files import read_mails  # late: mails are rare

        threads, bad = read_mails(path, own_addresses)
    elif suffix == ".json":
        threads, bad = read_json(path)
    else:
        threads, bad = (read_json_lines if suffix == ".jsonl" else read_table)(path)
    if not threads and not bad:
        raise ThreadFileError(path=str(path), reason="empty")
    return threads, bad


def _check(path: Path) -> None:
    """Raises unless it is a file of a size that can be read, and no archive or picture."""
    try:
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            raise ThreadFileError(path=str(path), reason="format")
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise DiskError(str(error), path=str(path), reason=error.strerror or "") from error
    except ValueError as error:
        # A NUL in a name: no file can be called so.
        raise DiskError(str(error), path=str(path), reason=str(error)) from error
    if info.st_size > LARGEST:
        raise ThreadFileError(path=str(path), reason="size")
    if head.startswith(SIGNATURES):
        raise ThreadFileError(path=str(path), reason="format")
