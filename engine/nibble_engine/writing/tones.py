"""The tones that a text can be given, and a person's own among them."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

from nibble_engine.languages import is_chinese
from nibble_engine.resources import toml_resource

Tone = Literal[
    "professional",
    "formal",
    "official",
    "friendly",
    "warm",
    "polite",
    "apologetic",
    "confident",
    "concise",
    "neutral",
    "academic",
    "simple",
    "voice",
]
TONES: tuple[Tone, ...] = get_args(Tone)
VOICE: Tone = "voice"
"""As the person writes, by samples that come with the request."""


def instruction(tone: str, language: str) -> str:
    """How a model is told of a tone, in Chinese for a text in Chinese (``language`` is a BCP-47
    tag), else in English. A tone that is none of `TONES` is the person's own words for one."""
    told = _words().get(tone)
    if told is None:
        return tone
    return told["zh" if is_chinese(language) else "en"]


@cache
def _words() -> dict[str, dict[str, str]]:
    return toml_resource("writing", "tones.toml")
