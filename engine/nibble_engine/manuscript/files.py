"""Files of the writing mode: opened as Markdown, and written from it.

Everything that reads what others made happens in a process that may be ended (child.py).
"""

from __future__ import annotations

import stat
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, cast, get_args

import msgspec

from nibble_engine.documents import guard
from nibble_engine.documents.formats import MOST_FILE_BYTES, by_suffix
from nibble_engine.documents.guard import Cancelled, never
from nibble_engine.documents.limits import DEFAULT, Limits
from nibble_engine.documents.problem import as_problem
from nibble_engine.errors import DiskError, DocumentTooBigError, UnknownFormatError
from nibble_engine.manuscript.provenance_data import Known
from nibble_engine.manuscript.provenance_marks import facts

FileFormat = Literal["docx", "txt", "markdown", "html"]
SUFFIXES = (".docx", ".md", ".markdown", ".txt", ".text", ".html", ".htm", ".xhtml")
Replacement = tuple[int, int, str]
"""The characters from the first to the second place of a text become another text."""
_MODULE = "nibble_engine.manuscript.child"
_AUTHOR = "Nibble"
_WRITING = Limits(seconds=120.0, memory=2_000_000_000)
"""Nobody should lose a text because it is long."""


@dataclass(frozen=True)
class Source:
    """The file that a text came from, with all its bytes: it is what a word document is written
    into again."""

    name: str
    format: FileFormat
    content: bytes


@dataclass(frozen=True)
class Opened:
    """``text`` is Markdown. ``notes`` are the kinds of what the file has and the text does not
    show, sorted: "footnotes", "endnotes", "comments", "headers", "fields", "contents", "boxes",
    "drawings", "formulas", "symbols", "objects", "hidden", "tracked", "nested_tables", "layout"
    (of a page of the web).
    """

    text: str
    notes: tuple[str, ...]
    source: Source


def format_of(path: Path) -> FileFormat:
    """The format that the name tells. Raises `UnknownFormatError` for one that is not written."""
    found = by_suffix(path).name
    if found not in get_args(FileFormat):
        raise UnknownFormatError(path=str(path))
    return cast("FileFormat", found)


def read(path: Path, *, limits: Limits = DEFAULT, cancelled: Cancelled = never) -> Opened:
    """Opens a file.

    Raises a `DocumentError`, or `Interrupted` soon after ``cancelled`` says so.
    """
    kind = format_of(path)
    answer = guard.ask(path, {}, limits, cancelled, _MODULE)
    text = msgspec.convert(answer.get("text"), str)
    notes = msgspec.convert(answer.get("notes"), tuple[str, ...])
    return Opened(text, notes, Source(path.name, kind, _bytes(path)))


def write(
    path: Path,
    text: str,
    *,
    source: Source | None = None,
    tracked: bool = False,
    author: str = _AUTHOR,
    date: datetime | None = None,
    pending: Sequence[Replacement] = (),
    provenance: Known | None = None,
    limits: Limits = _WRITING,
    cancelled: Cancelled = never,
) -> None:
    """Writes a text, as the name of the file tells; the file is whole or untouched.

    With the ``source`` that it came from, a word document keeps all that was not changed, and a
    plain text its encoding. In a word document, ``tracked`` makes what was changed tracked changes
    of ``author``; ``pending`` ones, which do not overlap and which ``text`` does not have yet, are
    tracked changes of Nibble. ``provenance`` is told if it wants to be.

    Raises a `DocumentError`, `DiskError`, or `Interrupted` soon after ``cancelled`` says so.
    """
    kind = format_of(path)
    when = (date or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    request: dict[str, object] = {
        "format": kind,
        "text": text,
        "tracked": tracked,
        "author": author,
        "date": when,
        "pending": [list(each) for each in pending],
        "facts": facts(provenance),
    }
    try:
        with tempfile.TemporaryDirectory(prefix="nibble-") as folder:
            if source is not None and source.format == kind:
                beside = Path(folder) / f"source{path.suffix}"
                beside.write_bytes(source.content)
                request["source"] = str(beside)
            guard.written(path, path, request, limits=limits, cancelled=cancelled, module=_MODULE)
    except OSError as error:
        raise DiskError(path=str(path), reason=error.strerror or type(error).__name__) from error


def _bytes(path: Path) -> bytes:
    try:
        info = path.stat()
        if info.st_size > MOST_FILE_BYTES or not stat.S_ISREG(info.st_mode):
            raise DocumentTooBigError(path=str(path))
        return path.read_bytes()
    except OSError as error:
        raise as_problem(error, path) from error
