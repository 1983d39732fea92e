"""The list of a repository's files, from the first source that can tell it."""

from __future__ import annotations

from collections.abc import Sequence

from nibble_engine.download.control import Control, Stopped
from nibble_engine.download.manifest import Manifest
from nibble_engine.download.patience import Patience
from nibble_engine.download.source import Source
from nibble_engine.download.transport import SourceFault
from nibble_engine.errors import (
    DownloadError,
    NoAccessError,
    RepositoryNotFoundError,
    SourceUnreachableError,
)


def listed(
    sources: Sequence[Source],
    wanted: tuple[str, str],
    patience: Patience,
    control: Control,
    remembered: Manifest | None,
) -> Manifest:
    """``wanted`` is a repository and a revision. Where nobody can be reached, the list of an
    earlier try will do.

    Raises `RepositoryNotFoundError`, `NoAccessError`, `RepositoryRefusedError`,
    `SourceUnreachableError` or `Stopped`.
    """
    repository, revision = wanted
    errors: list[DownloadError] = []
    for failures in range(1, patience.tries + 1):
        errors.clear()
        waits: list[float | None] = []
        for source in sources:
            try:
                return source.manifest(repository, revision)
            except (RepositoryNotFoundError, NoAccessError) as error:
                errors.append(error)
            except SourceFault as fault:
                errors.append(SourceUnreachableError(source=source.label, reason=fault.reason))
                waits.append(fault.wait)
        if not waits:
            break
        is_usable = remembered is not None and remembered.repository == repository
        if remembered is not None and is_usable and revision in ("main", remembered.commit):
            return remembered
        if failures < patience.tries:
            asked = [wait for wait in waits if wait is not None]
            _rest(patience.wait(failures, min(asked) if asked else None), control)
    raise errors[0]


def _rest(seconds: float, control: Control) -> None:
    control.nap(seconds)
    if control.is_stopped:
        raise Stopped
