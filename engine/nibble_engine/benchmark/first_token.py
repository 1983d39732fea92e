"""Milliseconds to the first token of a new text and of a text that goes on, against B0."""

from __future__ import annotations

from nibble_engine.benchmark.asked import Asked, prompt_ids
from nibble_engine.benchmark.figure import Figure
from nibble_engine.benchmark.kinds import Kind
from nibble_engine.benchmark.ours import Ours
from nibble_engine.benchmark.plain import Plain
from nibble_engine.benchmark.turns import by_turns

TEXT, HISTORY, NEW = 512, 4096, 64


def first_token(asked: Asked) -> Figure:
    """Both read all of the prompt."""
    count = asked.tokens(TEXT, 1)
    ours = Ours(asked, count + 1)
    plain = Plain(asked, ours.loaded.device)
    prompt = prompt_ids(count, ours.vocabulary)

    def our_first(run: int) -> float:
        ours.loaded.prefixes.clear()
        return ours.first(prompt)

    found = by_turns(asked.runs, our_first, lambda run: plain.first(prompt))
    return Figure.of(
        ours.loaded.info, Kind.FIRST_TOKEN, "ms", found, baseline_level=plain.level, context=count
    )


def next_turn(asked: Asked) -> Figure:
    """We have kept what was read before and read 64 new tokens, other ones each time; B0 reads
    all."""
    count = asked.tokens(HISTORY, NEW + 1)
    ours = Ours(asked, count + NEW + 1)
    plain = Plain(asked, ours.loaded.device)
    history = prompt_ids(count, ours.vocabulary)
    ours.first(history)

    def turn(run: int) -> list[int]:
        return [*history, *prompt_ids(NEW, ours.vocabulary, first=5 + run * NEW)]

    found = by_turns(
        asked.runs, lambda run: ours.first(turn(run)), lambda run: plain.first(turn(run))
    )
    return Figure.of(
        ours.loaded.info, Kind.PREFIX, "ms", found, baseline_level=plain.level, context=count
    )
