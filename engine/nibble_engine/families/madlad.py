"""MADLAD-400: a T5 that is told the target by a token such as ``<2zh>`` before the sentence."""

from __future__ import annotations

from typing import Any

from nibble_engine.families.coded import Coded, body


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
        """Target token, sentence, end token."""
        _, start = self._tokens(tokenizer, source, target)
        return [start, *body(tokenizer, text), tokenizer.eos_token_id]


FAMILY = Madlad()
