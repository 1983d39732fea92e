"""The files people have, read into examples: parallel text, answers, dialogues, plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from nibble_engine.errors import BadInputError
from nibble_engine.training.preparation.dialogues import dialogues
from nibble_engine.training.preparation.example import Example, Reading, filled_lines
from nibble_engine.training.preparation.tables import answers, header, parallel

__all__ = ["Example", "Kind", "Reading", "read", "reading"]

Kind = Literal["auto", "parallel", "answers", "dialogues", "text"]

_SUFFIXES = {".csv": "answers", ".jsonl": "dialogues", ".ndjson": "dialogues", ".md": "text"}


def read(path: Path, kind: Kind = "auto") -> list[Example]:
    """The examples of a UTF-8 file, as `reading` finds them."""
    return reading(path, kind).examples


def reading(path: Path, kind: Kind = "auto") -> Reading:
    """The examples of a UTF-8 file and the count of its bad lines, which are left out.

    Raises `BadInputError` for a file that cannot be read, has no examples or is of unknown kind.
    """
    text = _text(path)
    found = _READERS[_kind(path, text) if kind == "auto" else kind](text, path.name)
    if not found.examples:
        raise BadInputError(what=f"{path.name}: no examples")
    return found


def _text(path: Path) -> str:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise BadInputError(what=f"{path.name}: not UTF-8") from None
    except OSError as error:
        raise BadInputError(str(error), what=f"{path.name}: unreadable") from error
    # UTF-16 of Latin text without its mark is valid UTF-8 full of zeros.
    if "\0" in text:
        raise BadInputError(what=f"{path.name}: not UTF-8")
    if not text.strip():
        raise BadInputError(what=f"{path.name}: empty")
    return text


def _kind(path: Path, text: str) -> str:
    suffix = path.suffix.lower()
    if suffix == ".tsv":
        return "answers" if header(text) else "parallel"
    if suffix == ".txt":
        lines = filled_lines(text)
        return "parallel" if sum("\t" in line for line in lines) * 2 > len(lines) else "text"
    if suffix not in _SUFFIXES:
        raise BadInputError(what=f"{path.name}: unknown kind")
    return _SUFFIXES[suffix]


def _paragraphs(text: str, name: str) -> Reading:
    parts = [part.strip() for part in re.split(r"\n\s*\n", text)]
    return Reading([Example("text", (("text", part),)) for part in parts if part], 0)


_READERS: dict[str, Callable[[str, str], Reading]] = {
    "parallel": parallel,
    "answers": answers,
    "dialogues": dialogues,
    "text": _paragraphs,
}
