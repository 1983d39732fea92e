"""What a repository holds at one commit: names, sizes and hashes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from nibble_engine.download.names import Part, part_of

_BLOCK = 2**20
_SHA256 = re.compile(r"[0-9a-f]{64}")
_BLOB = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True)
class RemoteFile:
    """A file of a repository. ``size`` is in bytes; ``sha256`` is given for large files, ``blob``
    (git's SHA-1 of a header and the content) for those that are kept in git itself."""

    name: str
    size: int
    sha256: str = ""
    blob: str = ""

    @property
    def digest(self) -> str:
        """The hash that decides whether the content is right; empty where none is known."""
        if _SHA256.fullmatch(self.sha256):
            return self.sha256
        return self.blob if _BLOB.fullmatch(self.blob) else ""

    @property
    def part(self) -> Part | None:
        """What it is taken as."""
        return part_of(self.name)

    def is_in(self, path: Path) -> bool:
        """Whether the file at ``path`` has exactly this content. Raises `OSError`."""
        if path.is_symlink() or not path.is_file() or path.stat().st_size != self.size:
            return False
        return bool(self.digest) and hash_of(path, len(self.digest) == 64) == self.digest


@dataclass(frozen=True)
class Manifest:
    """A repository as its source lists it. ``commit`` is what the revision pointed to."""

    repository: str
    commit: str
    files: tuple[RemoteFile, ...]

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)

    def only(self, files: tuple[RemoteFile, ...]) -> Manifest:
        """The same repository with some of its files."""
        return Manifest(self.repository, self.commit, files)

    def encoded(self) -> bytes:
        """As JSON."""
        return msgspec.json.format(msgspec.json.encode(self), indent=1)


def decoded(data: bytes) -> Manifest:
    """Raises `ValueError` for anything else than `Manifest.encoded` made."""
    return msgspec.json.decode(data, type=Manifest)


def hash_of(path: Path, is_sha256: bool) -> str:
    """SHA-256 of a file, or git's hash of it: SHA-1 of ``blob SIZE NUL`` and the content.

    https://git-scm.com/book/en/v2/Git-Internals-Git-Objects. Raises `OSError`.
    """
    with path.open("rb") as stream:
        if is_sha256:
            made = hashlib.sha256()
        else:
            made = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
        while block := stream.read(_BLOCK):
            made.update(block)
    return made.hexdigest()
