"""Whether the files of a model are those that were downloaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from nibble_engine.errors import BadInputError, ModelNotFoundError
from nibble_engine.models.folder_check import check_folder
from nibble_engine.models.hashes import DOWNLOAD, LIST, SUMS, hash_of, known_hashes
from nibble_engine.paths import safe_path

State = Literal["sound", "damaged", "missing", "unknown"]
_LISTS = (DOWNLOAD, LIST, SUMS)


class Verdict(NamedTuple):
    """What became of a file; "unknown" where no hash tells what it should be."""

    file: str
    state: State


def verify(folder: Path, check: Callable[[], None] = lambda: None) -> Iterator[Verdict]:
    """Each file of a model folder, as soon as it was read; those that are missing too.
    ``check`` is called for each megabyte that is read, and may raise to end it.

    Raises `ModelNotFoundError`, and what `check_folder` and `known_hashes` raise.
    """
    if not folder.is_dir():
        raise ModelNotFoundError(path=str(folder))
    check_folder(folder)
    known = known_hashes(folder)
    for name in sorted(known):
        yield Verdict(name, _state(folder, name, known[name], check))
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_file() and name not in known and name not in _LISTS:
            yield Verdict(name, "unknown")


def _state(folder: Path, name: str, known: str, check: Callable[[], None]) -> State:
    try:
        # The hub's cache keeps the file of a name elsewhere; check_folder looked at its links.
        file = folder / name if (folder / name).is_symlink() else safe_path(folder, name)
        if not file.is_file():
            return "missing"
        return "sound" if hash_of(file, known, check) == known else "damaged"
    except (BadInputError, OSError):
        return "damaged"
