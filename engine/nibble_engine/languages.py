"""The languages the program knows, by BCP-47 tag, and the detection of Chinese and English."""

from __future__ import annotations

import re
from typing import NamedTuple


class Language(NamedTuple):
    """A language: its tag, its English name, its own name, and its name in Chinese."""

    tag: str
    english: str
    own: str
    chinese: str


LANGUAGES: tuple[Language, ...] = (
    Language("zh", "Chinese", "中文", "中文"),
    Language("en", "English", "English", "英语"),
)

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_LATIN_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")


def find(tag: str) -> Language | None:
    """The language of a BCP-47 tag; a region or script is ignored ("zh-Hans" finds "zh")."""
    base = tag.lower().split("-")[0]
    return next((language for language in LANGUAGES if language.tag == base), None)


def detect(text: str) -> str:
    """ "zh" or "en" by script: one Chinese character weighs as much as one Latin word.

    Chinese text names products in Latin letters far more often than English text uses Chinese
    characters, so Chinese also wins a tie. Text without either counts as English.
    """
    han = len(_HAN.findall(text))
    words = len(_LATIN_WORD.findall(text))
    return "zh" if han and han >= words else "en"
