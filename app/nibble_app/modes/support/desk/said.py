"""A message that comes into the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LONGEST_TITLE = 60


@dataclass(frozen=True)
class Said:
    """By whom, and what."""

    role: Literal["customer", "agent"]
    text: str


def title_of(text: str) -> str:
    """A case's name: the first line that has words, cut where it is long."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    line = next((line for line in lines if line), "")
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"
