"""What a chat model is asked about long documents, from resources/prompts/long.toml."""

from __future__ import annotations

from functools import cache
from typing import Any

from nibble_engine.languages import is_chinese
from nibble_engine.resources import toml_resource


def tongue(language: str) -> str:
    """Which of the two languages of the prompts a document of this tag gets."""
    return "zh" if is_chinese(language) else "en"


def request(name: str, language: str, form: str = "") -> str:
    """The request ``name``, with {text} where the text belongs."""
    found = _long()[name]
    return str((found[form] if form else found)[tongue(language)])


def label(name: str, language: str) -> str:
    """The word for a line of the plan."""
    return str(_long()["labels"][name][tongue(language)])


def general_outline(language: str) -> list[dict[str, str]]:
    """Headings and notes that suit most documents."""
    found: list[dict[str, str]] = _long()["general"][tongue(language)]
    return found


@cache
def _long() -> dict[str, Any]:
    return toml_resource("prompts", "long.toml")
