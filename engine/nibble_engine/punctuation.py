"""Punctuation as the target language writes it: full-width in Chinese, half-width elsewhere."""

from __future__ import annotations

from nibble_engine.languages import canonical, is_chinese
from nibble_engine.punctuation_full import full_width
from nibble_engine.punctuation_half import half_width


def fitted(text: str, target: str) -> str:
    """``text`` with the marks of the BCP-47 tag ``target``; doing it twice changes nothing more.

    Addresses, code, placeholders, tags and numbers stay as they are; so do passages of another
    script (English in a Chinese text, Chinese quoted in an English one), and Japanese whole,
    whose marks are Chinese ones with rules of their own.
    """
    own = canonical(target)
    if own == "ja":
        return text
    if is_chinese(own):
        return full_width(text, corner_quotes=own != "zh-Hans")
    return half_width(text, own)
