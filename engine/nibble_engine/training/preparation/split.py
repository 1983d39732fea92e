"""The split into train, dev and test, with no sentence in two of them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from nibble_engine.errors import BadInputError
from nibble_engine.training.preparation.clean import normalised
from nibble_engine.training.preparation.example import Example

_SHORTEST = 2


def split(
    examples: Iterable[Example], dev_share: float = 0.02, test_share: float = 0.02, seed: int = 1
) -> dict[str, list[Example]]:
    """train, dev and test, in the order given; shares are parts of 1.

    Examples with a turn in common go together. The smallest hash among those decides where to, so
    neither their order nor what else is in the data does. Raises `BadInputError` for shares that
    leave nothing to train on.
    """
    if min(dev_share, test_share) < 0 or dev_share + test_share >= 1:
        raise BadInputError(what="dev_share, test_share")
    listed = list(examples)
    components = _components(listed)
    sizes = Counter(components)
    hashes = [_hash(seed, *(text for _, text in example.turns)) for example in listed]
    names: dict[int, str] = {}
    for component, digest in zip(components, hashes, strict=True):
        names[component] = min(names.get(component, digest), digest)
    parts: dict[str, list[Example]] = {"train": [], "dev": [], "test": []}
    for example, component in zip(listed, components, strict=True):
        part = _part(_place(seed, names[component]), dev_share, test_share)
        # What everyone says ("你好") joins most talks into one, which would be all of the part.
        if sizes[component] > max(1, min(dev_share, test_share) * len(listed)):
            part = "train"
        parts[part].append(example)
    return parts


def leaks(train: Iterable[Example], other: Iterable[Example]) -> int:
    """How many different turns of ``other`` are in ``train`` too, told as duplicates are."""
    known = {turn for example in train for turn in _turns(example)}
    return len(known & {turn for example in other for turn in _turns(example)})


def _turns(example: Example) -> Iterator[str]:
    for role, text in example.turns:
        turn = normalised(text)
        # One instruction may stand before every talk; it is no sentence to be learned.
        if role != "system" and len(turn) >= _SHORTEST:
            yield turn


def _components(examples: list[Example]) -> list[int]:
    """For each example a number that those connected with it share."""
    parents = list(range(len(examples)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    first: dict[str, int] = {}
    for index, example in enumerate(examples):
        for turn in _turns(example):
            parents[root(index)] = root(first.setdefault(turn, index))
    return [root(index) for index in range(len(examples))]


def _hash(seed: int, *texts: str) -> str:
    told = "\0".join([str(seed), *map(normalised, texts)])
    return hashlib.sha256(told.encode()).hexdigest()


def _place(seed: int, name: str) -> float:
    """In [0, 1). Hashed again: the smallest of many is near 0, which would favour one part."""
    return int(_hash(seed, name)[:13], 16) / 16**13


def _part(place: float, dev_share: float, test_share: float) -> str:
    if place < test_share:
        return "test"
    return "dev" if place < test_share + dev_share else "train"
