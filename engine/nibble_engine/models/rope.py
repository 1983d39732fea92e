"""Which kind of rotary embedding a model has, and which of them change in a longer text."""

from __future__ import annotations

NTK_ALPHA = "ntk_alpha"
"""The base is made larger once, by ``alpha ** (size / (size - 2))``, as transformers names it."""
_FIXED_ALPHA = ("hunyuan_v1_dense", "hunyuan_v1_moe")
"""config.model_type of those for which an alpha means `NTK_ALPHA` although they say "dynamic"."""
CHANGING = ("dynamic", "longrope")
"""Kinds whose angles, and so the keys, depend on how long the whole text is."""


def rope_kind(model_type: object, ropes: object) -> str:
    """The kind that transformers makes of a config's ``rope_parameters`` or ``rope_scaling``."""
    if not isinstance(ropes, dict):
        return "default"
    kind = str(ropes.get("rope_type") or ropes.get("type") or "default")
    if kind == "dynamic" and ropes.get("alpha") and model_type in _FIXED_ALPHA:
        return NTK_ALPHA
    return kind
