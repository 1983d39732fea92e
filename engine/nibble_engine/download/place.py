"""Where a model is put: beside its place until it is whole, then into it in one step."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import BinaryIO

from nibble_engine.documents.saving import save
from nibble_engine.download.folder import RECORD
from nibble_engine.download.manifest import Manifest, decoded
from nibble_engine.errors import DownloadInUseError


class Place:
    """``{owner}--{name}`` in the models folder.

    ``{…}.partial/files`` becomes the folder; ``{…}.partial/parts`` holds what is not whole yet,
    ``{…}.old`` what is replaced. Each method may raise `OSError`.
    """

    def __init__(self, models: Path, name: str) -> None:
        self.folder = models / name
        self.partial = models / f"{name}.partial"
        self.old = models / f"{name}.old"
        self.files = self.partial / "files"
        self.parts = self.partial / "parts"
        self._lock: BinaryIO | None = None

    def open(self) -> None:
        """Makes the folders, mends a step that was interrupted, and keeps others out. Raises
        `DownloadInUseError`, or `NotADirectoryError` where a link is in the way."""
        for path in (self.partial, self.files, self.parts):
            if path.is_symlink():
                raise NotADirectoryError(20, "a link is in the way", str(path))
            path.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self.partial / "lock", self.folder)
        if self.old.exists() and not self.folder.exists():
            self.old.rename(self.folder)

    def close(self) -> None:
        """Lets others in."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def target(self, name: str) -> Path:
        """Where a file goes; its folder is made. ``name`` was found safe."""
        path = self.files.joinpath(*name.split("/"))
        if path.parent.is_symlink():
            raise NotADirectoryError(20, "a link is in the way", str(path.parent))
        path.parent.mkdir(exist_ok=True)
        return path

    def remember(self, manifest: Manifest) -> None:
        """Keeps the list of files, for when no source can be asked for it."""
        save(self.partial / RECORD, manifest.encoded())

    def remembered(self) -> Manifest | None:
        """The list of an earlier try."""
        try:
            return decoded((self.partial / RECORD).read_bytes())
        except (OSError, ValueError):
            return None

    def drop_others(self, manifest: Manifest) -> None:
        """Removes finished files that are not those of the list, which may be a newer one."""
        wanted = {file.name: file for file in manifest.files}
        before = self.remembered()
        known = {file.name: file for file in before.files} if before else {}
        for path in [p for p in self.files.rglob("*") if p.is_file() or p.is_symlink()]:
            name = path.relative_to(self.files).as_posix()
            file = wanted.get(name)
            is_kept = file is not None and (
                (file == known.get(name) and path.stat().st_size == file.size) or file.is_in(path)
            )
            if path.is_symlink() or not is_kept:
                path.unlink()

    def complete(self, manifest: Manifest) -> None:
        """Moves the finished files into place, with the list of what they are."""
        save(self.files / RECORD, manifest.encoded())
        _sync_folder(self.files)
        if self.folder.exists():
            shutil.rmtree(self.old, ignore_errors=True)
            self.folder.rename(self.old)
        self.files.rename(self.folder)
        _sync_folder(self.folder.parent)
        self.close()
        shutil.rmtree(self.old, ignore_errors=True)
        shutil.rmtree(self.partial, ignore_errors=True)

    def discard(self) -> None:
        """Removes what is not whole."""
        self.close()
        shutil.rmtree(self.partial, ignore_errors=True)


def _locked(path: Path, folder: Path) -> BinaryIO:
    """A file that is locked until it is closed, or the program dies."""
    file = path.open("ab")
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        raise DownloadInUseError(path=str(folder)) from error
    return file


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows opens no folders.
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
