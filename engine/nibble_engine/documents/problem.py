"""Whatever goes wrong in a document's reader, as one of the errors that a person is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from nibble_engine.api import ErrorInfo
from nibble_engine.errors import (
    DamagedDocumentError,
    DocumentTooBigError,
    DocumentUnreadableError,
    NibbleError,
)


def as_problem(error: Exception, path: Path) -> NibbleError:
    """``error``, raised while ``path`` was read, as one of ours."""
    if isinstance(error, NibbleError):
        error.params.setdefault("path", str(path))
        return error
    detail = f"{type(error).__name__}: {error}"[:500]
    if isinstance(error, MemoryError):
        return DocumentTooBigError(detail, path=str(path))
    if isinstance(error, OSError) and error.errno is not None:
        reason = error.strerror or type(error).__name__
        return DocumentUnreadableError(detail, path=str(path), reason=reason)
    return DamagedDocumentError(detail, path=str(path))


def as_error(info: ErrorInfo) -> NibbleError:
    """An error that another process told of, to be raised in this one."""
    kind = next((k for k in _tree(NibbleError) if k.code == info.code), NibbleError)
    return kind(info.detail, **info.params)


def _tree(kind: type[NibbleError]) -> Iterator[type[NibbleError]]:
    yield kind
    for child in kind.__subclasses__():
        yield from _tree(child)
