"""Which language of the table a text is in: by its script, then by letters, words and statistics.

Nothing is loaded for scripts that one language has, for Japanese, Korean and plain English; the
table of Traditional characters comes with the first Chinese text, and the statistics of Latin
letters (py3langid) with the first text that they have to decide.
"""

from __future__ import annotations

import re

from nibble_engine.detection_latin import latin
from nibble_engine.protected import PROTECTED
from nibble_engine.script import written_in

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# What counts as one: a character of the scripts that write whole syllables or words with it, three
# of those without spaces between words, a word of the others.
_UNITS = {
    "han": re.compile(f"[{_HAN}]"),
    "kana": re.compile("[\u3041-\u3096\u30a1-\u30fa\u30fc\u31f0-\u31ff\uff66-\uff9d]"),
    "ko": re.compile("[\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e]"),
    "th": re.compile("[\u0e01-\u0e4e]{1,3}"),
    "lo": re.compile("[\u0e81-\u0ecd]{1,3}"),
    "km": re.compile("[\u1780-\u17d3]{1,3}"),
    "my": re.compile("[\u1000-\u109f]{1,3}"),
    "bo": re.compile("[\u0f40-\u0fbc]{1,3}"),
    "he": re.compile("[\u0590-\u05ff]+"),
    "bn": re.compile("[\u0980-\u09ff]+"),
    "gu": re.compile("[\u0a80-\u0aff]+"),
    "ta": re.compile("[\u0b80-\u0bff]+"),
    "te": re.compile("[\u0c00-\u0c7f]+"),
    "mongol": re.compile("[\u1820-\u18aa]+"),
    "cyrillic": re.compile("[\u0400-\u052f]+"),
    "arabic": re.compile("[\u0620-\u06d3\u06fa-\u06ff\u0750-\u077f]+"),
    "devanagari": re.compile("[\u0900-\u0963\u0970-\u097f]+"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:['’-][A-Za-z\u00c0-\u1eff]+)*"),
}
# Characters that only Japan writes.
_JAPANESE = frozenset(
    "々〆ヶ駅円広気沢浜実売読図変対発関県桜栄価仏払渋働込畑峠辻匂栃様歳拝戻応剤済営験単戦"
)
_CANTONESE = re.compile("[嘅咗喺哋嚟啲嗰嘢瞓]")
_PERHAPS_CANTONESE = re.compile("[佢唔冇咁乜嘥攞]")
_CYRILLIC = (("kk", "әғқңұһӘҒҚҢҰҺ"), ("uk", "їєґЇЄҐ"), ("mn", "өүӨҮ"), ("uk", "іІ"))
_ARABIC = (("ug", "ەېۆۈۇڭۋ"), ("ur", "ٹڈڑںےۓہھ"), ("fa", "پچژگکی"))
_MARATHI = re.compile(
    "ळ|(?<![\u0900-\u097f])(?:आहे|आहेत|नाही|आणि|मी|तुम्ही|माझ\\S|झाल\\S|काय|कसे)(?![\u0900-\u097f])"
)


def detect(text: str) -> str:
    """The tag of the table's language that ``text`` is in; "en" where nothing tells.

    Addresses, code, tags and placeholders do not count. Among scripts the one with the most words
    wins, a Chinese character counting as a word; Latin letters lose a tie, since every language
    names products in them.
    """
    text = PROTECTED.sub(" ", text)
    counts = {script: len(pattern.findall(text)) for script, pattern in _UNITS.items()}
    kana, han = counts.pop("kana"), counts["han"]
    counts["han"] += kana
    words = counts.pop("latin")
    script = max(counts, key=lambda name: counts[name])
    if not counts[script] or counts[script] < words:
        return latin(text)
    return _within(script, text, han, kana)


def _within(script: str, text: str, han: int, kana: int) -> str:
    """The language among those of a script."""
    if script == "han":
        return "ja" if _is_japanese(text, han, kana) else _chinese(text)
    if script == "cyrillic":
        return _by_letters(text, _CYRILLIC) or "ru"
    if script == "arabic":
        return _by_letters(text, _ARABIC) or "ar"
    if script == "devanagari":
        return "mr" if _MARATHI.search(text) else "hi"
    return "mn" if script == "mongol" else script


def _is_japanese(text: str, han: int, kana: int) -> bool:
    """Kana, but not one の that adorns a Chinese name; or characters of Japan alone."""
    adorned = kana == 1 and "の" in text and han > 3
    if kana and not adorned:
        return kana * 8 >= han
    return bool(_JAPANESE.intersection(text))


def _chinese(text: str) -> str:
    sure, perhaps = _CANTONESE.findall(text), set(_PERHAPS_CANTONESE.findall(text))
    if sure or len(perhaps) > 1:
        return "yue"
    return written_in(text)


def _by_letters(text: str, letters: tuple[tuple[str, str], ...]) -> str:
    """The first language of which the text has letters of its own."""
    return next((tag for tag, own in letters if any(letter in text for letter in own)), "")
