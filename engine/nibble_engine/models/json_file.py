"""A JSON file of a model folder, read without trusting it."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from nibble_engine.errors import (
    ModelFileTooBigError,
    ModelSpecialFileError,
    ModelUnreadableError,
)

Fields = TypeVar("Fields", bound=msgspec.Struct)
CONFIG = 8 * 2**20
"""Most bytes of a config; the largest known, a tokenizer's, has 1.2 million."""
INDEX = 32 * 2**20
VOCABULARY = 40 * 2**20
"""Most bytes of a vocabulary; that of Gemma 3 has 33 million."""


_SMALL = (
    "added_tokens.json",
    "chat_template.json",
    "chat_template.jinja",
    "modules.json",
    "nibble.json",
    "special_tokens_map.json",
)
_LARGE = ("tokenizer.json", "vocab.json", "vocab.txt", "merges.txt")


def most_bytes(name: str) -> int | None:
    """How big a file of this name may be; None where nothing opens it whole."""
    if name.endswith(".index.json"):
        return INDEX
    if name in _LARGE or name.endswith((".model", ".spm")):
        return VOCABULARY
    return CONFIG if name in _SMALL or name.endswith("config.json") else None


def read_object(file: Path) -> dict[str, Any]:
    """The object in ``file``, empty where there is no such file.

    Raises `ModelUnreadableError`, `ModelFileTooBigError`, or `ModelSpecialFileError` for what is no
    file: a pipe or a device is never opened, since reading it may never end.
    """
    # It takes Infinity too, which is no JSON but stands in configs.
    value = _read(file, json.loads)
    if not isinstance(value, dict):
        raise ModelUnreadableError("not an object", path=str(file.parent), file=file.name)
    return value


def read_fields(file: Path, kind: type[Fields]) -> Fields:
    """Those of the object in ``file`` that a struct ``kind`` has; the rest of a vocabulary of many
    megabytes is not built. Raises what `read_object` raises."""
    found: Fields = _read(file, msgspec.json.Decoder(kind).decode)
    return found


def _read(file: Path, decode: Callable[[bytes], Any]) -> Any:  # noqa: ANN401 - what it decodes to
    told = {"path": str(file.parent), "file": file.name}
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ModelSpecialFileError(**told)
        if found.st_size > (most_bytes(file.name) or CONFIG):
            raise ModelFileTooBigError(**told)
        return decode(file.read_bytes())
    except FileNotFoundError:
        return decode(b"{}")
    except (OSError, ValueError, RecursionError, msgspec.DecodeError) as error:
        raise ModelUnreadableError(str(error), **told) from error


def objects(value: object) -> Iterator[dict[str, Any]]:
    """Every object inside a JSON value, itself included, however deep."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
