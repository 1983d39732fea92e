"""What was left out of a file that was read, so that it can be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Reason = Literal["quote", "columns", "empty", "encoding", "languages", "xml"]


@dataclass(frozen=True)
class BadLine:
    """``line`` counts from 1, in the file as an editor shows it. Reasons: an opening "quote" that
    is not closed; fewer than two "columns"; an "empty" source or target; bytes that are no text in
    the file's "encoding"; an entry without both "languages"; "xml" that ends here, broken."""

    line: int
    reason: Reason


Report = Callable[[BadLine], None]


def ignore(_: BadLine) -> None:
    """Tells nobody."""
