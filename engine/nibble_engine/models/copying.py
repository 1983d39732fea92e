"""A model's folder copied to another disk, where it appears whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from nibble_engine.errors import DiskError

_BLOCK = 2**20
_WRITTEN = 32 * 2**20
"""After so many bytes they are really on the disk: what is told is true of a slow stick too, and
a stop does not wait for gigabytes that the system still holds."""

Told = Callable[[int, int], None]
"""Called with the bytes that are done and those of all files; may raise to end the copying."""


def copy_folder(folder: Path, place: Path, told: Told) -> None:
    """Copies under another name first; what comes of it is compared in size before it gets its
    own. After any failure nothing of the copy is left.

    Raises `DiskError`, and what ``told`` raises.
    """
    part = place.with_name(f".{place.name}.part")
    sizes = _sizes(folder)
    copied = _Copied(sum(sizes.values()), told)
    try:
        if part.exists():
            shutil.rmtree(part)  # of a move that was cut off
        copied.add(0)
        shutil.copytree(folder, part, symlinks=True, copy_function=copied.copy)
        if _sizes(part) != sizes:
            raise DiskError(path=str(place), reason="the copy differs from the original")
        part.rename(place)
    except BaseException as error:
        shutil.rmtree(part, ignore_errors=True)
        if isinstance(error, OSError):
            raise _disk(error, place) from error
        raise


class _Copied:
    """Counts the bytes of all files."""

    def __init__(self, total: int, told: Told) -> None:
        self._done, self._total, self._told = 0, total, told

    def add(self, count: int) -> None:
        self._done += count
        self._told(self._done, self._total)

    def copy(self, source: str, target: str) -> str:
        """At the first error it ends: copytree would try all other files on a disk that is full."""
        try:
            with Path(source).open("rb") as reader, Path(target).open("xb") as writer:
                self._write(reader, writer)
            shutil.copystat(source, target)
        except OSError as error:
            raise _disk(error, Path(target)) from error
        return target

    def _write(self, reader: BinaryIO, writer: BinaryIO) -> None:
        waiting = 0
        while block := reader.read(_BLOCK):
            writer.write(block)
            waiting += len(block)
            if waiting >= _WRITTEN:
                waiting = 0
                _sync(writer)
            self.add(len(block))
        _sync(writer)  # the original goes afterwards


def _sync(writer: BinaryIO) -> None:
    writer.flush()
    os.fsync(writer.fileno())


def _sizes(folder: Path) -> dict[Path, int]:
    return {
        file.relative_to(folder): file.stat().st_size
        for file in folder.rglob("*")
        if file.is_file() and not file.is_symlink()
    }


def _disk(error: OSError, place: Path) -> DiskError:
    reason = error.strerror or type(error).__name__
    return DiskError(str(error), path=str(place), reason=reason)
