"""A folder of small files whose names are made from a person's words."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from pathlib import Path

from nibble_engine.documents.saving import save
from nibble_engine.errors import DiskError, NibbleError
from nibble_engine.paths import safe_path

MOST_FILES = 500
_LONGEST_NAME = 40
_OTHER = re.compile(r"[^\w-]+")
# Windows takes these for devices, whatever their ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)$")


class SmallFiles:
    """Files with one ending, each of them read and written whole."""

    def __init__(self, folder: Path, ending: str, most_bytes: int) -> None:
        self.folder = folder
        self._ending, self._most_bytes = ending, most_bytes

    def names(self) -> list[str]:
        """The names with their ending, sorted; no more than `MOST_FILES`."""
        try:
            found = sorted(
                one.name
                for one in self.folder.iterdir()
                if one.suffix.lower() == self._ending
                and not one.name.startswith(".")
                and (one.is_file() or one.is_symlink())
            )
        except OSError:
            return []
        return found[:MOST_FILES]

    def path(self, name: str) -> Path:
        """Raises `BadInputError` for what leads out of the folder, be it by a link."""
        return safe_path(self.folder, name)

    def regular(self, name: str) -> Path:
        """The path of what can be read: a pipe would be waited for without end. Raises `DiskError`
        and `BadInputError`."""
        path = self.path(name)
        if not path.is_file():
            raise DiskError(path=str(path), reason=os.strerror(errno.ENOENT))
        return path

    def new_name(self, words: str) -> str:
        """A name like these words that no file has."""
        plain = unicodedata.normalize("NFKC", words).casefold()
        stem = _OTHER.sub("-", plain).strip("-_")[:_LONGEST_NAME].strip("-_") or "1"
        if _DEVICES.match(stem):
            stem = f"my-{stem}"
        taken = {name.casefold() for name in self.names()}
        numbers = ("", *(f"-{number}" for number in range(2, MOST_FILES + 2)))
        return next(name for end in numbers if (name := f"{stem}{end}{self._ending}") not in taken)

    def read(self, name: str) -> bytes:
        """No more than one byte over the limit. Raises `DiskError` and `BadInputError`."""
        path = self.regular(name)
        try:
            with path.open("rb") as file:
                return file.read(self._most_bytes + 1)
        except OSError as error:
            raise _disk_error(path, error) from error

    def write(self, name: str, data: bytes) -> None:
        """Whole or not at all. Raises `DiskError` and `BadInputError`."""
        path = self.path(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _disk_error(path, error) from error
        save(path, data)

    def remove(self, name: str) -> bytes:
        """Deletes a file and returns what was in it, "" where it could not be read. A link is
        deleted and not what it leads to. Raises `DiskError`."""
        try:
            data = self.read(name)
        except NibbleError:
            data = b""
        path = self.folder / Path(name).name
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise _disk_error(path, error) from error
        return data


def _disk_error(path: Path, error: OSError) -> DiskError:
    return DiskError(path=str(path), reason=error.strerror or type(error).__name__)
