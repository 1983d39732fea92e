"""Requests cancelled at whatever moment leave nothing behind, in the engine or before it."""

from __future__ import annotations

from pathlib import Path

from soaking import cancel_many, soaked


def test_forty_cancels_at_random_moments_end_once_and_leave_nothing(tmp_path: Path) -> None:
    with soaked(tmp_path, seed=11) as soak:
        told = cancel_many(soak, 40)
    assert told["Cancelled"] + told["Finished"] == 40 and told["Cancelled"] > 10, told
