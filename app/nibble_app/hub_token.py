"""The token that a person has for the hub: from the environment, or the system's key ring."""

from __future__ import annotations

import contextlib
import importlib
import os

_NAMES = ("NIBBLE_HUB_TOKEN", "HF_TOKEN")
_SERVICE, _ACCOUNT = "nibble", "huggingface"


def hub_token() -> str:
    """Empty where there is none. The key ring is asked only where its library is installed."""
    for name in _NAMES:
        if token := os.environ.get(name, "").strip():
            return token
    # A system without a key ring makes the library raise a RuntimeError.
    with contextlib.suppress(ImportError, RuntimeError, OSError):
        ring = importlib.import_module("keyring")
        return str(ring.get_password(_SERVICE, _ACCOUNT) or "")
    return ""
