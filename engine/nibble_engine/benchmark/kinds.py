"""What can be measured, and how often at least."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """As commands name them."""

    DECODE = "decode"
    FIRST_TOKEN = "first-token"  # noqa: S105 - no secret
    PREFIX = "prefix"
    LOOKUP = "lookup"
    BATCH = "batch"
    LOAD = "load"
    STOP = "stop"

    @property
    def least(self) -> int:
        """Measurements below which the figure would mean nothing: five for a median, and fifty
        for the 99th percentile that a stop is told by."""
        return 50 if self is Kind.STOP else 5

    @property
    def usual(self) -> int:
        """Measurements where the person does not say how many."""
        return 100 if self is Kind.STOP else 5

    @property
    def has_context(self) -> bool:
        """Whether the length of the text that is read can be chosen."""
        return self in (Kind.FIRST_TOKEN, Kind.PREFIX)
