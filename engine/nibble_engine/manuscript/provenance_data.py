"""How much of a text a model wrote, as it is told in an exported file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Known(Protocol):
    """What an export reads, whoever worked it out; see `Provenance`."""

    @property
    def label(self) -> bool: ...
    @property
    def models(self) -> tuple[tuple[str, str], ...]: ...
    @property
    def first(self) -> datetime | None: ...
    @property
    def last(self) -> datetime | None: ...
    @property
    def ai_share(self) -> float: ...
    @property
    def edited_share(self) -> float: ...


@dataclass(frozen=True)
class Provenance:
    """``models`` are (name, level); ``first`` and ``last`` are when a piece was accepted.
    ``ai_share`` is the part of the text that a model wrote, ``edited_share`` the part of that
    which the person changed; both from 0 to 1. Nothing of it is written without ``label``."""

    label: bool = False
    models: tuple[tuple[str, str], ...] = ()
    first: datetime | None = None
    last: datetime | None = None
    ai_share: float = 0.0
    edited_share: float = 0.0
