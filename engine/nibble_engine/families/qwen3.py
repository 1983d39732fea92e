"""Qwen3: its template thinks aloud unless told not to."""

from __future__ import annotations

from typing import Any

from nibble_engine.families.chat_template import ChatTemplate
from nibble_engine.families.family import any_pair

_MISSING = frozenset({"bo", "ug", "mn"})  # not among the 119 languages that its makers name


class Qwen3(ChatTemplate):
    """Thinking off: support agents and translators wait for the answer, not for the way to it."""

    name = "qwen3"
    options = {"enable_thinking": False}

    def fits(self, model_type: str, tokenizer: Any, kind: str) -> bool:
        """Dense and mixture-of-experts Qwen3."""
        return model_type in ("qwen3", "qwen3_moe") and super().fits(model_type, tokenizer, kind)

    def can_translate(self, tokenizer: Any, source: str, target: str) -> str:
        """The table without Tibetan, Uyghur and Mongolian."""
        del tokenizer
        return any_pair(source, target, _MISSING)


FAMILY = Qwen3()
