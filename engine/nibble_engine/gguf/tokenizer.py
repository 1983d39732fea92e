"""A GGUF file's tokenizer behind the few methods that families and streams use."""

from __future__ import annotations

from typing import Any


class GgufTokenizer:
    """``model`` is a llama_cpp.Llama. The chat template is rendered by our sandbox, not by it."""

    def __init__(self, model: Any, path: str) -> None:
        self._model = model
        self.name_or_path = path
        self.chat_template = str(model.metadata.get("tokenizer.chat_template", "")) or None
        self.eos_token_id = int(model.token_eos())
        self.bos_token_id = int(model.token_bos())
        self.eos_token = self._special(self.eos_token_id)
        self.bos_token = self._special(self.bos_token_id)
        self.all_special_ids = [id for id in (self.eos_token_id, self.bos_token_id) if id >= 0]

    def __call__(self, text: str, *, add_special_tokens: bool = True, **_: Any) -> dict[str, Any]:
        """Tokens of a text; what looks like a special token in a rendered prompt is one."""
        ids = self._model.tokenize(text.encode("utf-8"), add_bos=add_special_tokens, special=True)
        return {"input_ids": [int(id) for id in ids]}

    def decode(self, token_ids: Any, *, skip_special_tokens: bool = True, **_: Any) -> str:
        """Text of tokens."""
        ids = [int(id) for id in token_ids]
        if skip_special_tokens:
            ids = [id for id in ids if id not in self.all_special_ids]
        pieces = [self._piece(id) for id in ids]
        return b"".join(pieces).decode("utf-8", "replace")

    def convert_tokens_to_ids(self, token: str) -> int | None:
        """The id of one token's text, None where it is not one token."""
        ids = self._model.tokenize(token.encode("utf-8"), add_bos=False, special=True)
        return int(ids[0]) if len(ids) == 1 else None

    def apply_chat_template(
        self, turns: list[dict[str, Any]], *, add_generation_prompt: bool, **options: Any
    ) -> str:
        """The prompt as text; called by `families.rendering.render`, which sets the limits."""
        from transformers.utils.chat_template_utils import render_jinja_template

        options.pop("tokenize", None)
        rendered, _ = render_jinja_template(
            [turns],
            chat_template=self.chat_template,
            add_generation_prompt=add_generation_prompt,
            bos_token=self.bos_token,
            eos_token=self.eos_token,
            **options,
        )
        return str(rendered[0])

    def _piece(self, token: int) -> bytes:
        return bytes(self._model.detokenize([token], prev_tokens=[0], special=False))

    def _special(self, token: int) -> str:
        if token < 0:
            return ""
        return bytes(self._model.detokenize([token], special=True)).decode("utf-8", "replace")
