"""Tables of words and of pairs of words, from the rules' resources."""

from __future__ import annotations

from functools import cache

from nibble_engine.resources import toml_resource


@cache
def words(file: str, name: str) -> frozenset[str]:
    """The words of that name in a table."""
    return frozenset(toml_resource("proofreading", file)[name].split())


@cache
def pairs(file: str, name: str) -> dict[str, str]:
    """The table's lines "wrong right"; an underscore stands for a space."""
    rows = toml_resource("proofreading", file)[name].split("\n")
    return {
        wrong.replace("_", " "): right.replace("_", " ")
        for wrong, right in (row.split() for row in rows if row.strip())
    }
