"""Where models are got from, by the settings and by the environment that other programs know."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from nibble_app.hub_token import hub_token
from nibble_app.settings import Settings
from nibble_engine.download.hub import HUB
from nibble_engine.download.model_download import Ways


def hub_of(settings: Settings) -> str:
    """The hub that is asked first and that alone gets the token: NIBBLE_HUB, the setting, or the
    one that everybody knows."""
    chosen = os.environ.get("NIBBLE_HUB", "") or str(settings.get("models.hub"))
    return chosen.strip().rstrip("/") or HUB


def mirrors_of(settings: Settings) -> tuple[str, ...]:
    """The mirrors in their order: those of the settings, then HF_ENDPOINT, which is often a mirror
    of others and does not get the token."""
    lines = str(settings.get("models.mirrors")).splitlines()
    chosen = [line.strip().rstrip("/") for line in lines if line.strip()]
    known = os.environ.get("HF_ENDPOINT", "").rstrip("/")
    more = [known] if known and known not in (hub_of(settings), HUB, *chosen) else []
    return (*chosen, *more)


def ways_of(settings: Settings, mirrors: Sequence[str] = ()) -> Ways:
    """Everything a download needs to know; ``mirrors`` go before those of the settings. The key
    ring may take a moment: not for the window's thread."""
    hub = hub_of(settings)
    return Ways(hub=hub, token=hub_token(), mirrors=(*mirrors, *mirrors_of(settings)))


def faulty(mirrors: str) -> list[str]:
    """The lines that are no source: neither an http address nor a folder that is there."""
    return [line for line in map(str.strip, mirrors.splitlines()) if line and not _is_source(line)]


def is_hub(line: str) -> bool:
    """Whether a hub can have this address; empty is the one that everybody knows."""
    return not line.strip() or _is_address(line.strip())


def _is_source(line: str) -> bool:
    if "://" not in line:
        return Path(line).expanduser().is_dir()
    return _is_address(line.removeprefix("modelscope+"))


def _is_address(line: str) -> bool:
    try:
        parts = urlsplit(line)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
