"""A range of a file over HTTP, with everything compared that the headers say of it."""

from __future__ import annotations

import re
from collections.abc import Generator

from nibble_engine.download.manifest import Manifest, RemoteFile
from nibble_engine.download.transport import Reply, SourceFault

_READ = 2**18
_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
_EXPIRED = (400, 401, 403, 404, 410)


def check(reply: Reply, file: RemoteFile, start: int, end: int, *, is_known_link: bool) -> int:
    """How many bytes come before the wanted ones: none, or ``start`` where the server gives the
    whole file. Raises `SourceFault` for any other answer."""
    # Whoever may not have a file is told so by the hub, and not by where its links lead.
    if reply.status in _EXPIRED and (is_known_link or reply.is_redirected):
        raise SourceFault(f"HTTP {reply.status}", kind="expired")
    if reply.status in (401, 403):
        raise SourceFault(f"HTTP {reply.status}", kind="denied")
    if reply.status in (404, 410):
        raise SourceFault(f"HTTP {reply.status}", kind="absent")
    length = reply.headers.get("Content-Length")
    if reply.status == 206:
        _check_range(reply, file, start, end)
        _check_length(length, end - start)
        return 0
    if reply.status != 200:
        raise SourceFault(f"HTTP {reply.status}")
    _check_length(length, file.size)
    return start


def check_content(reply: Reply, manifest: Manifest, file: RemoteFile) -> None:
    """Raises `SourceFault` where the hub's headers name another commit or another content."""
    commit = reply.first.get("X-Repo-Commit")
    tag = (reply.first.get("X-Linked-Etag") or "").strip('W/"')
    size = reply.first.get("X-Linked-Size")
    is_other = (
        (commit is not None and len(manifest.commit) == 40 and commit != manifest.commit)
        or (len(tag) == 64 and file.sha256 not in ("", tag))
        or (size is not None and size != str(file.size))
    )
    if is_other:
        raise SourceFault("another revision", kind="absent")


def body(reply: Reply, skipped: int, wanted: int) -> Generator[bytes, None, None]:
    """``wanted`` bytes behind those that are skipped. Raises `SourceFault` when they end early."""
    while skipped:
        skipped -= len(_some(reply, skipped))
    while wanted:
        data = _some(reply, wanted)
        wanted -= len(data)
        yield data


def _some(reply: Reply, most: int) -> bytes:
    data = reply.read(min(most, _READ))
    if not data:
        raise SourceFault("the answer ended early")
    return data


def _check_range(reply: Reply, file: RemoteFile, start: int, end: int) -> None:
    found = _CONTENT_RANGE.fullmatch(reply.headers.get("Content-Range") or "")
    if not found or [int(n) for n in found.groups()] != [start, end - 1, file.size]:
        raise SourceFault("another range than was asked for")


def _check_length(length: str | None, expected: int) -> None:
    """A wrong length is no fault by itself: the bytes are counted, and their hash decides."""
    if length is not None and (not length.isdecimal() or int(length) > expected):
        raise SourceFault("another length than was asked for")
