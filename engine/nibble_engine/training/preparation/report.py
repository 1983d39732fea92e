"""The report of a preparation: what was read, dropped and changed, and where it went."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Report:
    """Counts of examples unless said otherwise."""

    read: int
    kept: int
    dropped: dict[str, int]
    """By the reasons of `clean.DROPS`."""
    changed: dict[str, int]
    """By the names of `clean.CHANGES`: turns converted, items masked."""
    parts: dict[str, int]
    """train, dev, test"""
    bad_lines: int
    leaks: int
    """Turns that two parts share."""
    sha256: dict[str, str]
    """Of each input file, in hexadecimal, by its name."""

    def as_dict(self) -> dict[str, Any]:
        """The report as plain values."""
        return asdict(self)

    def write(self, path: Path) -> None:
        """Write the report to ``path`` as JSON; raises OSError."""
        write_whole(path, json.dumps(self.as_dict(), ensure_ascii=False, indent=2) + "\n")


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` so that ``path`` never holds half of it; raises OSError."""
    draft = path.with_name(path.name + ".tmp")
    draft.write_text(text, "utf-8", newline="\n")
    draft.replace(path)
