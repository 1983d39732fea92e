"""Encoder-decoder models that no family speaks to: those that summarise, for instance."""

from __future__ import annotations

from typing import Any

from nibble_engine.families.family import Family


class Other(Family):
    """Refuses with the errors of `Family`: such a model has no form that could be known."""

    name = "other"

    def fits(self, model_type: str, tokenizer: Any, kind: str) -> bool:
        """Every encoder-decoder."""
        del model_type, tokenizer
        return kind == "seq2seq"


FAMILY = Other()
