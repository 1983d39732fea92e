"""Causal models without a chat template: base models, asked in the form of a dialogue."""

from __future__ import annotations

from typing import Any

from nibble_engine.api import Message
from nibble_engine.families.family import Family

_NAMES = {"system": "", "user": "User: ", "assistant": "Assistant: "}


class Plain(Family):
    """A transcript that the model continues."""

    name = "plain"

    def fits(self, model_type: str, tokenizer: Any, kind: str) -> bool:
        """Every causal model."""
        del model_type, tokenizer
        return kind == "causal"

    def chat(self, tokenizer: Any, messages: list[Message]) -> list[int]:
        """The turns with their names, and "Assistant:" at the end."""
        text = "\n\n".join(_NAMES[message.role] + message.content for message in messages)
        return list(tokenizer(text + "\n\nAssistant:")["input_ids"])


FAMILY = Plain()
