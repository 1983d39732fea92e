"""The actions that a person added, each a TOML file in the data folder."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tomli_w

from nibble_app.writing.small_files import SmallFiles
from nibble_engine.api import ErrorInfo
from nibble_engine.documents.saving import save
from nibble_engine.errors import NibbleError
from nibble_engine.writing.custom_actions import CustomAction, Field, read

MOST_BYTES = 64 * 1024


@dataclass(frozen=True)
class Kept:
    """A file: its action, or what is wrong with it."""

    name: str
    action: CustomAction | None = None
    error: ErrorInfo | None = None


class OwnActions:
    """``folder`` need not be there yet."""

    def __init__(self, folder: Path) -> None:
        self._files = SmallFiles(folder, ".toml", MOST_BYTES)

    def all(self) -> list[Kept]:
        """Every file, those that cannot be used among them."""
        return [self.get(name) for name in self._files.names()]

    def get(self, name: str) -> Kept:
        """One file by its name."""
        try:
            return Kept(name, read(self._files.regular(name)))
        except NibbleError as error:
            return Kept(name, error=error.info())

    def text(self, name: str) -> str:
        """What is in the file, for who wants to mend it. Raises `DiskError`, `BadInputError`."""
        return self._files.read(name).decode("utf-8", "replace")

    def keep(self, action: CustomAction, name: str = "") -> str:
        """Writes it, as a new file where there is no ``name`` yet; returns the name. Raises what
        `custom_actions.read` raises, for an action that could not be read again."""
        data = as_toml(action)
        with tempfile.TemporaryDirectory(prefix="nibble-") as folder:
            probe = Path(folder) / "action.toml"
            probe.write_bytes(data)
            read(probe)
        name = name or self._files.new_name(action.name)
        self._files.write(name, data)
        return name

    def bring(self, path: Path) -> str:
        """Takes a file over as it is, with its comments. Raises what `custom_actions.read`
        raises."""
        action = read(path)
        name = self._files.new_name(action.name)
        self._files.write(name, path.read_bytes()[: MOST_BYTES + 1])
        return name

    def duplicate(self, name: str, title: str) -> str:
        """A copy that is called ``title``. Raises what `custom_actions.read` raises."""
        action = read(self._files.regular(name))
        return self.keep(replace(action, id="", name=title))

    def export(self, name: str, path: Path) -> None:
        """The file as it is, at a place that the person chose. Raises `DiskError`."""
        save(path, self._files.read(name))

    def remove(self, name: str) -> bytes:
        """Deletes a file; what was in it can be given to `restore`. Raises `DiskError`."""
        return self._files.remove(name)

    def restore(self, name: str, data: bytes) -> None:
        """Undoes `remove`. Raises `DiskError`."""
        self._files.write(name, data)


def as_toml(action: CustomAction) -> bytes:
    """The form that `custom_actions.read` reads, without what says nothing."""
    table: dict[str, Any] = _said(
        {"name": action.name, "description": action.description, "request": action.request}
    )
    if action.fields:
        table["fields"] = [_field(field) for field in action.fields]
    return tomli_w.dumps(table, multiline_strings=True).encode()


def _field(field: Field) -> dict[str, Any]:
    parts = {"key": field.key, "label": field.label, "kind": field.kind, "default": field.default}
    table: dict[str, Any] = _said(parts)
    if field.choices:
        table["choices"] = list(field.choices)
    if not field.required:
        table["required"] = False
    return table


def _said(parts: Mapping[str, str]) -> dict[str, Any]:
    return {key: value for key, value in parts.items() if value}
