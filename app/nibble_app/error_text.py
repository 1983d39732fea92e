"""Turns an error as it travels into sentences in the person's language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from PySide6.QtCore import QCoreApplication

from nibble_app.error_sentences import SENTENCES
from nibble_engine.api import ErrorInfo

GIGABYTE = 1e9
LONGEST_VALUE = 60
_PATHS = ("path", "file")
_MEMORY = ("needed", "free", "less")


@dataclass(frozen=True)
class ErrorText:
    """What happened in a few words, what exactly, and what to do next. Plain text, no markup."""

    title: str
    detail: str
    action: str


def describe(error: ErrorInfo) -> ErrorText:
    """The sentences for ``error``; an unknown code is told as a fault of the program."""
    sentences = SENTENCES[_variant(error)]
    values = _Values({key: _shown(key, value) for key, value in error.params.items()})
    title, detail, action = (
        QCoreApplication.translate("Errors", text).format_map(values) for text in sentences
    )
    return ErrorText(title, detail, action)


class _Values(dict[str, str]):
    """A parameter that an error left out is shown as a question mark."""

    def __missing__(self, key: str) -> str:
        return "?"


def _variant(error: ErrorInfo) -> str:
    """Some errors are told otherwise when they know more."""
    params = error.params
    if error.code == "out_of_memory" and params.get("needed") and params.get("free"):
        return "out_of_memory_plan" if params.get("less") else "out_of_memory_known"
    if error.code == "level_unavailable" and not params.get("level"):
        return "device_unavailable"
    if f"{error.code}_{params.get('reason')}" in SENTENCES:
        return f"{error.code}_{params['reason']}"
    return error.code if error.code in SENTENCES else "internal"


def _shown(key: str, value: str | float) -> str:
    if key in _MEMORY and not isinstance(value, str):
        return f"{value / GIGABYTE:.1f}"
    text = " ".join(str(value).split())
    if key in _PATHS and len(text) > LONGEST_VALUE:
        text = str(PurePath("…", *PurePath(text).parts[-2:]))
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
