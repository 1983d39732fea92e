"""Whether an embedding model knows a language."""

from __future__ import annotations

from nibble_engine.api import ModelInfo
from nibble_engine.languages import canonical, is_chinese


def embedder_knows(info: ModelInfo, language: str) -> bool | None:
    """Whether the model learned a language (BCP-47); None where nothing says what it learned.

    Regions and scripts are not told apart: nobody's card does.
    """
    if not info.languages:
        return None
    return _primary(language) in {_primary(tag) for tag in info.languages}


def _primary(tag: str) -> str:
    return "zh" if is_chinese(tag) else canonical(tag).replace("_", "-").split("-")[0].lower()
