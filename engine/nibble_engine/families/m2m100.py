"""M2M100: the source's token before the sentence, the target's token begins the translation."""

from __future__ import annotations

from typing import Any

from nibble_engine.families.coded import Coded, body


class M2M100(Coded):
    """100 languages, Chinese in Simplified characters only."""

    name = "m2m100"
    form = "__{}__"
    codes = {"zh-Hans": ("zh",)}

    def fits(self, model_type: str, tokenizer: Any, kind: str) -> bool:
        """Models of the type m2m_100 whose languages are named in its way."""
        return kind == "seq2seq" and model_type == "m2m_100" and self._knows(tokenizer)

    def translation(self, tokenizer: Any, text: str, source: str, target: str) -> list[int]:
        """Source token, sentence, end token."""
        start, _ = self._tokens(tokenizer, source, target)
        return [start, *body(tokenizer, text), tokenizer.eos_token_id]

    def forced_start(self, tokenizer: Any, target: str) -> int | None:
        """The target's token."""
        return self._token(tokenizer, target)[1]

    def _knows(self, tokenizer: Any) -> bool:
        return self._token(tokenizer, "en")[1] is not None


FAMILY = M2M100()
