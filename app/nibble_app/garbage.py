"""Collecting garbage by hand. Free of Qt."""

from __future__ import annotations

import gc


def collect_due() -> int:
    """Collects the oldest generation that is due, and the younger ones with it; returns how many
    objects went, 0 where nothing was due."""
    due = [
        number
        for number, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        if 0 < most < count
    ]
    return gc.collect(max(due)) if due else 0
