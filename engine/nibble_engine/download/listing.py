"""A list of files as a server tells it, read without trusting it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from nibble_engine.download.manifest import Manifest, RemoteFile
from nibble_engine.download.transport import SourceFault, Transport
from nibble_engine.errors import NoAccessError, RepositoryNotFoundError, RepositoryRefusedError

MAX_LIST = 32 * 2**20
MAX_FILES = 20_000
_MAX_SIZE = 2**50


def answer_of(transport: Transport, url: str, repository: str, revision: str) -> dict[str, Any]:
    """The JSON object at ``url``. Raises `SourceFault`, `NoAccessError` or
    `RepositoryNotFoundError`."""
    with transport.get(url) as reply:
        if reply.status in (401, 403):
            raise NoAccessError(repository=repository)
        if reply.status == 404:
            raise RepositoryNotFoundError(repository=repository, revision=revision)
        if reply.status != 200:
            raise SourceFault(f"HTTP {reply.status}")
        text = bytearray()
        while data := reply.read(2**16):
            text += data
            if len(text) > MAX_LIST:
                raise RepositoryRefusedError(repository=repository, reason="listing", file="")
        length = reply.headers.get("Content-Length")
    if length is not None and length != str(len(text)):
        raise SourceFault("the list of files ended early")
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise SourceFault("the list of files cannot be read") from error
    if not isinstance(told, dict):
        raise SourceFault("the list of files cannot be read")
    return told


def checked_manifest(
    repository: str, commit: str, told: object, read: Callable[[dict[str, Any]], RemoteFile]
) -> Manifest:
    """The files that are listed, each with a name that is text and a size that is possible.

    Raises `RepositoryRefusedError` for any other list.
    """
    refused = RepositoryRefusedError(repository=repository, reason="listing", file="")
    if not isinstance(told, list) or len(told) > MAX_FILES:
        raise refused
    files = []
    for entry in told:
        try:
            file = read(entry)
        except (KeyError, TypeError, AttributeError) as error:
            raise refused from error
        is_text = all(isinstance(text, str) for text in (file.name, file.sha256, file.blob))
        if not is_text or type(file.size) is not int or not 0 <= file.size <= _MAX_SIZE:
            raise refused
        files.append(file)
    return Manifest(repository, commit, tuple(files))
