"""Signs that a passage speaks to a program instead of a reader: commands to a model, false roles,
hidden text, and addresses that would carry something out.

What is found is left out of the prompt and of every quote, and told to the agent. It is a net, not
a wall: the wall is that a reply is only what a quoted sentence supports, that house rules are
checked on every draft by the program, and that nothing of a reply is loaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from nibble_engine.resources import toml_resource

Kind = Literal["command", "role", "hidden", "address", "markup"]


_ADDRESS = re.compile(r"https?://|www\.|\]\(|@[\w-]+\.")


@dataclass(frozen=True)
class Finding:
    """A span in characters of the text, and what it is a sign of."""

    kind: Kind
    start: int
    end: int


@lru_cache(maxsize=2048)
def findings(text: str) -> tuple[Finding, ...]:
    """All signs in the text, by their place. Spans of one kind may lie over those of another."""
    found = {
        Finding(kind, match.start(), match.end())
        for kind, pattern in _signs()
        for match in pattern.finditer(text)
        if match.end() > match.start()
    }
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end)))


def distrusted(text: str) -> list[tuple[int, int]]:
    """The spans of a text that are kept from models and quotes."""
    signs = findings(text)
    spans = [(sign.start, sign.end) for sign in signs]
    if orders := [sign.start for sign in signs if sign.kind in ("command", "role")]:
        # Where somebody gives a program orders, what follows is theirs too, and so are addresses.
        spans.append((min(orders), len(text)))
        spans += [match.span() for match in _ADDRESS.finditer(text)]
    return spans


@cache
def _signs() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    flags = re.IGNORECASE | re.MULTILINE
    signs = toml_resource("knowledge", "injection.toml")["sign"]
    return tuple((sign["kind"], re.compile(sign["pattern"], flags)) for sign in signs)
