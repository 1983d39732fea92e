"""The files that ship with the program, found alike in a checkout and in an installed wheel."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


def resource(*parts: str) -> Path:
    """Path of a shipped file or folder, such as ``resource("starter", "chat")``."""
    installed = _PACKAGE / "_resources"
    root = installed if installed.is_dir() else _PACKAGE.parent.parent / "resources"
    return root.joinpath(*parts)


def toml_resource(*parts: str) -> dict[str, Any]:
    """A shipped TOML file."""
    return tomllib.loads(resource(*parts).read_text("utf-8"))
