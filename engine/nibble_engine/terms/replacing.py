"""Writing a file such that the old one is there until the new one is whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nibble_engine.errors import DiskError


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """A path to write to beside ``path``, which takes its place when all went well. Raises
    `DiskError`."""
    part = path.with_name(path.name + ".part")
    try:
        yield part
        part.replace(path)
    except OSError as error:
        raise DiskError(str(error), path=str(path), reason=error.strerror or "") from error
    finally:
        part.unlink(missing_ok=True)
