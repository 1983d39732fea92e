"""Where the program keeps its things: data, settings and logs, by the custom of each system.

``NIBBLE_HOME`` puts all of them into one folder, for tests and for carrying Nibble on a stick.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from platformdirs import PlatformDirs

_DIRS = PlatformDirs("nibble", appauthor=False)


class _Settings(Protocol):
    def get(self, key: str) -> object:
        """The value of a setting."""


def data_folder() -> Path:
    """Conversations, documents and models."""
    return _home("data") or Path(_DIRS.user_data_path)


def chosen_data_folder(settings: _Settings) -> Path:
    """The data folder of the settings, or the system's where none is chosen."""
    chosen = str(settings.get("data.folder"))
    return Path(chosen) if chosen else data_folder()


def config_file() -> Path:
    """The settings."""
    return (_home("config") or Path(_DIRS.user_config_path)) / "config.toml"


def log_folder() -> Path:
    """Logs of the engine and of crashes."""
    return _home("logs") or Path(_DIRS.user_log_path)


def _home(part: str) -> Path | None:
    home = os.environ.get("NIBBLE_HOME")
    return Path(home) / part if home else None
