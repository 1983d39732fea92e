"""What a model's card (README.md) says: its name and its languages, from the YAML at its head.

Two keys are all that is read, line by line: a card comes from a stranger, and full YAML can do
more than is wanted. Form: https://huggingface.co/docs/hub/model-cards
"""

from __future__ import annotations

import re
from pathlib import Path

_MOST_BYTES = 2 * 2**20  # the figures of a benchmark alone take some hundred kilobytes
_KEY = re.compile(r"([A-Za-z_-]+):\s*(.*)")
_ITEM = re.compile(r"\s*-\s+(.+)")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


def card_languages(folder: Path) -> tuple[str, ...]:
    """The tags under ``language``, as they are written; words such as "multilingual" left out."""
    found: list[str] = []
    for line in _values(folder, "language"):
        found += [word.strip().strip("'\"") for word in line.strip("[]").split(",")]
    return tuple(tag for tag in found if _TAG.fullmatch(tag))


def card_name(folder: Path) -> str:
    """The first name under ``model-index``, empty where there is none."""
    for line in _values(folder, "model-index"):
        if match := re.fullmatch(r"name:\s*(\S+)", line):
            return match[1].strip("'\"")
    return ""


def _values(folder: Path, key: str) -> list[str]:
    """What stands behind a key of the first level: on its line, or as a list below it."""
    values: list[str] = []
    inside = False
    for line in _head(folder):
        if match := _KEY.match(line):
            inside = match[1] == key
            if inside and match[2].strip():
                values.append(match[2].strip())
        elif inside and (item := _ITEM.match(line)):
            values.append(item[1].strip())
    return values


def _head(folder: Path) -> list[str]:
    try:
        with (folder / "README.md").open(encoding="utf-8", errors="replace") as file:
            lines = file.read(_MOST_BYTES).splitlines()
    except OSError:
        return []
    if not lines or lines[0].strip() != "---":
        return []
    ends = [at for at, line in enumerate(lines[1:], 1) if line.strip() == "---"]
    return lines[1 : ends[0]] if ends else []
