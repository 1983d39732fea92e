"""Scores of labels: accuracy, macro precision, recall and F1, and who is taken for whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from nibble_engine.evaluation.estimate import Array, Estimate, bootstrap


def confusion(gold: Sequence[str], made: Sequence[str]) -> tuple[list[str], list[list[int]]]:
    """Labels in order, and rows of gold by columns of made."""
    labels = sorted({*gold, *made})
    place = {label: index for index, label in enumerate(labels)}
    table = [[0] * len(labels) for _ in labels]
    for one, other in zip(gold, made, strict=True):
        table[place[one]][place[other]] += 1
    return labels, table


def classification(gold: Sequence[str], made: Sequence[str]) -> dict[str, Estimate]:
    """Accuracy and the macro means over the labels of ``gold``."""
    labels = sorted({*gold, *made})
    place = {label: index for index, label in enumerate(labels)}
    size = len(labels)
    rows = np.zeros((len(gold), size * size))
    for row, (one, other) in enumerate(zip(gold, made, strict=True)):
        rows[row, place[one] * size + place[other]] = 1
    scores = {"accuracy": _accuracy, "precision": _precision, "recall": _recall, "f1": _f1}
    return {name: bootstrap(rows, _on_table(score, size), name) for name, score in scores.items()}


def _on_table(score: Callable[[Array], float], size: int) -> Callable[[Array], float]:
    return lambda sums: score(sums.reshape(size, size))


def _accuracy(table: Array) -> float:
    return float(np.trace(table) / table.sum())


def _each(table: Array, axis: int) -> Array:
    """Hits over the sums along an axis, for the labels that gold has."""
    present = table.sum(1) > 0
    sums = table.sum(axis)
    share = np.divide(np.diag(table), sums, out=np.zeros(len(table)), where=sums > 0)
    found: Array = share[present]
    return found


def _precision(table: Array) -> float:
    return float(_each(table, 0).mean())


def _recall(table: Array) -> float:
    return float(_each(table, 1).mean())


def _f1(table: Array) -> float:
    precision, recall = _each(table, 0), _each(table, 1)
    both = precision + recall
    return float(np.divide(2 * precision * recall, both, out=0 * both, where=both > 0).mean())
