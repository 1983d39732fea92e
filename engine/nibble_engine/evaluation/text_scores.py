"""Scores of made texts against references: BLEU, chrF, ROUGE, exact match and F1."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence
from typing import Any

import sacrebleu

from nibble_engine.evaluation.estimate import Array, Estimate, bootstrap, mean, share
from nibble_engine.translation.facts import facts
from nibble_engine.translation.locks import spans

Texts = Sequence[str]
_LOOP = re.compile(r"(.{2,}?)\1{3,}", re.DOTALL)
_ARTICLES = re.compile(r"\b(a|an|the)\b")


def bleu(made: Texts, references: Texts, target: str) -> Estimate:
    """Corpus BLEU (Papineni et al. 2002) by sacreBLEU; Chinese by its zh tokenizer."""
    return _sacre(sacrebleu.BLEU(tokenize="zh" if target == "zh" else "13a"), made, references)


def chrf(made: Texts, references: Texts) -> Estimate:
    """chrF2 (Popović 2015) by sacreBLEU."""
    return _sacre(sacrebleu.CHRF(), made, references)


def _sacre(metric: Any, made: Texts, references: Texts) -> Estimate:  # noqa: ANN401 - untyped
    """sacreBLEU's own counts a sentence, summed by the bootstrap."""
    rows = metric._extract_corpus_statistics(list(made), [list(references)])

    def score(sums: Array) -> float:
        return float(metric._aggregate_and_compute([[int(x) for x in sums]]).score)

    return bootstrap(rows, score, str(metric.get_signature()))


def rouge(made: Texts, references: Texts, kind: str, language: str) -> Estimate:
    """ROUGE-1, -2 or -L F1 (Lin 2004); Chinese by characters, other languages by words."""
    unit = "characters" if language == "zh" else "words"
    values = [
        _rouge(units(a, language), units(b, language), kind)
        for a, b in zip(made, references, strict=True)
    ]
    return mean(values, f"rouge{kind}|f1|{unit}")


def _rouge(made: list[str], reference: list[str], kind: str) -> float:
    if kind == "L":
        return _f1(_longest_common(made, reference), len(made), len(reference))
    size = int(kind)
    one, other = (Counter(_grams(part, size)) for part in (made, reference))
    return _f1((one & other).total(), one.total(), other.total())


def _grams(part: list[str], size: int) -> list[tuple[str, ...]]:
    return list(zip(*(part[i:] for i in range(size)), strict=False))


def _longest_common(one: list[str], other: list[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for item in one:
        before = 0
        for index, candidate in enumerate(other, 1):
            kept = row[index]
            row[index] = before + 1 if item == candidate else max(kept, row[index - 1])
            before = kept
    return row[-1]


def _f1(common: int, made: int, reference: int) -> float:
    return 2 * common / (made + reference) if common else 0.0


def units(text: str, language: str) -> list[str]:
    """Characters of Chinese (a word of Latin letters or digits is one), words of other languages;
    lower case, without punctuation."""
    pattern = r"[a-z0-9]+|[\u3400-\u9fff]" if language == "zh" else r"\w+"
    return re.findall(pattern, text.lower())


def exact_match(made: Texts, references: Texts) -> Estimate:
    """Share of answers that are the reference, articles, punctuation and case aside (SQuAD)."""
    hits = [_plain(a) == _plain(b) for a, b in zip(made, references, strict=True)]
    return share(hits, "exact|squad")


def token_f1(made: Texts, references: Texts, language: str) -> Estimate:
    """Mean F1 of the units that answer and reference share (SQuAD; Chinese by characters)."""
    rows = [
        _rouge(units(a, language), units(b, language), "1")
        for a, b in zip(made, references, strict=True)
    ]
    return mean(rows, f"f1|{'characters' if language == 'zh' else 'words'}")


def _plain(text: str) -> str:
    kept = text.lower().translate(str.maketrans("", "", string.punctuation + "，。！？；：、“”‘’"))
    return " ".join(_ARTICLES.sub(" ", kept).split())


def loops(made: Texts) -> Estimate:
    """Share of texts in which something is said four times in a row."""
    return share([bool(_LOOP.search(text)) for text in made], "share|4 times in a row")


def facts_kept(sources: Texts, made: Texts) -> Estimate | None:
    """Share of texts that hold every number, code and e-mail address of their source, over the
    sources that have any; None where none has."""
    pairs = [(facts(a), facts(b)) for a, b in zip(sources, made, strict=True)]
    hits = [not source - found for source, found in pairs if source]
    return share(hits, "share|numbers, codes, addresses") if hits else None


def locks_held(sources: Texts, made: Texts) -> Estimate | None:
    """Share of texts that hold every locked span of their source letter by letter, over the
    sources that have any (`translation.locks`); None where none has."""
    hits = []
    for source, text in zip(sources, made, strict=True):
        there, here = (Counter(span.becomes for span in spans(one)) for one in (source, text))
        if there:
            hits.append(not there - here)
    return share(hits, "share|locked spans") if hits else None


def length_ratio(made: Texts, references: Texts) -> Estimate:
    """Characters of the translations to those of the references."""
    rows = [(len(a), len(b)) for a, b in zip(made, references, strict=True)]
    return bootstrap(
        rows, lambda sums: float(sums[0] / max(sums[1], 1)), "characters|made/reference"
    )
