"""A folder as a source: a USB stick, or a copy on the house's own server."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from pathlib import Path

from nibble_engine.download.manifest import Manifest, RemoteFile, decoded, hash_of
from nibble_engine.download.names import is_safe, part_of
from nibble_engine.download.transport import SourceFault
from nibble_engine.errors import DiskError, RepositoryRefusedError

RECORD = "nibble-download.json"
SUMS = "SHA256SUMS"
_READ = 2**18
_MAX_SUMS = 2**22
_LINE = re.compile(r"\\?([0-9a-fA-F]{64}) [ *](?:\./)?(.+)")


class FolderSource:
    """A folder with the files of one model. Its hashes are those of ``SHA256SUMS`` (the form of
    ``sha256sum``) or of a download of ours; `has_hashes` is False where it has neither."""

    def __init__(self, path: Path) -> None:
        self.label = str(path)
        self.needs_whole = False
        self.has_hashes = False
        self._path = path

    def manifest(self, repository: str, revision: str) -> Manifest:
        """As `Source.manifest`. Where there are no hashes, those of the files as they are now."""
        try:
            known = self._known_hashes()
            files = tuple(self._remote_files(repository, known))
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise DiskError(path=str(self._path), reason=reason) from error
        return Manifest(repository, "", files)

    def _known_hashes(self) -> dict[str, RemoteFile]:
        record, sums = self._path / RECORD, self._path / SUMS
        found: dict[str, RemoteFile] = {}
        if _is_plain(record) and record.stat().st_size <= _MAX_SUMS:
            found = {file.name: file for file in decoded(record.read_bytes()).files}
        elif _is_plain(sums) and sums.stat().st_size <= _MAX_SUMS:
            for line in sums.read_text("utf-8-sig").splitlines():
                if match := _LINE.fullmatch(line):
                    found[match[2]] = RemoteFile(match[2], -1, match[1].lower())
        self.has_hashes = bool(found)
        return found

    def _remote_files(self, repository: str, known: dict[str, RemoteFile]) -> Iterator[RemoteFile]:
        names = sorted({name for name in known if part_of(name)} | set(self._names()))
        for name in names:
            path = self._path / name
            if not is_safe(name) or not part_of(name) or name == RECORD:
                yield RemoteFile(name, 0)
                continue
            if _is_link(self._path, name):
                raise RepositoryRefusedError(repository=repository, reason="link", file=name)
            hashed = known.get(name)
            if self.has_hashes and hashed is None and part_of(name) == "weights":
                raise RepositoryRefusedError(repository=repository, reason="listing", file=name)
            if hashed and hashed.digest:
                size = hashed.size if hashed.size >= 0 else path.stat().st_size
                yield RemoteFile(name, size, hashed.sha256, hashed.blob)
            else:
                yield RemoteFile(name, path.stat().st_size, hash_of(path, is_sha256=True))

    def _names(self) -> Iterator[str]:
        """Files here and one folder below, where some models keep small ones."""
        for entry in self._path.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                for inner in entry.iterdir():
                    yield f"{entry.name}/{inner.name}"
            else:
                yield entry.name

    def read(
        self, manifest: Manifest, file: RemoteFile, start: int, end: int
    ) -> Generator[bytes, None, None]:
        """As `Source.read`."""
        path = self._path / file.name
        if not path.is_file():
            raise SourceFault("not there", kind="absent")
        if _is_link(self._path, file.name):
            raise SourceFault("a link", kind="absent")
        try:
            with path.open("rb") as stream:
                stream.seek(start)
                while start < end:
                    data = stream.read(min(_READ, end - start))
                    if not data:
                        raise SourceFault("the file ended early")
                    start += len(data)
                    yield data
        except OSError as error:
            raise SourceFault(error.strerror or str(error)) from error


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _is_link(root: Path, name: str) -> bool:
    parts = name.split("/")
    return any(root.joinpath(*parts[: n + 1]).is_symlink() for n in range(len(parts)))
