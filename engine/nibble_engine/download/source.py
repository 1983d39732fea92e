"""What every place has that a model can come from."""

from __future__ import annotations

from collections.abc import Generator
from typing import Protocol

from nibble_engine.download.manifest import Manifest, RemoteFile


class Source(Protocol):
    """A hub, a mirror of it, or a folder. ``label`` names it to a person.

    ``needs_whole`` is set where it was found to give files from their beginning only.
    """

    label: str
    needs_whole: bool

    def manifest(self, repository: str, revision: str) -> Manifest:
        """What the repository holds. Raises `SourceFault`, or a `DownloadError`."""

    def read(
        self, manifest: Manifest, file: RemoteFile, start: int, end: int
    ) -> Generator[bytes, None, None]:
        """The bytes from ``start`` to before ``end``, as they come. Raises `SourceFault`, at the
        latest when they end too early."""
