"""Models moved and taken away, in the program's own folder and nowhere else.

What is removed goes to a trash folder beside the models first, from where it can be moved back;
only what lies there already is deleted.
"""

from __future__ import annotations

import errno
import os
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from nibble_engine.errors import (
    DiskError,
    ModelNotFoundError,
    ModelNotOursError,
    NoRoomError,
    PlaceTakenError,
)
from nibble_engine.models.copying import Told, copy_folder

RESERVE = 256 * 2**20
"""Bytes that stay free on a disk to which a model is copied."""


@dataclass(frozen=True)
class Space:
    """Bytes: free on the disk of the models, used by them, and by what was removed."""

    free: int
    used: int
    trash: int


@dataclass(frozen=True)
class ModelHome:
    """The program's folder of models, and the trash beside it."""

    models: Path
    trash: Path

    def space(self) -> Space:
        """How much room there is and is taken; raises `DiskError`."""
        place = self.models
        while not place.exists():
            place = place.parent
        try:
            free = shutil.disk_usage(place).free
        except OSError as error:
            raise _disk(error, place) from error
        return Space(free, size_of(self.models), size_of(self.trash))

    def is_in_trash(self, folder: Path) -> bool:
        """Whether a folder was removed before."""
        return _is_below(folder, self.trash)

    def remove(self, folder: Path) -> Path | None:
        """Puts a model into the trash and returns its place there; deletes one that is there.

        Raises `ModelNotOursError`, `ModelNotFoundError`, `DiskError`.
        """
        self.check_ours(folder)
        if self.is_in_trash(folder):
            _delete(folder)
            return None
        stamp = time.strftime("%Y%m%d-%H%M%S")
        place = _free_name(self.trash / f"{stamp} {folder.name}")
        _rename(folder, place)
        return place

    def move(self, folder: Path, to: Path, told: Told = lambda done, total: None) -> Path:
        """Moves a model to ``to``, or into it where that is a folder without a model; returns its
        new place. One of the two ends lies in the program's folder. Between disks it is copied
        under another name first: a model is never seen half there, and ``told`` hears how far it
        is, and may raise: the original stays whole then.

        Raises `ModelNotOursError`, `ModelNotFoundError`, `PlaceTakenError`, `NoRoomError`,
        `DiskError`, and what ``told`` raises.
        """
        is_folder = to.is_dir() and not (to / "config.json").exists()
        name = folder.name.partition(" ")[2] if self.is_in_trash(folder) else folder.name
        place = to / (name or folder.name) if is_folder else to
        if not _is_below(place, self.models):
            self.check_ours(folder)
        elif not (folder / "config.json").is_file() or _has_links(folder):
            raise ModelNotFoundError(path=str(folder))
        if os.path.lexists(place):
            raise PlaceTakenError(path=str(place))
        if _is_below(place, folder):
            raise ModelNotOursError(path=str(place), home=str(self.models))
        try:
            _rename(folder, place)
        except DiskError as error:
            if not isinstance(error.__cause__, OSError) or not _is_another_disk(error.__cause__):
                raise
            _check_room(folder, place)
            copy_folder(folder, place, told)
            _leave(folder, place)
        return place

    def check_ours(self, folder: Path) -> None:
        """Raises `ModelNotOursError` for a folder that is neither here nor in the trash,
        `ModelNotFoundError` for none."""
        if not (_is_below(folder, self.models) or self.is_in_trash(folder)):
            raise ModelNotOursError(path=str(folder), home=str(self.models))
        if not folder.is_dir():
            raise ModelNotFoundError(path=str(folder))
        if folder.resolve() != folder.parent.resolve() / folder.name:  # a link to another place
            raise ModelNotOursError(path=str(folder), home=str(self.models))


def size_of(folder: Path) -> int:
    """Bytes of the files below a folder; a file that several names share is counted once."""
    seen: dict[tuple[int, int], int] = {}
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                found = os.lstat(os.path.join(place, name))  # noqa: PTH118 - names may be no text
            except OSError:
                continue  # it went while this looked
            seen[found.st_dev, found.st_ino] = found.st_size
    return sum(seen.values())


def _is_below(folder: Path, root: Path) -> bool:
    real, base = folder.resolve(), root.resolve()
    return real != base and real.is_relative_to(base)


def _has_links(folder: Path) -> bool:
    return any(file.is_symlink() for file in folder.rglob("*"))


def _free_name(place: Path) -> Path:
    number, found = 1, place
    while os.path.lexists(found):
        number += 1
        found = place.with_name(f"{place.name} {number}")
    return found


def _rename(folder: Path, place: Path) -> None:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        folder.rename(place)
    except OSError as error:
        raise _disk(error, folder) from error


def _check_room(folder: Path, place: Path) -> None:
    needed, free = size_of(folder), shutil.disk_usage(place.parent).free
    if needed + RESERVE > free:
        raise NoRoomError(path=str(place), needed=needed + RESERVE - free, free=free)


def _leave(folder: Path, place: Path) -> None:
    """Takes away an original that was copied: where it cannot, the copy goes, and there is one
    model still."""
    going = _free_name(folder.with_name(f".{folder.name}.gone"))
    try:
        _rename(folder, going)
    except DiskError:
        shutil.rmtree(place, ignore_errors=True)
        raise
    shutil.rmtree(going, ignore_errors=True)  # the model is in its new place, whatever stays here


def _delete(folder: Path) -> None:
    """Renamed first: a model that is half deleted is not found under its name."""
    going = _free_name(folder.with_name(f".{folder.name}.gone"))
    _rename(folder, going)
    try:
        shutil.rmtree(going)
    except OSError as error:
        raise _disk(error, going) from error


def _is_another_disk(error: BaseException) -> bool:
    return getattr(error, "errno", None) == errno.EXDEV or getattr(error, "winerror", None) == 17


def _disk(error: BaseException, place: Path) -> DiskError:
    reason = getattr(error, "strerror", None) or type(error).__name__
    return DiskError(str(error), path=str(place), reason=str(reason))
