"""The files of a knowledge base's sources, each with a name of its own."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nibble_engine.errors import BadInputError
from nibble_engine.interrupt import Interrupted
from nibble_engine.knowledge.document import Source
from nibble_engine.knowledge.reading import SUFFIXES, printable
from nibble_engine.paths import safe_path

MOST_FILES = 100_000
_HIDDEN = (".", "~$")
"""Office keeps the name of who works on a file in one that begins with ~$."""


@dataclass(frozen=True)
class File:
    """``name`` is its path within the source with "/", without bytes that are no characters;
    size in bytes and time of the last change in nanoseconds."""

    name: str
    path: Path
    size: int
    modified: int


@dataclass
class Found:
    """``skipped`` are names of what is not read; ``unseen`` folders that could not be looked into,
    with the reason; the source itself is "" there."""

    files: list[File] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    unseen: dict[str, str] = field(default_factory=dict)

    def may_have(self, name: str) -> bool:
        """Whether a file of that name may be there, although it was not seen."""
        return any(not folder or name.startswith(f"{folder}/") for folder in self.unseen)


def find(source: Source, cancelled: Callable[[], bool]) -> Found:
    """All files of a source by name. Hidden ones are not there; links that lead out of the folder,
    links to folders, and what is of no format that is read are skipped.

    Raises `Interrupted` soon after ``cancelled`` says so.
    """
    found = Found()
    root = Path(source.path)
    try:
        mode = root.stat().st_mode
    except (OSError, ValueError) as error:
        found.unseen[""] = getattr(error, "strerror", None) or type(error).__name__
        return found
    if stat.S_ISDIR(mode):
        for name, path in _walked(root, found, cancelled):
            _take(name, path, root, found)
    else:
        _take(root.name, root, root.parent.resolve(), found, chosen=True)
    found.files.sort(key=lambda file: file.name)
    return found


def _walked(root: Path, found: Found, cancelled: Callable[[], bool]) -> Iterator[tuple[str, Path]]:
    """Without recursion: folders may be nested as deeply as a path is long."""
    folders = [("", root)]
    count = 0
    while folders:
        above, folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                listed = sorted(entries, key=lambda entry: entry.name, reverse=True)
        except OSError as error:
            found.unseen[printable(above)] = error.strerror or type(error).__name__
            continue
        for entry in listed:
            count += 1
            if cancelled():
                raise Interrupted
            if entry.name.startswith(_HIDDEN) or count > MOST_FILES:
                continue
            name = f"{above}/{entry.name}" if above else entry.name
            if entry.is_dir(follow_symlinks=False):
                folders.append((name, Path(entry.path)))
            else:
                yield name, Path(entry.path)


def _take(name: str, path: Path, root: Path, found: Found, *, chosen: bool = False) -> None:
    """A file that the person chose themselves may be a link to anywhere."""
    said = printable(name)
    if path.suffix.lower() not in SUFFIXES:
        found.skipped.append(said)
        return
    try:
        if not chosen and path.is_symlink():
            safe_path(root, name)
        info = path.stat()
    except (OSError, BadInputError):
        found.skipped.append(said)
        return
    if stat.S_ISREG(info.st_mode):
        found.files.append(File(said, path, info.st_size, info.st_mtime_ns))
    else:
        found.skipped.append(said)
