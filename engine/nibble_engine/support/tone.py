"""The tones a reply can have, and the signature below it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any, Literal, get_args

from nibble_engine.languages import is_chinese
from nibble_engine.resources import toml_resource

Tone = Literal["professional", "friendly", "concise", "apologetic", "firm"]
TONES: tuple[Tone, ...] = get_args(Tone)
_BETWEEN = re.compile(r"[\s,，.。!！:：;；~-]+")


def instruction(tone: Tone, language: str) -> str:
    """What a model is told that is to write a reply in ``language`` (a BCP-47 tag): in Chinese for
    Chinese, in English for all others."""
    return str(_words()["instruction"][tone][_tongue(language)])


def with_signature(text: str, signature: str, language: str) -> str:
    """``text`` with the signature after a blank line. One that is there already stays the only
    one, and a closing phrase of the text gives way to that of the signature."""
    body, below = text.rstrip(), signature.strip()
    if not below or _plain(body).endswith(_plain(below)):
        return body
    if _closing(below.splitlines()[0], language):
        lines = body.splitlines()
        while lines and (not lines[-1].strip() or _closing(lines[-1], language)):
            lines.pop()
        body = "\n".join(lines)
    return f"{body}\n\n{below}" if body else below


def _closing(line: str, language: str) -> bool:
    """Whether the line is a phrase that ends a letter, and nothing else."""
    return _plain(line) in _closings(_tongue(language)) | _closings("en")


@cache
def _closings(tongue: str) -> frozenset[str]:
    return frozenset(map(_plain, _words()["closing"][tongue]))


def _plain(text: str) -> str:
    return _BETWEEN.sub(" ", unicodedata.normalize("NFKC", text)).strip().casefold()


def _tongue(language: str) -> str:
    return "zh" if is_chinese(language) else "en"


@cache
def _words() -> dict[str, Any]:
    return toml_resource("support", "tones.toml")
