"""A setting as it is declared: its kind, its limits, its words, and when it takes effect."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Value = bool | int | float | str


class Kind(StrEnum):
    """What a value is; PATH is a folder or empty, LINE is one line of text, TEXT has many."""

    BOOL = "bool"
    INT = "int"
    FLOAT = "float"
    TEXT = "text"
    LINE = "line"
    CHOICE = "choice"
    PATH = "path"


class Effect(StrEnum):
    """When a change does something."""

    NOW = "now"
    RELOAD_MODEL = "reload_model"
    NEXT_START = "next_start"


@dataclass(frozen=True)
class Choice:
    """One of several values; ``label`` and ``help`` are English sources for the translators."""

    value: str
    label: str
    help: str = ""


@dataclass(frozen=True)
class Setting:
    """One setting; ``section`` "" keeps it off the settings page."""

    key: str
    kind: Kind
    default: Value
    section: str = ""
    effect: Effect = Effect.NOW
    title: str = ""
    help: str = ""
    choices: tuple[Choice, ...] = ()
    minimum: float | None = None
    maximum: float | None = None

    def checked(self, value: object) -> Value:
        """``value`` as this setting keeps it; raises `ValueError` if it cannot be one."""
        if self.kind is Kind.BOOL:
            if isinstance(value, bool):
                return value
        elif self.kind in (Kind.INT, Kind.FLOAT):
            return self._number(value)
        elif isinstance(value, str) and "\0" not in value and self._is_choice(value):
            return value
        raise ValueError(f"{self.key}: {value!r}")

    def _is_choice(self, value: str) -> bool:
        return self.kind is not Kind.CHOICE or value in {choice.value for choice in self.choices}

    def _number(self, value: object) -> Value:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError(f"{self.key}: {value!r}")
        if self.kind is Kind.INT and value != int(value):
            raise ValueError(f"{self.key}: {value!r}")
        low = float("-inf") if self.minimum is None else self.minimum
        high = float("inf") if self.maximum is None else self.maximum
        if not low <= value <= high:
            raise ValueError(f"{self.key}: {value!r}")
        return int(value) if self.kind is Kind.INT else float(value)
