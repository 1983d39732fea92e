"""Tokens a second: our loop against B0."""

from __future__ import annotations

import statistics

from nibble_engine.benchmark.asked import Asked, prompt_ids
from nibble_engine.benchmark.figure import Figure
from nibble_engine.benchmark.kinds import Kind
from nibble_engine.benchmark.ours import Ours
from nibble_engine.benchmark.plain import Plain
from nibble_engine.benchmark.turns import by_turns
from nibble_engine.planning.bandwidth import measured_bandwidth

PROMPT, NEW = 64, 64


def decoding(asked: Asked) -> Figure:
    """64 new tokens after 64."""
    count = asked.tokens(PROMPT, NEW)
    ours = Ours(asked, count + NEW)
    plain = Plain(asked, ours.loaded.device)
    prompt = prompt_ids(count, ours.vocabulary)
    bandwidth: list[float] = []

    def our_rate(run: int) -> float:
        bandwidth.append(measured_bandwidth())
        ours.loaded.prefixes.clear()
        return ours.rate(prompt, NEW)

    found = by_turns(asked.runs, our_rate, lambda run: plain.rate(prompt, NEW))
    info = ours.loaded.info
    # The probe reads the processor's memory, which says nothing of a card's.
    is_bound = info.device == "cpu"
    return Figure.of(
        info,
        Kind.DECODE,
        "tokens/s",
        found,
        baseline_level=plain.level,
        context=count,
        weights=ours.weights if is_bound else 0,
        bandwidth=statistics.median(bandwidth) if is_bound else 0.0,
    )
