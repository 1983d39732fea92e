"""What a measurement found: figures and, always, those of the baseline beside them."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable
from typing import Literal

import msgspec

from nibble_engine.api import Level, ModelInfo
from nibble_engine.benchmark.kinds import Kind
from nibble_engine.errors import NoBaselineError

Unit = Literal["tokens/s", "ms", "s"]


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """``values`` are ours, one a measurement, ``baselines`` those of what they are compared with.

    ``level`` is that of our model, ``baseline_level`` that of the other one; ``context`` counts the
    tokens that were read before. ``weights`` are the bytes that one token reads and ``bandwidth``
    those that this computer reads in a second, 0 where that does not bound the figure.
    """

    kind: Kind
    unit: Unit
    values: tuple[float, ...]
    baselines: tuple[float, ...]
    model: str
    level: Level
    baseline_level: Level
    device: str
    context: int = 0
    weights: int = 0
    bandwidth: float = 0.0

    @classmethod
    def of(
        cls,
        info: ModelInfo,
        kind: Kind,
        unit: Unit,
        found: tuple[Iterable[float], Iterable[float]],
        *,
        baseline_level: Level | None = None,
        context: int = 0,
        weights: int = 0,
        bandwidth: float = 0.0,
    ) -> Figure:
        """That of the loaded model ``info``; ``found`` are values and baselines. Without a level
        of its own the baseline is the same model."""
        return cls(
            kind=kind,
            unit=unit,
            values=tuple(found[0]),
            baselines=tuple(found[1]),
            model=info.name,
            level=info.level,
            baseline_level=baseline_level or info.level,
            device=info.device,
            context=context,
            weights=weights,
            bandwidth=bandwidth,
        )

    @property
    def statistic(self) -> Literal["median", "p99"]:
        """How ``value`` is made of the values; the baseline is a median always."""
        return "p99" if self.kind is Kind.STOP else "median"

    @property
    def value(self) -> float:
        """Raises `NoBaselineError` where there is nothing beside it: a figure alone says nothing,
        and is not shown."""
        self._check()
        if self.statistic == "median":
            return statistics.median(self.values)
        return sorted(self.values)[math.ceil(0.99 * len(self.values)) - 1]

    @property
    def baseline(self) -> float:
        """Raises `NoBaselineError`."""
        self._check()
        return statistics.median(self.baselines)

    @property
    def ratio(self) -> float:
        """How many times as good as the baseline: as fast, or in as small a part of its time."""
        if self.unit == "tokens/s":
            return self.value / self.baseline
        return self.baseline / self.value

    @property
    def bandwidth_share(self) -> float | None:
        """The part of the memory's reading speed that our weights were read at."""
        if not self.weights or not self.bandwidth:
            return None
        return self.weights * self.value / self.bandwidth

    def _check(self) -> None:
        enough = min(len(self.values), len(self.baselines)) >= self.kind.least
        if not enough or min(self.values) <= 0 or min(self.baselines) <= 0:
            raise NoBaselineError(kind=str(self.kind))
