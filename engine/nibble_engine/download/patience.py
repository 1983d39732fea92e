"""How long a source is waited for."""

from __future__ import annotations

import random
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from time import time


@dataclass(frozen=True)
class Patience:
    """Seconds, and how often a source may fail in a row without a byte coming from any."""

    connect: float = 10.0
    read: float = 30.0
    first_wait: float = 0.5
    longest_wait: float = 30.0
    longest_asked: float = 600.0
    tries: int = 8

    def wait(self, failures: int, asked: float | None) -> float:
        """Seconds until a source is asked again that failed ``failures`` times in a row: twice as
        long each time, by chance up to half less, or what the server asked for."""
        if asked is not None:
            return min(asked, self.longest_asked)
        longest = min(self.longest_wait, self.first_wait * 2.0 ** min(failures - 1, 30))
        return longest * random.uniform(0.5, 1)


def asked_wait(retry_after: str | None) -> float | None:
    """Seconds in a Retry-After header, a number or a date (RFC 9110, 10.2.3)."""
    if not retry_after:
        return None
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time())
    except ValueError:
        return None
