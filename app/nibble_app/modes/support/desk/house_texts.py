"""The canned replies and house rules that ship with the program, put into the store once."""

from __future__ import annotations

from typing import Any

from nibble_app.store import Store
from nibble_engine.resources import toml_resource
from nibble_engine.support import house_rules


def seed(store: Store) -> None:
    """What the person has changed or deleted since stays as it is."""
    replies: list[dict[str, Any]] = toml_resource("support", "canned.toml")["reply"]
    store.replies.seed("reply", (_own_id(values) for values in replies))
    store.replies.seed("rule", map(house_rules.as_dict, house_rules.built_in()))


def _own_id(values: dict[str, Any]) -> dict[str, Any]:
    """In the file the same reply has one id in all languages."""
    return {**values, "id": f"{values['id']}-{values['language']}"}
