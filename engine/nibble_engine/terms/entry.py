"""A translation that is remembered."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Origin = Literal["correction", "tmx", "document"]
"""A person corrected it; another program's memory had it; it came with a document."""
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Entry:
    """``source`` in one language and ``target`` in another (BCP-47 tags). Times are aware or None
    where unknown; ``uses`` counts how often it was taken; ``id`` is the store's, 0 before."""

    source: str
    target: str
    source_language: str
    target_language: str
    origin: Origin = "correction"
    created: datetime | None = None
    changed: datetime | None = None
    uses: int = 0
    document: str = ""
    id: int = 0


def normalized(text: str) -> str:
    """NFC with one space for each run of white space, and none around: what makes two sources the
    same for the memory."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()
