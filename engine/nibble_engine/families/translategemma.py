"""TranslateGemma: its chat template takes languages and a text, and nothing else."""

from __future__ import annotations

from typing import Any

from nibble_engine.api import Message
from nibble_engine.errors import NoModelError
from nibble_engine.families.chat_template import ChatTemplate
from nibble_engine.families.family import NO_SUCH_LANGUAGE, SAME_LANGUAGE, Terms
from nibble_engine.languages import canonical, find, nearest

# The template has a table of codes; the first of these that it lists is taken.
_CODES = {
    "zh-Hans": ("zh-Hans", "zh-CN", "zh"),
    "zh-Hant": ("zh-Hant", "zh-TW"),
    "zh-Hant-TW": ("zh-Hant-TW", "zh-TW"),
    "zh-Hant-HK": ("zh-Hant-HK", "zh-HK"),
    "tl": ("tl", "fil"),
    "he": ("he", "iw"),
}


class TranslationTurn(Message, frozen=True, kw_only=True):
    """A turn that says by tags from which into which language its text goes."""

    source: str
    target: str


class TranslateGemma(ChatTemplate):
    """Translates only: terms, tone and conversations have no place in its template."""

    name = "translategemma"
    follows = frozenset()

    def fits(self, model_type: str, tokenizer: Any, kind: str) -> bool:
        """Gemma 3 with that template."""
        return (
            model_type in ("gemma3", "gemma3_text")
            and super().fits(model_type, tokenizer, kind)
            and "source_lang_code" in str(tokenizer.chat_template)
        )

    def can_translate(self, tokenizer: Any, source: str, target: str) -> str:
        """What the template's table lists."""
        codes = [_code(tokenizer, tag)[1] for tag in (source, target)]
        if not all(codes):
            return NO_SUCH_LANGUAGE
        return SAME_LANGUAGE if codes[0] == codes[1] else ""

    def written(self, tokenizer: Any, target: str) -> str:
        """See `Family.written`."""
        return _code(tokenizer, target)[0]

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
        """One `TranslationTurn`, which only this family's `chat` understands."""
        del terms, formality, instruction, context
        return [TranslationTurn(role="user", content=text, source=source, target=target)]

    def chat(self, tokenizer: Any, messages: list[Message]) -> list[int]:
        """Prompt tokens of a translation; raises `NoModelError` for any other conversation."""
        turn = messages[-1]
        if not isinstance(turn, TranslationTurn):
            raise NoModelError(role="chat")
        content = {
            "type": "text",
            "source_lang_code": _code(tokenizer, turn.source)[1],
            "target_lang_code": _code(tokenizer, turn.target)[1],
            "text": turn.content,
        }
        text = self._render(tokenizer, [{"role": "user", "content": [content]}])
        return list(tokenizer(text, add_special_tokens=False)["input_ids"])

    def _first_turn(self) -> Message:
        return TranslationTurn(role="user", content="Good morning.", source="en", target="zh-Hans")


def _code(tokenizer: Any, tag: str) -> tuple[str, str]:
    """The nearest written form that the template lists, and its code; empty where it has none."""
    template = str(tokenizer.chat_template)
    for near in nearest(tag) if find(tag) else ():
        for code in _CODES.get(near, (near,)):
            if f'"{code}"' in template or f"'{code}'" in template:
                return near, code
    return canonical(tag), ""


FAMILY = TranslateGemma()
