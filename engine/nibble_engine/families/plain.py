"""Causal models without a chat template: base models, asked in the form of a dialogue."""

from __future__ import annotations

from typing import Any

from nibble_engine.api import Message
from nibble_engine.families.family import Family, Terms, any_pair
from nibble_engine.prompts import translate_prompt

_NAMES = {"system": "", "user": "User: ", "assistant": "Assistant: "}


class Plain(Family):
    """A transcript that the model continues; beyond the request itself it follows nothing."""

    name = "plain"

    def fits(self, model_type: str, tokenizer: Any, kind: str) -> bool:
        """Every causal model."""
        del model_type, tokenizer
        return kind == "causal"

    def chat(self, tokenizer: Any, messages: list[Message]) -> list[int]:
        """The turns with their names, and "Assistant:" at the end."""
        text = "\n\n".join(_NAMES[message.role] + message.content for message in messages)
        return list(tokenizer(text + "\n\nAssistant:")["input_ids"])

    def can_translate(self, tokenizer: Any, source: str, target: str) -> str:
        """Any pair, as well as it can."""
        del tokenizer
        return any_pair(source, target)

    def translation_messages(
        self,
        text: str,
        source: str,
        target: str,
        *,
        terms: Terms = (),
        formality: str = "",
        instruction: str = "",
        context: str = "",
    ) -> list[Message]:
        """The request of the prompts' file."""
        del terms, formality, instruction, context
        return [Message(role="user", content=translate_prompt(text, source, target))]


FAMILY = Plain()
