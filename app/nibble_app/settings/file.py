"""The settings file: TOML with only what differs from the defaults, written whole or not at all."""

from __future__ import annotations

import contextlib
import math
import os
import shutil
import tempfile
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import tomli_w

from nibble_app.settings.schema import SCHEMA
from nibble_app.settings.setting import Setting, Value

_BY_KEY = {setting.key: setting for setting in SCHEMA}
Callback = Callable[[str, Value], None]


class Settings:
    """Reads at once; a key that is broken is at its default, and the old file is kept beside.

    `is_new` says that there was no file: nobody has used the program here. `problems` names the
    broken keys, or the file where it is no TOML at all. Keys that this version does not know are
    kept for the version that does.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, Value] = {}
        self._unknown: dict[str, Any] = {}
        self._callbacks: list[Callback] = []
        self.problems: list[str] = []
        self.is_new = not path.exists()
        self._read()

    def get(self, key: str) -> Value:
        """The value; raises `KeyError` for a key that is not in the schema."""
        return self._values.get(key, _BY_KEY[key].default)

    def set(self, key: str, value: object) -> None:
        """Keeps a value; raises `ValueError` if it is none for this key, `OSError` if it cannot
        be written (then it holds until the program ends)."""
        setting = _BY_KEY[key]
        checked = setting.checked(value)
        if checked == self.get(key):
            return
        if checked == setting.default:
            self._values.pop(key, None)
        else:
            self._values[key] = checked
        try:
            self._write()
        finally:
            for callback in list(self._callbacks):
                callback(key, checked)

    def reset(self, key: str) -> None:
        """Back to the default."""
        self.set(key, _BY_KEY[key].default)

    def subscribe(self, callback: Callback) -> Callable[[], None]:
        """``callback(key, value)`` after each change; returns what ends that."""
        self._callbacks.append(callback)

        def unsubscribe() -> None:
            with contextlib.suppress(ValueError):
                self._callbacks.remove(callback)

        return unsubscribe

    def _read(self) -> None:
        try:
            text = self._path.read_text("utf-8")
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError):
            self._set_aside([self._path.name])
            return
        try:
            tables = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError):
            self._set_aside([self._path.name])
            return
        broken = [key for key, value in _flat(tables) if not self._take(key, value)]
        if broken:
            self._set_aside(broken)

    def _take(self, key: str, value: object) -> bool:
        setting: Setting | None = _BY_KEY.get(key)
        if setting is None:
            self._unknown[key] = value
            return True
        try:
            checked = setting.checked(value)
        except (ValueError, OverflowError):
            return False
        if checked != setting.default:
            self._values[key] = checked
        return True

    def _set_aside(self, broken: list[str]) -> None:
        self.problems += broken
        stamp = time.strftime("%Y%m%d-%H%M%S")
        with contextlib.suppress(OSError):
            shutil.copy2(self._path, self._path.with_name(f"{self._path.name}.broken-{stamp}"))
            self._write()

    def _write(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        text = tomli_w.dumps(_nested({**self._unknown, **self._values}))
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".config-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path)
        except OSError:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise


def _flat(tables: dict[str, Any], prefix: str = "") -> list[tuple[str, object]]:
    """("section.key", value) of two-level TOML; NaN is no number a setting can have."""
    pairs: list[tuple[str, object]] = []
    for key, value in tables.items():
        if isinstance(value, dict) and not prefix:
            pairs += _flat(value, f"{key}.")
        elif isinstance(value, float) and math.isnan(value):
            pairs.append((prefix + key, "nan"))
        else:
            pairs.append((prefix + key, value))
    return pairs


def _nested(values: dict[str, Any]) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for key in sorted(values):
        section, dot, name = key.partition(".")
        if dot:
            tables.setdefault(section, {})[name] = values[key]
        else:
            tables[key] = values[key]
    return tables
