"""A model folder looked over by names, links and sizes, before any library opens a file of it.

transformers opens whatever has one of its names: a pipe there makes it wait for ever, a link reads
a stranger's file, and an adapter's config sends it to another folder that nobody looked at.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from nibble_engine.errors import (
    ModelFileTooBigError,
    ModelOutsideError,
    ModelSpecialFileError,
    ModelUnreadableError,
    ModelUnsafeError,
)
from nibble_engine.models.json_file import most_bytes, objects, read_object
from nibble_engine.paths import sendable

MOST_ENTRIES = 20_000
MOST_CONFIGS = 16
_CODE = ("modeling_", "configuration_", "tokenization_", "processing_", "image_processing_")
_FILES = (".json", ".jinja", ".safetensors", ".model", ".spm", ".txt", ".md")


def check_folder(folder: Path) -> None:
    """Returns where nothing in ``folder`` leads out of it, waits, is too big, or brings code.

    Raises `ModelOutsideError`, `ModelSpecialFileError`, `ModelFileTooBigError`,
    `ModelUnsafeError`, and `ModelUnreadableError` for what cannot be looked at.
    """
    root, configs = _root(folder), 0
    for name, entry in _entries(folder):
        _check(folder, root, name, Path(entry.path))
        if name.endswith("config.json") and "/" not in name:
            configs += 1
            if configs > MOST_CONFIGS:
                raise ModelFileTooBigError("configs", path=str(folder), file=name)
            _check_code(folder, name)
    if (folder / "adapter_config.json").exists():
        raise ModelOutsideError("adapter", path=str(folder), file="adapter_config.json")


def _root(folder: Path) -> Path:
    """What links may lead to: the folder, or the repository that the hub's cache keeps it in."""
    real = folder.resolve()
    if real.parent.name == "snapshots" and real.parent.parent.name.startswith("models--"):
        return real.parent.parent
    return real


def _entries(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """What lies in the folder and in its folders, one level deep: nothing is read from deeper."""
    count = 0
    waiting = [(folder, "")]
    while waiting:
        place, before = waiting.pop()
        try:
            with os.scandir(place) as found:
                entries = list(found)
        except OSError as error:
            raise ModelUnreadableError(str(error), path=str(folder), file=place.name) from error
        count += len(entries)
        if count > MOST_ENTRIES:
            raise ModelFileTooBigError("too many files", path=str(folder), file=place.name)
        for entry in entries:
            yield before + sendable(entry.name), entry
            if not before and entry.is_dir(follow_symlinks=False):
                waiting.append((Path(entry.path), f"{sendable(entry.name)}/"))


def _check(folder: Path, root: Path, name: str, place: Path) -> None:
    told = {"path": str(folder), "file": name}
    if place.is_symlink() and not Path(os.path.realpath(place)).is_relative_to(root):
        raise ModelOutsideError("link", **told)
    try:
        found = place.stat()
    except OSError as error:
        raise ModelUnreadableError(str(error), **told) from error
    if stat.S_ISDIR(found.st_mode):
        if name.endswith(_FILES):
            raise ModelSpecialFileError("folder", **told)
        return
    if not stat.S_ISREG(found.st_mode):
        raise ModelSpecialFileError("special", **told)
    most = most_bytes(name.rpartition("/")[2])
    if most is not None and found.st_size > most:
        raise ModelFileTooBigError(f"{found.st_size} bytes", **told)
    last = name.rpartition("/")[2]
    if last.endswith(".py") and (last.startswith(_CODE) or name.startswith("custom_generate/")):
        raise ModelUnsafeError(name, path=str(folder), reason="code")


def _check_code(folder: Path, name: str) -> None:
    """`auto_map` is how a config, of a part of the model too, names classes to be imported."""
    if any("auto_map" in part for part in objects(read_object(folder / name))):
        raise ModelUnsafeError(f"auto_map in {name}", path=str(folder), reason="code")
