"""The hashes that a model folder brings: whoever put it there knew what its files should be.

Read are a download of this program (``nibble-download.json``), ``sha256.json`` (file to SHA-256),
``SHA256SUMS`` in the form of sha256sum, and the Hugging Face cache, which names each file by its
hash: SHA-256 for large ones, git's SHA-1 for those kept in git
(https://git-scm.com/book/en/v2/Git-Internals-Git-Objects).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

from nibble_engine.errors import ModelUnreadableError
from nibble_engine.models.json_file import read_object

DOWNLOAD, LIST, SUMS = "nibble-download.json", "sha256.json", "SHA256SUMS"
_MOST_BYTES = 4 * 2**20
_LINE = re.compile(r"\\?([0-9a-fA-F]{64}) [ *](?:\./)?(.+)")
_HASH = re.compile(r"[0-9a-f]{64}|[0-9a-f]{40}")
_BLOCK = 2**20


def known_hashes(folder: Path) -> dict[str, str]:
    """File name to hash, of 64 hexadecimal digits (SHA-256) or 40 (git's); empty where nothing
    tells them. Raises `ModelUnreadableError` for a damaged list."""
    for found in (_downloaded(folder), _listed(folder), _summed(folder), _cached(folder)):
        if found:
            return found
    return {}


def hash_of(file: Path, known: str, check: Callable[[], None] = lambda: None) -> str:
    """The hash of a file, of the kind that ``known`` is; ``check`` is called often and may raise.

    Raises `OSError`.
    """
    if len(known) == 40:
        made = hashlib.sha1(b"blob %d\0" % file.stat().st_size, usedforsecurity=False)
    else:
        made = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(_BLOCK):
            check()
            made.update(block)
    return made.hexdigest()


def _downloaded(folder: Path) -> dict[str, str]:
    files = read_object(folder / DOWNLOAD).get("files") or []
    try:
        told = {str(file["name"]): file.get("sha256") or file.get("blob") for file in files}
    except (TypeError, KeyError, AttributeError) as error:
        raise ModelUnreadableError(str(error), path=str(folder), file=DOWNLOAD) from error
    return _checked(folder, DOWNLOAD, told)


def _listed(folder: Path) -> dict[str, str]:
    return _checked(folder, LIST, read_object(folder / LIST))


def _summed(folder: Path) -> dict[str, str]:
    file = folder / SUMS
    try:
        if not file.is_file() or file.stat().st_size > _MOST_BYTES:
            return {}
        lines = file.read_text("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise ModelUnreadableError(str(error), path=str(folder), file=SUMS) from error
    return {match[2]: match[1].lower() for line in lines if (match := _LINE.fullmatch(line))}


def _cached(folder: Path) -> dict[str, str]:
    """The names of the cache's blobs, to which its snapshots link."""
    found = {}
    for file in folder.iterdir():
        target = file.resolve()
        if file.is_symlink() and target.parent.name == "blobs" and _HASH.fullmatch(target.name):
            found[file.name] = target.name
    return found


def _checked(folder: Path, file: str, told: dict[str, object]) -> dict[str, str]:
    for value in told.values():
        if not isinstance(value, str) or not _HASH.fullmatch(value):
            raise ModelUnreadableError("no hash", path=str(folder), file=file)
    return {name: str(value) for name, value in told.items()}
