"""Fitting the classifier of intents: mini-batches, Adam, early weights averaged, a temperature."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from nibble_engine.support.intent_classifier import SLOTS, Classifier, Floats, features, softmax
from nibble_engine.support.intents import INTENTS
from nibble_engine.training.intent_data import Sentence

_EPOCHS = 12
_BATCH = 256
_RATE = 0.02
_DECAY = 2e-5
_BETAS = (0.9, 0.999)
_SMALL = 1e-8
_OWN = frozenset(("own", "words"))
_OWN_SHARE = 0.7  # Written for this task; the other sources' sentences repeat each other.
_AROUND = {
    "en": (("Hi, ", "Hello, ", "Good morning. ", "Dear team, ", "Sorry to bother you. "),
           (" Thanks.", " Thank you very much!", " Best regards",
            " Looking forward to your reply.")),
    "zh": (("你好，", "您好，", "亲，", "在吗？", "客服你好，", "请问", "麻烦问一下，"),
           ("谢谢", "，谢谢！", "，麻烦了", "，急", "。辛苦了")),
}  # fmt: skip
_Ints = NDArray[np.int64]


def fit(sentences: Sequence[Sentence], seed: int) -> Classifier:
    """A classifier with the temperature 1."""
    rng = random.Random(seed)
    made = [*sentences, *varied(sentences, rng)]
    slots, values = _matrix([sentence.text for sentence in made])
    gold = np.array([INTENTS.index(sentence.intent) for sentence in made])
    weights = _weights(made)
    # The last row of the table is where the padding points.
    table = np.zeros((SLOTS + 1, len(INTENTS)), dtype=np.float32)
    bias = np.zeros(len(INTENTS), dtype=np.float32)
    moments = [np.zeros_like(table), np.zeros_like(table), np.zeros_like(bias), np.zeros_like(bias)]
    generator = np.random.default_rng(seed)
    total = _EPOCHS * -(-len(made) // _BATCH)
    step = 0
    for _ in range(_EPOCHS):
        order = generator.permutation(len(made))
        for at in range(0, len(made), _BATCH):
            step += 1
            rows = order[at : at + _BATCH]
            slope, lean = _gradient(
                table, bias, slots[rows], values[rows], gold[rows], weights[rows]
            )
            rate = _RATE * (1 - step / (total + 1))
            _adam(table, slope, moments[:2], rate, step)
            _adam(bias, lean, moments[2:], rate, step)
    return Classifier(table[:SLOTS], bias, 1.0)


def varied(sentences: Sequence[Sentence], rng: random.Random) -> Iterator[Sentence]:
    """The sentences again with greetings and thanks, half of them after another of their intent."""
    alike: dict[tuple[str, str], list[Sentence]] = {}
    for sentence in sentences:
        alike.setdefault((sentence.intent, sentence.language), []).append(sentence)
    for sentence in sentences:
        before, after = _AROUND[sentence.language]
        text = rng.choice(before) * (rng.random() < 0.6) + sentence.text
        if rng.random() < 0.5:
            other = rng.choice(alike[sentence.intent, sentence.language])
            text = f"{other.text} {text}"
        yield sentence._replace(text=text + rng.choice(after) * (rng.random() < 0.5))


def temperature(logits: Floats, gold: _Ints) -> float:
    """What to divide the logits by for the least negative log likelihood, on a grid of 1 %."""
    grid = np.exp(np.linspace(np.log(0.2), np.log(8), 370))
    return float(min(grid, key=lambda heat: _loss(logits / heat, gold)))


def calibration_error(probabilities: Floats, gold: _Ints, bins: int = 10) -> float:
    """The expected calibration error (Naeini et al. 2015) in bins of equal width."""
    sure = probabilities.max(-1)
    right = probabilities.argmax(-1) == gold
    places = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [
        abs(float(sure[places == one].sum() - right[places == one].sum())) for one in range(bins)
    ]
    return sum(gaps) / len(gold)


def _loss(logits: Floats, gold: _Ints) -> float:
    return float(-np.log(softmax(logits)[np.arange(len(gold)), gold] + 1e-12).mean())


def _gradient(
    table: Floats, bias: Floats, slots: _Ints, values: Floats, gold: _Ints, weights: Floats
) -> tuple[Floats, Floats]:
    logits = np.einsum("nl,nlc->nc", values, table[slots]) + bias
    error = softmax(logits)
    error[np.arange(len(gold)), gold] -= 1
    error *= weights[:, None] / len(gold)
    slope = np.zeros_like(table)
    np.add.at(slope, slots, values[:, :, None] * error[:, None, :])
    slope[-1] = 0
    return slope + np.float32(_DECAY) * table, error.sum(0)


def _adam(made: Floats, slope: Floats, moments: list[Floats], rate: float, step: int) -> None:
    """One step of Adam (Kingma and Ba 2015), in place."""
    for at, power in enumerate((slope, slope * slope)):
        moments[at] *= _BETAS[at]
        moments[at] += (1 - _BETAS[at]) * power
    first, second = (
        moment / (1 - beta**step) for moment, beta in zip(moments, _BETAS, strict=True)
    )
    made -= rate * first / (np.sqrt(second) + _SMALL)


def _matrix(texts: Sequence[str]) -> tuple[_Ints, Floats]:
    """Slots and values (texts, most features); padded with the slot after the last."""
    found = [features(text) for text in texts]
    width = max(len(one.slots) for one in found)
    slots = np.full((len(found), width), SLOTS, dtype=np.int64)
    values = np.zeros((len(found), width), dtype=np.float32)
    for row, one in enumerate(found):
        slots[row, : len(one.slots)] = one.slots
        values[row, : len(one.values)] = one.values
    return slots, values


def _weights(sentences: Sequence[Sentence]) -> Floats:
    """Every intent counts the same in each language, its own sentences `_OWN_SHARE` of that; the
    mean is 1."""
    keys = [(one.intent, one.language, one.source in _OWN) for one in sentences]
    sizes = Counter(keys)
    shares = [_OWN_SHARE if own else 1 - _OWN_SHARE for _, _, own in keys]
    made = np.array([share / sizes[key] for share, key in zip(shares, keys, strict=True)])
    found: Floats = (made / made.mean()).astype(np.float32)
    return found
