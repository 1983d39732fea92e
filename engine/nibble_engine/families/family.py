"""What a family knows: prompt forms, stop tokens, language codes."""

from __future__ import annotations

from typing import Any

from nibble_engine.api import Message
from nibble_engine.errors import LanguageError, NoModelError


class Family:
    """Base of all families; a tokenizer is a transformers tokenizer."""

    name = ""

    def fits(self, model_type: str, tokenizer: Any, kind: str) -> bool:
        """Whether this family speaks to such a model; ``kind`` is "causal" or "seq2seq"."""
        raise NotImplementedError

    def chat(self, tokenizer: Any, messages: list[Message]) -> list[int]:
        """Prompt tokens of a conversation, ready for the assistant's next word."""
        del tokenizer, messages
        raise NoModelError(role="chat")

    def translation(self, tokenizer: Any, text: str, source: str, target: str) -> list[int]:
        """Encoder tokens of one sentence; raises `LanguageError` for a pair it cannot do."""
        del tokenizer, text
        raise LanguageError(source=source, target=target)

    def marks(self, tokenizer: Any) -> tuple[str, ...]:
        """Strings that a translation model passes on as they are, each one token."""
        del tokenizer
        return ()

    def stop_tokens(self, tokenizer: Any, generation_config: Any) -> frozenset[int]:
        """Tokens that end an answer."""
        found = generation_config.eos_token_id
        ids = found if isinstance(found, list) else [found]
        return frozenset(i for i in [*ids, tokenizer.eos_token_id] if i is not None)
