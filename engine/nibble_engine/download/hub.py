"""The hub, and mirrors that speak as it does.

The form is huggingface_hub's: ``/api/models/{repo}/revision/{revision}?blobs=true`` lists the files
with their hashes, ``/{repo}/resolve/{commit}/{file}`` leads to the bytes, often on another host.
https://huggingface.co/docs/hub/api
"""

from __future__ import annotations

import re
import threading
from collections.abc import Generator
from typing import Any
from urllib.parse import quote

from nibble_engine.download import ranged
from nibble_engine.download.listing import answer_of, checked_manifest
from nibble_engine.download.manifest import Manifest, RemoteFile
from nibble_engine.download.transport import SourceFault, Transport

HUB = "https://huggingface.co"
_COMMIT = re.compile(r"[0-9a-f]{40}")


class HubSource:
    """A server with the hub's addresses."""

    def __init__(self, url: str, transport: Transport) -> None:
        self.label = url.rstrip("/")
        self.needs_whole = False
        self._transport = transport
        self._links: dict[str, str] = {}
        self._ignored = 0
        self._lock = threading.Lock()

    def manifest(self, repository: str, revision: str) -> Manifest:
        """As `Source.manifest`."""
        at = f"{self.label}/api/models/{quote(repository)}/revision/{quote(revision, safe='')}"
        told = answer_of(self._transport, f"{at}?blobs=true", repository, revision)
        commit = told.get("sha")
        if not isinstance(commit, str) or not _COMMIT.fullmatch(commit):
            raise SourceFault("no commit in the list of files")
        siblings = told.get("siblings")
        return checked_manifest(repository, commit, siblings, _remote_file)

    def read(
        self, manifest: Manifest, file: RemoteFile, start: int, end: int
    ) -> Generator[bytes, None, None]:
        """As `Source.read`."""
        with self._lock:
            known = self._links.get(file.name)
        url = known or self._address(manifest, file)
        with self._transport.get(url, (start, end)) as reply:
            try:
                skipped = ranged.check(reply, file, start, end, is_known_link=known is not None)
                if known is None:
                    ranged.check_content(reply, manifest, file)
            except SourceFault as fault:
                if fault.kind == "expired":
                    self._forget(file)
                raise
            self._note(file, reply.url, skipped)
            yield from ranged.body(reply, skipped, end - start)

    def _address(self, manifest: Manifest, file: RemoteFile) -> str:
        repository, name = quote(manifest.repository), quote(file.name)
        return f"{self.label}/{repository}/resolve/{manifest.commit or 'main'}/{name}"

    def _forget(self, file: RemoteFile) -> None:
        with self._lock:
            self._links.pop(file.name, None)

    def _note(self, file: RemoteFile, url: str, skipped: int) -> None:
        """Keeps the link, so that the hub is not asked for each range; a server that ignores
        ranges once may be a bad one of several, twice it is its manner."""
        with self._lock:
            self._links[file.name] = url
            if skipped:
                self._ignored += 1
                self.needs_whole = self._ignored > 1
                if not self.needs_whole:
                    del self._links[file.name]
                    raise SourceFault("the range was ignored")


class ModelScopeSource(HubSource):
    """A server with ModelScope's addresses: ``/models/{repo}/resolve/{branch}/{file}`` and
    ``/api/v1/models/{repo}/repo/files``. Its commits are its own: the hashes decide.

    https://modelscope.cn/docs/models/download
    """

    branch = "master"

    def manifest(self, repository: str, revision: str) -> Manifest:
        """As `Source.manifest`; the hub's ``main`` is called ``master`` here."""
        branch = self.branch if revision == "main" else revision
        at = f"{self.label}/api/v1/models/{quote(repository)}/repo/files"
        url = f"{at}?Revision={quote(branch, safe='')}&Recursive=true"
        told = answer_of(self._transport, url, repository, revision)
        data = told.get("Data")
        files = data.get("Files") if isinstance(data, dict) else None
        if isinstance(files, list):
            files = [f for f in files if not isinstance(f, dict) or f.get("Type") != "tree"]
        return checked_manifest(repository, branch, files, _scope_file)

    def _address(self, manifest: Manifest, file: RemoteFile) -> str:
        is_foreign = not manifest.commit or _COMMIT.fullmatch(manifest.commit)
        branch = self.branch if is_foreign else manifest.commit
        repository, name = quote(manifest.repository), quote(file.name)
        return f"{self.label}/models/{repository}/resolve/{quote(branch, safe='')}/{name}"


def _remote_file(told: dict[str, Any]) -> RemoteFile:
    large = told.get("lfs")
    sha256 = large.get("sha256", "") if isinstance(large, dict) else ""
    size = large.get("size", told["size"]) if isinstance(large, dict) else told["size"]
    return RemoteFile(told["rfilename"], size, sha256, told.get("blobId") or "")


def _scope_file(told: dict[str, Any]) -> RemoteFile:
    return RemoteFile(told["Path"], told["Size"], told.get("Sha256") or "")
