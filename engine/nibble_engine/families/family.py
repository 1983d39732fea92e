"""What a family knows: prompt forms, stop tokens, language codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from nibble_engine.api import Message
from nibble_engine.errors import LanguageError, NoModelError
from nibble_engine.languages import canonical, find

# Why a model does not translate a pair; the window has a sentence for each.
NOT_A_TRANSLATOR = "not_a_translator"
NO_SUCH_LANGUAGE = "no_such_language"
ONE_PAIR = "one_pair"
SAME_LANGUAGE = "same_language"

TERMS, FORMALITY, INSTRUCTION, CONTEXT = "terms", "formality", "instruction", "context"

Terms = Sequence[tuple[str, str]]
"""Words of the source language with what they have to become."""


class Family:
    """Base of all families; a tokenizer is a transformers tokenizer, a language a BCP-47 tag."""

    name = ""
    follows: ClassVar[frozenset[str]] = frozenset()
    """Which wishes a translation heeds: "terms", "formality", "instruction", "context"."""

    def fits(self, model_type: str, tokenizer: Any, kind: str) -> bool:
        """Whether this family speaks to such a model; ``kind`` is "causal" or "seq2seq"."""
        raise NotImplementedError

    def chat(self, tokenizer: Any, messages: list[Message]) -> list[int]:
        """Prompt tokens of a conversation, ready for the assistant's next word."""
        del tokenizer, messages
        raise NoModelError(role="chat")

    def check(self, tokenizer: Any) -> None:
        """Returns where the model's own prompt form, if it brings one, can be used; raises
        `ModelTemplateError` else."""
        del tokenizer

    def can_translate(self, tokenizer: Any, source: str, target: str) -> str:
        """Empty where the model does the pair, else why not: "not_a_translator",
        "no_such_language", "one_pair" (it does another one only), "same_language"."""
        del tokenizer, source, target
        return NOT_A_TRANSLATOR

    def written(self, tokenizer: Any, target: str) -> str:
        """The tag of what comes out where ``target`` is asked: zh-Hans of a model that writes
        Simplified only, for script.py to turn into ``target``."""
        del tokenizer
        return canonical(target)

    def translation(self, tokenizer: Any, text: str, source: str, target: str) -> list[int]:
        """Encoder tokens of one sentence; raises `LanguageError` for a pair it cannot do."""
        del tokenizer, text
        raise LanguageError(source=source, target=target)

    def marks(self, tokenizer: Any) -> tuple[str, ...]:
        """Strings that a translation model passes on as they are, each one token."""
        del tokenizer
        return ()

    def forced_start(self, tokenizer: Any, target: str) -> int | None:
        """The token with which the decoder has to begin, where the target is told by one."""
        del tokenizer, target
        return None

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
        """What a causal model is asked; raises `LanguageError` where the family has no form for it.

        ``formality`` is "formal", "informal" or empty; ``instruction`` a person's own words;
        ``context`` the text before, which is not to be translated. What the family does not
        follow is left out.
        """
        del text, terms, formality, instruction, context
        raise LanguageError(source=source, target=target)

    def stop_tokens(self, tokenizer: Any, generation_config: Any) -> frozenset[int]:
        """Tokens that end an answer."""
        found = generation_config.eos_token_id
        ids = found if isinstance(found, list) else [found]
        return frozenset(i for i in [*ids, tokenizer.eos_token_id] if i is not None)


def first_token(tokenizer: Any, tokens: Iterable[str]) -> int | None:
    """The id of the first of ``tokens`` that the vocabulary has."""
    for token in tokens:
        number = tokenizer.convert_tokens_to_ids(token)
        if number is not None and number != tokenizer.unk_token_id:
            return int(number)
    return None


def any_pair(source: str, target: str, missing: frozenset[str] = frozenset()) -> str:
    """`Family.can_translate` of a model that does every pair of the table but the ``missing``."""
    one, other = find(source), find(target)
    if one is None or other is None or {one.tag, other.tag} & missing:
        return NO_SUCH_LANGUAGE
    return SAME_LANGUAGE if one.tag == other.tag else ""
