"""Words that a question is asked with, and words too common to tell what it is about."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from nibble_engine.knowledge.stemming import stem
from nibble_engine.resources import toml_resource


class StopWords(NamedTuple):
    """``latin`` and ``wide`` (Chinese) are dropped from queries; ``common`` (stems, and Chinese
    words) are searched, but that a base lacks them says little."""

    latin: frozenset[str]
    wide: frozenset[str]
    common: frozenset[str]
    longest_wide: int


@cache
def stop_words() -> StopWords:
    """Those of resources/knowledge/stop_words.toml."""
    lists = {name: text.split() for name, text in toml_resource("knowledge", _FILE).items()}
    return StopWords(
        frozenset(lists["en"]),
        frozenset(lists["zh"]),
        frozenset([*map(stem, lists["common_en"]), *lists["common_zh"]]),
        max(map(len, lists["zh"])),
    )


_FILE = "stop_words.toml"
