"""Which addresses a link may lead to."""

from __future__ import annotations

from urllib.parse import urlsplit

SCHEMES = frozenset({"http", "https", "mailto"})


def allowed(address: str) -> bool:
    """Whether a link to it may be written into a file."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme.lower() == "mailto":
        return "@" in parts.path
    return parts.scheme.lower() in SCHEMES and bool(parts.hostname)
