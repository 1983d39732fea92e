"""MADLAD-400: a T5 that is told the target by a token such as ``<2zh>`` before the sentence."""

from __future__ import annotations

from typing import Any

from nibble_engine.families.coded import Coded


class Madlad(Coded):
    """More than 400 languages, Chinese in Simplified characters only."""

    name = "madlad"
    form = "<2{}>"
    codes = {
        "zh-Hans": ("zh",),
        "he": ("iw", "he"),
        "tl": ("fil", "tl"),
    }

    def fits(self, model_type: str, tokenizer: Any, kind: str) -> bool:
        """T5 models whose vocabulary has such tokens; other T5s do other things."""
        return (
            kind == "seq2seq" and model_type == "t5" and self._token(tokenizer, "en")[1] is not None
        )

    def translation(self, tokenizer: Any, text: str, source: str, target: str) -> list[int]:
        """The sentence behind the target's token, as text, and the end token."""
        _, number = self._tokens(tokenizer, source, target)
        mark = tokenizer.convert_ids_to_tokens(number)
        return list(tokenizer(f"{mark} {' '.join(text.split())}")["input_ids"])


FAMILY = Madlad()
