"""Any causal model whose tokenizer brings a chat template."""

from __future__ import annotations

from typing import Any

from nibble_engine.api import Message
from nibble_engine.errors import ModelTemplateError, NibbleError
from nibble_engine.families.family import (
    CONTEXT,
    FORMALITY,
    INSTRUCTION,
    TERMS,
    Family,
    Terms,
    any_pair,
)
from nibble_engine.families.rendering import render
from nibble_engine.families.wishes import wishes
from nibble_engine.languages import detect
from nibble_engine.prompts import translate_prompt


class ChatTemplate(Family):
    """Renders the tokenizer's own template, which transformers runs in a Jinja sandbox."""

    name = "chat template"
    follows = frozenset({TERMS, FORMALITY, INSTRUCTION, CONTEXT})
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
        except ModelTemplateError:
            raise
        except Exception:  # noqa: BLE001 - a template may raise anything to refuse a role
            text = self._render(tokenizer, _without_system(turns))
        return list(tokenizer(text, add_special_tokens=False)["input_ids"])

    def check(self, tokenizer: Any) -> None:
        """A first turn is rendered, so that a template that cannot be used is known at once."""
        try:
            self.chat(tokenizer, [self._first_turn()])
        except NibbleError:
            raise
        except Exception as error:
            path = str(getattr(tokenizer, "name_or_path", ""))
            raise ModelTemplateError(f"{type(error).__name__}: {error}", path=path) from error

    def can_translate(self, tokenizer: Any, source: str, target: str) -> str:
        """Any pair: what languages a model learned, nothing in its folder says."""
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
        """The request of the prompts' file, the wishes before it."""
        wished = wishes(
            detect(text),
            text,
            terms=terms,
            formality=formality,
            instruction=instruction,
            context=context,
        )
        prompt = translate_prompt(text, source, target)
        content = f"{wished}\n\n{prompt}" if wished else prompt
        return [Message(role="user", content=content)]

    def _first_turn(self) -> Message:
        return Message(role="user", content="Good morning. 早上好。")

    def _render(self, tokenizer: Any, turns: list[dict[str, Any]]) -> str:
        return render(tokenizer, turns, **self.options)


def _without_system(turns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    system = "\n\n".join(turn["content"] for turn in turns if turn["role"] == "system")
    rest = [turn for turn in turns if turn["role"] != "system"]
    if system and rest:
        rest[0] = {**rest[0], "content": f"{system}\n\n{rest[0]['content']}"}
    return rest


FAMILY = ChatTemplate()
