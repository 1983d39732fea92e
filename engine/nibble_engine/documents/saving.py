"""Writes a file whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from nibble_engine.errors import DiskError


def save(path: Path, data: bytes) -> None:
    """Puts ``data`` in the place of ``path``, which is never seen half written.

    Raises `DiskError`.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise DiskError(path=str(path), reason=error.strerror or type(error).__name__) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
