"""A document as a knowledge base holds it: the text that the model will see, and its passages."""

from __future__ import annotations

from dataclasses import dataclass

from nibble_engine.knowledge.passage import Cut


@dataclass(frozen=True)
class Stamp:
    """What tells whether a file changed: size in bytes, time in nanoseconds, and the SHA-256 of
    its bytes, which decides where the time alone differs."""

    size: int
    modified: int
    sha256: str


@dataclass(frozen=True)
class Extract:
    """What was read of one file: its text, a title and where it is cut. For files that are text
    themselves (txt, md, csv, json) places in ``text`` are places in the file as it is decoded with
    line ends as ``\\n`` and without a byte order mark; but JSON that escapes its characters as
    ``\\uXXXX`` is read with the characters, which moves what comes after them."""

    text: str
    title: str
    language: str
    cuts: tuple[Cut, ...]


@dataclass(frozen=True)
class Entry:
    """A document of a base's list; ``error`` is the code of what kept it from being read, "" if
    nothing did, and ``error_params`` what the sentence about it needs."""

    name: str
    path: str
    title: str
    language: str
    passages: int
    stamp: Stamp
    error: str = ""
    error_params: dict[str, str | int | float] | None = None


@dataclass(frozen=True)
class Source:
    """A folder or file that a base is made of; a ``watched`` folder is read again by itself."""

    id: int
    path: str
    watched: bool
