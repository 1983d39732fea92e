"""Seconds for the sentences of a document: all together against one after the other."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

from nibble_engine.api import Role, TranslateMany
from nibble_engine.benchmark.asked import Asked
from nibble_engine.benchmark.figure import Figure
from nibble_engine.benchmark.kinds import Kind
from nibble_engine.benchmark.ours import load_command
from nibble_engine.benchmark.turns import by_turns
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.job import Job
from nibble_engine.models.loader import load_model

SENTENCES = 64
ROOM = 512
_BEGINNINGS = ("We sent your parcel", "The new order left our shop", "Your money was paid back")
_MIDDLES = ("", " on Monday", " early in the morning", " after we had looked at it once more")
_ENDS = (".", ", and we are sorry.", ", so please wait until Friday.", ", as you asked us to do.")


def together(asked: Asked) -> Figure:
    """From English into Chinese, as a document is translated, none of the sentences twice."""
    _ = asked.held
    command = load_command(asked, ROOM, Role.TRANSLATION)
    loaded = load_model(command, lambda *_: None, lambda: False)
    texts = sentences()

    def taken(parts: Sequence[tuple[str, ...]]) -> float:
        loaded.prefixes.clear()
        # A new one: it remembers what it has translated.
        model = TransformersModel(loaded)
        begun = time.perf_counter()
        for part in parts:
            wanted = TranslateMany(job="bench", texts=part, source="en", target="zh-Hans")
            model.answer(wanted, Job("bench", lambda _: None))
        return time.perf_counter() - begun

    found = by_turns(
        asked.runs, lambda run: taken([texts]), lambda run: taken([(text,) for text in texts])
    )
    return Figure.of(loaded.info, Kind.BATCH, "s", found)


def sentences() -> tuple[str, ...]:
    """Of different lengths, the same each time."""
    every = [a + b + c for a in _BEGINNINGS for b in _MIDDLES for c in _ENDS]
    numbered = [f"Parcel {number} is here." for number in range(SENTENCES - len(every))]
    mixed = every + numbered
    random.Random(3).shuffle(mixed)
    return tuple(mixed)
