"""Any causal model whose tokenizer brings a chat template."""

from __future__ import annotations

from typing import Any

from nibble_engine.api import Message
from nibble_engine.families.family import Family


class ChatTemplate(Family):
    """Renders the tokenizer's own template, which transformers runs in a Jinja sandbox."""

    name = "chat template"
    options: dict[str, Any] = {}

    def fits(self, model_type: str, tokenizer: Any, kind: str) -> bool:
        """Every causal model with a template."""
        del model_type
        return kind == "causal" and bool(getattr(tokenizer, "chat_template", None))

    def chat(self, tokenizer: Any, messages: list[Message]) -> list[int]:
        """The template's tokens; a template without system messages gets it in the first turn."""
        turns = [{"role": message.role, "content": message.content} for message in messages]
        try:
            text = self._render(tokenizer, turns)
        except Exception:  # noqa: BLE001 - a template may raise anything to refuse a role
            text = self._render(tokenizer, _without_system(turns))
        return list(tokenizer(text, add_special_tokens=False)["input_ids"])

    def _render(self, tokenizer: Any, turns: list[dict[str, str]]) -> str:
        return str(
            tokenizer.apply_chat_template(
                turns, tokenize=False, add_generation_prompt=True, **self.options
            )
        )


def _without_system(turns: list[dict[str, str]]) -> list[dict[str, str]]:
    system = "\n\n".join(turn["content"] for turn in turns if turn["role"] == "system")
    rest = [turn for turn in turns if turn["role"] != "system"]
    if system and rest:
        rest[0] = {**rest[0], "content": f"{system}\n\n{rest[0]['content']}"}
    return rest


FAMILY = ChatTemplate()
