"""Marian (OPUS-MT and our starter): one pair, or many behind a token such as ``>>zh<<``."""

from __future__ import annotations

from typing import Any

from nibble_engine.errors import LanguageError
from nibble_engine.families.family import Family
from nibble_engine.translation.locks import MARKS

_CODES = {
    "zh": ("zh", "cmn_Hans", "cmn", "zho", "zh_CN", "zho_Hans"),
    "en": ("en", "eng"),
}


class Marian(Family):
    """Chooses the target token from the vocabulary; a one-pair model has none."""

    name = "marian"

    def fits(self, model_type: str, tokenizer: Any, kind: str) -> bool:
        """Marian models."""
        del tokenizer
        return kind == "seq2seq" and model_type == "marian"

    def translation(self, tokenizer: Any, text: str, source: str, target: str) -> list[int]:
        """Source tokens behind the target's token, with the end token."""
        vocabulary = tokenizer.get_vocab()
        marks = [f">>{code}<<" for code in _CODES.get(target, (target,))]
        mark = next((mark for mark in marks if mark in vocabulary), None)
        if mark is None and not _one_pair(tokenizer, source, target):
            raise LanguageError(source=source, target=target)
        ids = list(tokenizer(" ".join(text.split()))["input_ids"])
        return ids if mark is None else [vocabulary[mark], *ids]

    def marks(self, tokenizer: Any) -> tuple[str, ...]:
        """Those of `translation.locks` in a model that was trained with them."""
        vocabulary = tokenizer.get_vocab()
        return MARKS if all(mark in vocabulary for mark in MARKS) else ()


def _one_pair(tokenizer: Any, source: str, target: str) -> bool:
    """Whether the model translates just this pair."""
    codes = (tokenizer.source_lang, tokenizer.target_lang)
    return all(
        code in _CODES.get(tag, (tag,)) for code, tag in zip(codes, (source, target), strict=True)
    )


FAMILY = Marian()
