"""Model folders that a stranger made to do harm: a sound tiny model, spoilt in one way each.

`CASES` maps a name to what spoils it and to the error codes with which it may be refused: by
`shelf` already, or only by a `load`; "" means that the bait is never touched and the model works.
"""

from __future__ import annotations

import json
import os
import pickle
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class World:
    """What must stay as it is: nothing makes ``canary``, reads ``secret`` or calls ``port``."""

    canary: Path
    secret: Path
    port: int

    @property
    def code(self) -> str:
        """A line of Python that gives the attack away."""
        return (
            f"open({str(self.canary)!r}, 'w').close(); "
            f"__import__('socket').create_connection(('127.0.0.1', {self.port}), 1)"
        )

    def pickled(self) -> bytes:
        """A pickle that runs `code` when it is read."""
        return pickle.dumps(_Bait(self.code))


class _Bait:
    def __init__(self, code: str) -> None:
        self.code = code

    def __reduce__(self) -> tuple[Any, ...]:
        return exec, (self.code,)


Spoil = Callable[[Path, World], None]


@dataclass(frozen=True)
class Case:
    """How a folder is spoilt, and the codes that may refuse it on the shelf and at a load."""

    spoil: Spoil
    shelf: tuple[str, ...]
    load: tuple[str, ...]


CASES: dict[str, Case] = {}


def hostile(shelf: str, load: str = "") -> Callable[[Spoil], Spoil]:
    """Registers a case by the name of its function; several codes are separated by spaces."""

    def register(spoil: Spoil) -> Spoil:
        name = getattr(spoil, "__name__", "")
        at_load = tuple((load or shelf).split()) or ("",)
        CASES[name] = Case(spoil, tuple(shelf.split()) or ("",), at_load)
        return spoil

    return register


@contextmanager
def listening() -> Iterator[socket.socket]:
    """A port on loopback that nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


def was_called(server: socket.socket) -> bool:
    """Whether somebody did."""
    try:
        server.accept()[0].close()
    except BlockingIOError:
        return False
    return True


def change(file: Path, **values: object) -> None:
    """Sets keys of a JSON object."""
    told = json.loads(file.read_text("utf-8")) if file.exists() else {}
    file.write_text(json.dumps(told | values), "utf-8")


def config(folder: Path, **values: object) -> None:
    """Sets keys of config.json."""
    change(folder / "config.json", **values)


def header(folder: Path, told: object, data: bytes = b"", length: int | None = None) -> None:
    """Writes model.safetensors with this header."""
    raw = told if isinstance(told, bytes) else json.dumps(told).encode()
    size = struct.pack("<Q", len(raw) if length is None else length)
    (folder / "model.safetensors").write_bytes(size + raw + data)


def index(folder: Path, name: str) -> None:
    """Writes an index that finds a tensor in the file ``name``."""
    told = json.dumps({"weight_map": {"a": name}})
    (folder / "model.safetensors.index.json").write_text(told, "utf-8")


def big(file: Path, size: int) -> None:
    """A file that says it is so big and takes no room."""
    with file.open("wb") as handle:
        handle.truncate(size)


def instead(file: Path) -> Path:
    """The place of a file that is gone."""
    file.unlink(missing_ok=True)
    return file


def pipe(file: Path) -> None:
    """A pipe in the place of a file: whoever opens it to read waits for ever."""
    os.mkfifo(instead(file))
