"""Whether an answer stays in the language and the script of the text that it was made of."""

from __future__ import annotations

import re

from nibble_engine.detection import detect
from nibble_engine.languages import is_chinese, same_language
from nibble_engine.protected import PROTECTED
from nibble_engine.script import count_of_one_form

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_HAN_RUN = re.compile("(?:[\u3400-\u4dbf\u4e00-\u9fff][，、；：。！？“”\\s]{0,2}){10,}")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z]+)*")
_WORD_RUN = re.compile(r"(?:[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z]+)*[,;:\s]+){8,}")
_QUOTED = re.compile(
    r"“[^“”]*”|「[^「」]*」|『[^『』]*』|《[^《》]*》|\"[^\"\n]*\"|（[^（）]*）|\([^()]*\)"
)
_FEWEST = 4  # characters of Chinese or words, below which a text has no language to keep to
_LATIN_LETTERS = 60  # from which the statistics of Latin letters are to be trusted
_WORD_WEIGHT = 2  # Chinese characters that say about as much as a word


def drifted(original: str, made: str) -> str:
    """The BCP-47 tag of the language or script that ``made`` fell into, empty where it stays in
    that of ``original``. Quoted words, names and short texts are nobody's drift."""
    own, new = _core(original), _core(made)
    if _size(own) < _FEWEST or _size(new) < _FEWEST:
        return ""
    language, found = detect(own), detect(new)
    if not same_language(language, found) and _is_sure(language, found, own, new):
        return found
    if is_chinese(language):
        return _script(original, made) or ("en" if _has_new(_WORD_RUN, original, new) else "")
    return detect(new_run) if (new_run := _has_new(_HAN_RUN, original, new)) else ""


def kept_language(text: str) -> str:
    """The tag of the language that an answer has to be in."""
    return detect(_core(text) or text)


def _core(text: str) -> str:
    return _QUOTED.sub(" ", PROTECTED.sub(" ", text))


def _size(text: str) -> int:
    return len(_HAN.findall(text)) + len(_WORD.findall(text)) + len(_others(text))


def _others(text: str) -> str:
    """Letters of all scripts but Latin and Chinese."""
    return "".join(
        c for c in text if c.isalpha() and c > "\u024f" and not "\u3400" <= c <= "\u9fff"
    )


def _is_sure(language: str, found: str, own: str, new: str) -> bool:
    """Latin languages are told apart by statistics, which a line of names deceives; a Chinese
    text may be full of Latin names without being English."""
    is_latin = not any(
        is_chinese(tag) or _others(text) for tag, text in ((language, own), (found, new))
    )
    if is_latin:
        return all(len("".join(_WORD.findall(text))) >= _LATIN_LETTERS for text in (own, new))
    return abs(_chinese_share(own) - _chinese_share(new)) > 0.4 or bool(_others(own + new))


def _chinese_share(text: str) -> float:
    han, words = len(_HAN.findall(text)), len(_WORD.findall(text))
    return han / max(han + _WORD_WEIGHT * words, 1)


def _has_new(run: re.Pattern[str], original: str, made: str) -> str:
    """A whole sentence in the other script that the original has not."""
    known = re.sub(r"\s+", "", original)
    runs = (match[0] for match in run.finditer(made))
    return next((text for text in runs if re.sub(r"\s+", "", text) not in known), "")


def _script(original: str, made: str) -> str:
    """The form of Chinese that only the answer has."""
    before, after = (count_of_one_form(_QUOTED.sub(" ", text)) for text in (original, made))
    for own, new, tag in ((0, 1, "zh-Hant"), (1, 0, "zh-Hans")):
        is_clear = before[own] > 0 and before[new] * 5 <= before[own]
        if is_clear and after[new] >= 2 and after[new] * 4 > after[own]:
            return tag
    return ""
