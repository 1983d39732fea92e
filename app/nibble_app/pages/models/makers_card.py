"""What the makers of a model wrote about it: the README of its folder, as text. Free of Qt."""

from __future__ import annotations

from pathlib import Path

from nibble_engine.errors import BadInputError
from nibble_engine.paths import safe_path

_MOST_BYTES = 256 * 1024
LONGEST = 12_000
"""Characters that are shown; the rest is in the file."""


def makers_card(folder: Path) -> str:
    """Markdown without the table of metadata at its head; empty where there is none."""
    try:
        path = safe_path(folder, "README.md")
        with path.open("rb") as file:
            text = file.read(_MOST_BYTES).decode("utf-8", "replace")
    except (OSError, BadInputError):
        return ""
    text = _without_metadata(text.lstrip("\ufeff").replace("\r\n", "\n")).strip()
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def _without_metadata(text: str) -> str:
    """YAML between two lines of three dashes, which the hub reads."""
    if not text.startswith("---\n"):
        return text
    end = text.find("\n---", 3)
    return text if end < 0 else text[end + 4 :]
