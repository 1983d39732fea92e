"""Room on the disk, before and while something is written."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from nibble_engine.errors import DiskError, DiskFullError, NibbleError

RESERVE = 2**30
"""Bytes that stay free: a system without room to write does strange things."""
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_ON_WINDOWS = (39, 112)


def ensure(folder: Path, needed: int, reserve: int) -> None:
    """Raises `DiskFullError` where ``needed`` bytes would not leave ``reserve`` free."""
    free = free_at(folder)
    if free < needed + reserve:
        raise DiskFullError(path=str(folder), needed=needed + reserve, free=free)


def free_at(folder: Path) -> int:
    """Free bytes on the disk of a folder, which need not be there yet."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def told(error: OSError, folder: Path, needed: int) -> NibbleError:
    """An error of writing as ours."""
    if error.errno in _FULL or getattr(error, "winerror", None) in _FULL_ON_WINDOWS:
        return DiskFullError(str(error), path=str(folder), needed=needed, free=free_at(folder))
    reason = error.strerror or type(error).__name__
    return DiskError(str(error), path=str(error.filename or folder), reason=reason)
