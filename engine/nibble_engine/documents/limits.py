"""What reading a document may take."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Of one process that reads or writes one document: wall-clock and processor ``seconds``,
    and ``memory`` in bytes."""

    seconds: float = 30.0
    memory: int = 1_000_000_000


DEFAULT = Limits()
