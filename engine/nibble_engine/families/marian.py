"""Marian (OPUS-MT and our starter): one pair, or many behind a token such as ``>>zh<<``."""

from __future__ import annotations

from typing import Any

from nibble_engine.errors import LanguageError
from nibble_engine.families.family import (
    NO_SUCH_LANGUAGE,
    ONE_PAIR,
    SAME_LANGUAGE,
    Family,
    first_token,
)
from nibble_engine.languages import canonical, find, nearest
from nibble_engine.translation.locks import MARKS

_CODES = {
    "zh-Hans": ("zh", "cmn_Hans", "cmn", "zho", "zh_CN", "zho_Hans"),
    "zh-Hant": ("cmn_Hant", "zho_Hant"),
    "zh-Hant-TW": ("zh_TW", "zh_tw"),
    "zh-Hant-HK": ("zh_HK",),
    "yue": ("yue_Hant", "yue", "zh_yue"),
    "en": ("en", "eng"),
    "ja": ("ja", "jpn", "jap"),
    "ko": ("ko", "kor", "kor_Hang"),
    "fr": ("fr", "fra"),
    "de": ("de", "deu"),
    "es": ("es", "spa"),
    "pt": ("pt", "por"),
    "it": ("it", "ita"),
    "nl": ("nl", "nld"),
    "ru": ("ru", "rus"),
    "uk": ("uk", "ukr"),
    "pl": ("pl", "pol"),
    "cs": ("cs", "ces"),
    "ar": ("ar", "ara", "arb"),
    "he": ("he", "heb"),
    "fa": ("fa", "pes", "fas"),
    "tr": ("tr", "tur", "trk"),
    "hi": ("hi", "hin"),
    "bn": ("bn", "ben"),
    "ta": ("ta", "tam"),
    "te": ("te", "tel"),
    "mr": ("mr", "mar"),
    "gu": ("gu", "guj"),
    "ur": ("ur", "urd"),
    "th": ("th", "tha"),
    "vi": ("vi", "vie"),
    "id": ("id", "ind"),
    "ms": ("ms", "zsm_Latn", "zlm_Latn", "msa"),
    "tl": ("tl", "tgl_Latn", "tgl", "fil"),
    "km": ("km", "khm_Latn", "khm"),
    "my": ("my", "mya", "mya_Mymr"),
    "lo": ("lo", "lao"),
    "bo": ("bo", "bod"),
    "ug": ("ug", "uig_Arab", "uig"),
    "mn": ("mn", "khk_Cyrl", "mon", "khk"),
    "kk": ("kk", "kaz_Cyrl", "kaz"),
}
_KNOWN = frozenset(code for codes in _CODES.values() for code in codes)


class Marian(Family):
    """Chooses the target token from the vocabulary; a one-pair model has none."""

    name = "marian"

    def fits(self, model_type: str, tokenizer: Any, kind: str) -> bool:
        """Marian models."""
        del tokenizer
        return kind == "seq2seq" and model_type == "marian"

    def can_translate(self, tokenizer: Any, source: str, target: str) -> str:
        """A target with a token, or the pair of the tokenizer; a source that is the tokenizer's,
        has a token itself, or is one of a group such as "ROMANCE"."""
        if find(source) is None or find(target) is None:
            return NO_SUCH_LANGUAGE
        to, mark = _target(tokenizer, target)
        if to == canonical(source):
            return SAME_LANGUAGE
        if not to:
            return NO_SUCH_LANGUAGE if _marks(tokenizer) else ONE_PAIR
        if _reads(tokenizer, source):
            return ""
        return ONE_PAIR if mark is None else NO_SUCH_LANGUAGE

    def written(self, tokenizer: Any, target: str) -> str:
        """See `Family.written`."""
        return _target(tokenizer, target)[0] or canonical(target)

    def translation(self, tokenizer: Any, text: str, source: str, target: str) -> list[int]:
        """Source tokens behind the target's token, with the end token."""
        if reason := self.can_translate(tokenizer, source, target):
            raise LanguageError(reason, source=source, target=target)
        _, mark = _target(tokenizer, target)
        ids = list(tokenizer(" ".join(text.split()))["input_ids"])
        return ids if mark is None else [mark, *ids]

    def marks(self, tokenizer: Any) -> tuple[str, ...]:
        """Those of `translation.locks` in a model that was trained with them."""
        vocabulary = tokenizer.get_vocab()
        return MARKS if all(mark in vocabulary for mark in MARKS) else ()


def _target(tokenizer: Any, tag: str) -> tuple[str, int | None]:
    """The written form that comes out for a target, empty for none, and its token if it has one."""
    for near in nearest(tag):
        mark = _mark(tokenizer, near)
        if mark is not None or tokenizer.target_lang in _CODES.get(near, ()):
            return near, mark
    return "", None


def _mark(tokenizer: Any, tag: str) -> int | None:
    return first_token(tokenizer, (f">>{code}<<" for code in _CODES.get(tag, ())))


def _marks(tokenizer: Any) -> bool:
    """Whether the model has target tokens at all."""
    return any(_mark(tokenizer, tag) is not None for tag in _CODES)


def _reads(tokenizer: Any, source: str) -> bool:
    own = tokenizer.source_lang
    if own not in _KNOWN:  # a group of languages, which its name does not list
        return True
    if any(own in _CODES.get(near, ()) for near in nearest(source)):
        return True
    # With a token for its own source language the model goes both ways.
    both_ways = first_token(tokenizer, [f">>{own}<<"]) is not None
    return both_ways and any(_mark(tokenizer, near) is not None for near in nearest(source))


FAMILY = Marian()
