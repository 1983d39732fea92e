"""What is to be measured."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from nibble_engine.api import Level
from nibble_engine.errors import NoFullWeightsError, PromptTooLongError
from nibble_engine.models.shelf import checked_config, described, quantized_level


@dataclass(frozen=True)
class Asked:
    """The model folder ``path`` at ``level``, so many ``runs`` of each side; ``context`` tokens are
    read before, where it is not left to the kind of measurement."""

    path: Path
    level: Level
    runs: int
    context: int | None = None

    @cached_property
    def held(self) -> Level | None:
        """The level of weights that are rounded already; raises what `checked_config` does, and
        `NoFullWeightsError` where it is another than the one asked for."""
        held = quantized_level(checked_config(self.path))
        if held is not None and held is not self.level:
            raise NoFullWeightsError(path=str(self.path), level=str(self.level), held=str(held))
        return held

    def tokens(self, usual: int, more: int) -> int:
        """How many to read where ``more`` follow: as asked, or ``usual`` or what the model takes.

        Raises `PromptTooLongError`.
        """
        limit = described(self.path).context
        wanted = self.context or usual
        if not limit or wanted + more <= limit:
            return wanted
        # Not so much that a kind with a fixed length becomes another measurement.
        if self.context is None and limit > 2 * more:
            return limit - more
        raise PromptTooLongError(tokens=wanted + more, context=limit, reason="benchmark")


def prompt_ids(count: int, vocabulary: int, first: int = 0) -> list[int]:
    """So many tokens that any vocabulary has; another ``first`` gives others."""
    known = min(900, vocabulary - 3)
    return [3 + (first + number * 7) % known for number in range(count)]
