"""Training, dev and test parts that share no sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from nibble_engine.preparation.example import Example, normal

PARTS = ("train", "dev", "test")


def split(
    examples: Sequence[Example], dev_share: float, test_share: float, seed: int
) -> dict[str, list[Example]]:
    """Examples that have a text in common are one component, and a component goes whole into the
    part that the smallest hash of its texts says: the same file gives the same parts."""
    leader = list(range(len(examples)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    first: dict[str, int] = {}
    for index, example in enumerate(examples):
        for text in _keys(example):
            leader[find(index)] = find(first.setdefault(text, index))
    hashes: dict[int, float] = {}
    for index, example in enumerate(examples):
        root = find(index)
        hashes[root] = min([hashes.get(root, 1.0), *(_hash(t, seed) for t in _keys(example))])
    # The smallest of many hashes is small: ranks, not values, keep the shares.
    ranked = {
        root: rank for rank, (_, root) in enumerate(sorted((h, r) for r, h in hashes.items()))
    }
    parts: dict[str, list[Example]] = {part: [] for part in PARTS}
    for index, example in enumerate(examples):
        place = (ranked[find(index)] + 0.5) / len(ranked)
        part = (
            "test" if place < test_share else "dev" if place < test_share + dev_share else "train"
        )
        parts[part].append(example)
    return parts


def leaks(one: Iterable[Example], other: Iterable[Example]) -> int:
    """How many texts stand in both."""
    return len({t for e in one for t in _keys(e)} & {t for e in other for t in _keys(e)})


def _keys(example: Example) -> set[str]:
    """System prompts may be shared: they are no content."""
    return {normal(text) for role, text in example.turns if role != "system"}


def _hash(text: str, seed: int) -> float:
    digest = hashlib.sha256(f"{seed}\n{text}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64
