"""The token that a person has for the hub: in the environment, or in the system's key ring.

It is in no file of ours, in no log, and goes to the hub alone. Each function may ask a service of
the system that takes its time: not for the window's thread.
"""

from __future__ import annotations

import importlib
import os
from typing import Any

_NAMES = ("NIBBLE_HUB_TOKEN", "HF_TOKEN")
_SERVICE, _ACCOUNT = "nibble", "huggingface"


class NoKeyRing(Exception):  # noqa: N818 - no error: some systems have none
    """This system has no key ring that can be used, or it stays locked."""


def hub_token() -> str:
    """Empty where there is none."""
    if token := environment_token():
        return token
    try:
        return stored_token()
    except NoKeyRing:
        return ""


def environment_token() -> str:
    """The token of NIBBLE_HUB_TOKEN or HF_TOKEN, which goes before that of the key ring."""
    for name in _NAMES:
        if token := os.environ.get(name, "").strip():
            return token
    return ""


def stored_token() -> str:
    """The token in the key ring, or empty. Raises `NoKeyRing`."""
    return str(_asked("get_password", _SERVICE, _ACCOUNT) or "")


def store_token(token: str) -> None:
    """Keeps it in the key ring; an empty one is taken out. Raises `NoKeyRing`."""
    if token:
        _asked("set_password", _SERVICE, _ACCOUNT, token)
    elif stored_token():
        _asked("delete_password", _SERVICE, _ACCOUNT)


def _asked(what: str, *values: str) -> object:
    # Late: its back ends are looked for when it is imported.
    try:
        ring: Any = importlib.import_module("keyring")
        return getattr(ring, what)(*values)
    except Exception as error:  # noqa: BLE001 - back ends raise what their system gave them
        # The value that was to be kept must not get into a traceback.
        raise NoKeyRing(type(error).__name__) from None
