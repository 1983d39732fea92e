"""What a customer wants: a linear classifier over hashed words and characters.

Multinomial logistic regression; features by the hashing trick (Weinberger et al. 2009), the
probabilities by temperature scaling (Guo et al. 2017). Its card is resources/support/INTENTS.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from nibble_engine.resources import resource
from nibble_engine.support.intents import MOST_CHARACTERS

SLOTS = 2**14
"""Places for features; two that share one are kept apart by the other features of a text."""
Floats = NDArray[np.float32]
_WORDS = re.compile(r"[a-z]+(?:['’][a-z]+)*|\d+")
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "i",
        "me",
        "my",
        "you",
        "your",
        "we",
        "our",
        "it",
        "its",
        "is",
        "are",
        "was",
        "be",
        "been",
        "am",
        "do",
        "does",
        "did",
        "can",
        "could",
        "would",
        "will",
        "shall",
        "may",
        "to",
        "of",
        "for",
        "in",
        "on",
        "at",
        "with",
        "and",
        "or",
        "from",
        "by",
        "this",
        "that",
        "there",
        "have",
        "has",
        "had",
        "get",
        "got",
        "if",
        "some",
        "any",
        "im",
        "id",
        "ive",
        "please",
        "just",
        "so",
    ]
)
_STEM = 5
"""Letters with which a word also counts: "refunded" and "refunds" begin alike."""
_SMALL, _PAIR = 0.3, 0.7
_HAN = re.compile(r"[\u3400-\u9fff]+")


class Features(NamedTuple):
    """``slots`` (n,) and ``values`` (n,) of one text; the values have the length 1."""

    slots: NDArray[np.int64]
    values: Floats


class Classifier(NamedTuple):
    """``weights`` (slots, intents), ``bias`` (intents,) and the temperature of the softmax."""

    weights: Floats
    bias: Floats
    temperature: float

    def logits(self, text: str) -> Floats:
        """A score for each of `INTENTS`, before the temperature."""
        found = features(text)
        scores: Floats = found.values @ self.weights[found.slots] + self.bias
        return scores

    def probabilities(self, text: str) -> Floats:
        """How probable each of `INTENTS` is; they sum to 1."""
        return softmax(self.logits(text) / self.temperature)


def features(text: str) -> Features:
    """Words and pairs of them in Latin letters, one to three characters of Chinese, each by a hash.

    A number counts as a number, whichever it is.
    """
    strengths: dict[int, float] = {}
    for name, strength in _named(text[:MOST_CHARACTERS].lower()):
        slot = crc32(name.encode()) % SLOTS
        strengths[slot] = max(strength, strengths.get(slot, 0.0))
    slots = np.array(sorted(strengths), dtype=np.int64)
    values = np.array([strengths[slot] for slot in slots], dtype=np.float32)
    return Features(slots, values / max(1e-9, float(np.linalg.norm(values))))


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    made: Floats = powers / powers.sum(-1, keepdims=True)
    return made


def load(path: Path) -> Classifier:
    """A classifier as `save` wrote it."""
    with np.load(path, allow_pickle=False) as file:
        weights = file["weights"].astype(np.float32) * file["scales"]
        return Classifier(weights, file["bias"], float(file["temperature"]))


def save(classifier: Classifier, path: Path) -> None:
    """Writes the weights in 8 bits with a scale for each intent."""
    scales = np.abs(classifier.weights).max(0) / 127
    np.savez_compressed(
        path,
        weights=np.round(classifier.weights / scales).astype(np.int8),
        scales=scales.astype(np.float32),
        bias=classifier.bias,
        temperature=np.float32(classifier.temperature),
    )


def _named(text: str) -> Iterator[tuple[str, float]]:
    """The names of the features and how much each counts."""
    words = ["0" if word.isdecimal() else re.sub("['’]", "", word) for word in _WORDS.findall(text)]
    for word in words:
        small = word in _SMALL_WORDS
        yield word, _SMALL if small else 1.0
        if not small and len(word) >= _STEM:
            yield f"^{word[:_STEM]}", 1.0
    for one, other in pairwise(words):
        small = one in _SMALL_WORDS and other in _SMALL_WORDS
        yield f"{one} {other}", _PAIR * (0.5 if small else 1.0)
    for run in _HAN.findall(text):
        for size in (1, 2, 3):
            yield from ((run[at : at + size], 1.0) for at in range(len(run) - size + 1))


@cache
def shipped() -> Classifier:
    """The one that comes with the program."""
    return load(resource("support", "intents.npz"))
