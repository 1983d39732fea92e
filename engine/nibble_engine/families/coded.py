"""Encoder-decoder models of many languages, each with a token of its own in the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from nibble_engine.errors import LanguageError
from nibble_engine.families.family import NO_SUCH_LANGUAGE, SAME_LANGUAGE, Family, first_token
from nibble_engine.languages import canonical, find, nearest


class Coded(Family):
    """A subclass gives its codes for the tags whose code is not the tag, and its token's form."""

    codes: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    form: ClassVar[str] = "{}"

    def can_translate(self, tokenizer: Any, source: str, target: str) -> str:
        """Both languages need a token, and not the same one."""
        ids = [self._token(tokenizer, tag)[1] for tag in (source, target)]
        if None in ids:
            return NO_SUCH_LANGUAGE
        return SAME_LANGUAGE if ids[0] == ids[1] else ""

    def written(self, tokenizer: Any, target: str) -> str:
        """See `Family.written`."""
        return self._token(tokenizer, target)[0]

    def _token(self, tokenizer: Any, tag: str) -> tuple[str, int | None]:
        """The nearest written form of a language that the model has, and its token."""
        if find(tag) is not None:
            for near in nearest(tag):
                tokens = [self.form.format(code) for code in self.codes.get(near, (near,))]
                number = first_token(tokenizer, tokens)
                if number is not None:
                    return near, number
        return canonical(tag), None

    def _tokens(self, tokenizer: Any, source: str, target: str) -> tuple[int, int]:
        """The tokens of a pair. Raises `LanguageError`."""
        one, other = (self._token(tokenizer, tag)[1] for tag in (source, target))
        if one is None or other is None or one == other:
            reason = self.can_translate(tokenizer, source, target)
            raise LanguageError(reason, source=source, target=target)
        return one, other


def body(tokenizer: Any, text: str) -> list[int]:
    """The tokens of a sentence alone, line breaks and runs of spaces as one space. A language's
    token that is spelled out in the text is text."""
    joined = " ".join(text.split())
    ids = tokenizer(joined, add_special_tokens=False, split_special_tokens=True)["input_ids"]
    return list(ids)
