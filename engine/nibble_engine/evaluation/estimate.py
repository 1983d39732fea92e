"""A score with its interval: what a figure is worth that was measured on some hundred examples."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nibble_engine.errors import BadInputError

Array = NDArray[np.float64]
_DRAWS, _SEED = 1000, 1


@dataclass(frozen=True)
class Estimate:
    """``value`` on all examples; ``low`` and ``high`` hold 95 % of the bootstrap's values.

    ``signature`` says how it was counted, so that two figures can be compared.
    """

    value: float
    low: float
    high: float
    signature: str

    def as_dict(self) -> dict[str, Any]:
        """The form of the JSON output."""
        return {
            "value": round(self.value, 4),
            "low": round(self.low, 4),
            "high": round(self.high, 4),
            "signature": self.signature,
        }


def bootstrap(
    statistics: Sequence[Sequence[float]] | Array, score: Callable[[Array], float], signature: str
) -> Estimate:
    """The score of the summed ``statistics`` (examples, k) and its interval over a thousand
    resamples of the examples (Koehn 2004). Raises `BadInputError` where there is no example."""
    table = np.asarray(statistics, dtype=np.float64)
    if not len(table):
        raise BadInputError(what="no examples")
    count = len(table)
    draws = np.random.default_rng(_SEED).multinomial(count, [1 / count] * count, size=_DRAWS)
    values = [score(row) for row in draws @ table]
    low, high = np.percentile(values, (2.5, 97.5))
    value = score(table.sum(0))
    return Estimate(value, min(float(low), value), max(float(high), value), signature)


def mean(values: Sequence[float], signature: str) -> Estimate:
    """The mean of a figure that every example has."""
    rows = [(value, 1.0) for value in values]
    return bootstrap(rows, lambda sums: float(sums[0] / sums[1]), signature)


def share(hits: Sequence[bool], signature: str) -> Estimate:
    """The share of examples that hit, 0 to 1."""
    return mean([float(hit) for hit in hits], signature)
