"""How a person writes, out of pieces that they wrote: the typical ones, and a few figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from nibble_engine.languages import detect
from nibble_engine.writing import length

TOKENS = 600
"""What the pieces may take of a model's context."""
_LEAST, _LONGEST = 12, 120  # words or characters of a piece that shows something
_SENTENCE = re.compile(r"[^。！？!?\n]*?(?:[。！？!?]+|\.(?=\s|\Z)|\n|\Z)[”’\"』」]*")
_UNIT = re.compile(r"[\u3400-\u9fff]|[A-Za-z0-9\u00c0-\u024f]+(?:['’][A-Za-z]+)*")
_CONTRACTION = re.compile(r"\b\w+(?:n['’]t|['’](?:re|ve|ll|m|d|s))\b", re.IGNORECASE)
_CONTRACTIBLE = re.compile(
    r"\b(?:do|does|did|is|are|was|were|can|could|will|would|should|have|has|had) ?not\b"
    r"|\b(?:I|you|we|they|he|she|it) (?:am|are|is|will|have|would)\b",
    re.IGNORECASE,
)
_MANY = 0.5  # of the occasions for it


@dataclass(frozen=True)
class Figures:
    """``sentence`` is the median length of a sentence in words or Chinese characters; the others
    are shares, 0 to 1, None where there was no occasion: contractions among what can be
    contracted, 您 among 您 and 你, and exclamation marks among the ends of sentences."""

    sentence: float
    contractions: float | None
    polite: float | None
    exclamations: float


def pieces(samples: Sequence[str], tokens: int = TOKENS) -> tuple[str, ...]:
    """The pieces that are the most like all of them, in the order in which they stand in the
    samples, as many as ``tokens`` (counted roughly) hold. The same samples give the same ones."""
    found = list(dict.fromkeys(part for text in samples for part in _parts(text)))
    if not found:
        return ()
    whole = figures(found)
    nearest = sorted(found, key=lambda part: (_distance(figures([part]), whole), found.index(part)))
    kept: list[str] = []
    for part in nearest:
        if length.tokens(part) <= tokens:
            kept.append(part)
            tokens -= length.tokens(part)
    return tuple(sorted(kept, key=found.index))


def figures(samples: Sequence[str]) -> Figures:
    """The figures of all samples together."""
    text = "\n".join(samples)
    sentences = [match[0] for match in _SENTENCE.finditer(text) if _UNIT.search(match[0])]
    lengths = [len(_UNIT.findall(sentence)) for sentence in sentences]
    short, full = len(_CONTRACTION.findall(text)), len(_CONTRACTIBLE.findall(text))
    polite, plain = text.count("您"), text.count("你")
    loud = sum(sentence.rstrip('”’"』」 ').endswith(("!", "！")) for sentence in sentences)
    return Figures(
        float(median(lengths)) if lengths else 0.0,
        short / (short + full) if short + full else None,
        polite / (polite + plain) if polite + plain else None,
        loud / len(sentences) if sentences else 0.0,
    )


def described(samples: Sequence[str]) -> str:
    """The figures in words, in the language of the samples: what `Write.tone` can say besides the
    pieces. Empty without samples."""
    found = figures(samples)
    if not found.sentence:
        return ""
    return _chinese(found) if detect("\n".join(samples)) == "zh" else _english(found)


def _english(found: Figures) -> str:
    told = [f"sentences of about {found.sentence:.0f} words"]
    if found.contractions is not None:
        told.append("contractions" if found.contractions >= _MANY else "no contractions")
    told.append(
        "exclamation marks now and then" if found.exclamations > 0.1 else "no exclamation marks"
    )
    return "as the same person writes: " + ", ".join(told)


def _chinese(found: Figures) -> str:
    told = [f"句子大约{found.sentence:.0f}个字"]
    if found.polite is not None:
        told.append("称呼用“您”" if found.polite >= _MANY else "称呼用“你”")
    told.append("偶尔用感叹号" if found.exclamations > 0.1 else "不用感叹号")
    return "像同一个人写的那样：" + "，".join(told)


def _parts(text: str) -> list[str]:
    """Paragraphs, and of long ones runs of whole sentences."""
    made: list[str] = []
    for paragraph in text.replace("\r\n", "\n").split("\n"):
        part = ""
        for match in _SENTENCE.finditer(paragraph.strip()):
            if part and len(_UNIT.findall(part + match[0])) > _LONGEST:
                made.append(part.strip())
                part = ""
            part += match[0]
        made.append(part.strip())
    return [part for part in made if _LEAST <= len(_UNIT.findall(part)) <= 2 * _LONGEST]


def _distance(one: Figures, other: Figures) -> float:
    """How unlike two texts are written; 0 for the same."""
    away = abs(one.sentence - other.sentence) / max(other.sentence, 1.0)
    for a, b in ((one.contractions, other.contractions), (one.polite, other.polite)):
        if a is not None and b is not None:
            away += abs(a - b)
    return away + abs(one.exclamations - other.exclamations)
