"""What earlier requests left in memory: the keys and values of their tokens, for the next request
that begins in the same way.

The next turn of a conversation, another try and an edited question share their beginning with what
was read before; only what is new is read. What is kept, together with what a request may need,
takes no more tokens than the model's context, for which the memory plan has the room.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from transformers import DynamicCache

from nibble_engine.api import Cache
from nibble_engine.generation.block_cache import block_cache
from nibble_engine.generation.int8_cache import int8_cache
from nibble_engine.generation.prefix import Prefix
from nibble_engine.generation.static_step import AHEAD, StaticStep
from nibble_engine.interrupt import Interrupted
from nibble_engine.models.rope import CHANGING, rope_kind

_WORTH = 8
"""Tokens in common from which a cache is used again."""


class Prefixes:
    """Those of one loaded model, whose context has ``room`` tokens; one request at a time, which is
    put where ``static`` finds it if there is such a step."""

    def __init__(
        self, config: Any, bits: Cache, room: int, static: StaticStep | None = None
    ) -> None:
        self._config, self._bits, self._room = config, bits, room
        ropes = getattr(config, "rope_parameters", None)
        self._is_changing = rope_kind(getattr(config, "model_type", None), ropes) in CHANGING
        self._static = None if bits == "8" or self._is_changing else static
        self._kept: list[Prefix] = []  # the one used last is the last
        self._former: list[int] = []

    @contextmanager
    def begun(self, prompt: list[int], more: int) -> Iterator[Prefix]:
        """What is already read of ``prompt``, at most all but its last token, for a request that
        adds ``more`` tokens at most. Kept at the end, also where the request is cancelled."""
        prefix = self.taken(prompt)
        prefix.expect(len(prompt))
        self._place(prefix, len(prompt), more)
        try:
            yield prefix
        except (Interrupted, GeneratorExit):
            self.keep(prefix)
            raise
        # Any other error, such as no memory, may come between two layers: nothing is kept then.
        self.keep(prefix)

    def _place(self, prefix: Prefix, length: int, more: int) -> None:
        """Room for a text of ``length`` tokens and ``more``, where the step finds it."""
        static, most = self._static, self._room
        if static is None or static.is_off:
            self.make_room(length + more)
            return
        room = static.room_for(length + min(more, AHEAD), most)
        if static.room and not static.holds(prefix):
            if static.room == room or (static.room > room and self._fits(static.beside)):
                self.make_room(static.beside)
                static.vacate()
            else:
                # To capture the step anew takes less than to read again what had no room.
                static.release()
        self.make_room(static.room_for(length + more, most))
        static.take(prefix, room, most)

    def texts(self, prompt: list[int]) -> list[list[int]]:
        """What an answer to ``prompt`` may repeat, that itself last: what is kept, and what was
        answered before to the same beginning."""
        held = [prefix.tokens for prefix in self._kept]
        return [*held, self._former, prompt]

    def clear(self) -> None:
        """Forgets all: somebody else needs the memory."""
        self._kept.clear()
        self._former = []

    @property
    def tokens(self) -> int:
        """How many tokens are kept."""
        return sum(prefix.read for prefix in self._kept)

    def left(self, most: int) -> int:
        """Tokens that there is room for beside what is kept, of which ``most`` tokens stay."""
        self.make_room(self._room - most)
        return self._room - sum(prefix.room for prefix in self._kept)

    def new(self) -> DynamicCache:
        """An empty cache of the model."""
        return int8_cache(self._config) if self._bits == "8" else block_cache(self._config)

    def taken(self, prompt: list[int]) -> Prefix:
        """What is already read of ``prompt``, at most all but its last token; `keep` takes it
        back."""
        best, common = None, _WORTH - 1
        self._former = []
        for prefix in self._kept:
            same = min(common_length(prefix.tokens, prompt), len(prompt) - 1)
            if same > common and (prefix.can_be_cut or same == prefix.read):
                best, common = prefix, same
        if best is None:
            return Prefix([], self.new())
        if best.can_be_cut and common * 2 < best.read:
            # Another conversation with the same instructions: the own turns of the first stay as
            # long as there is room.
            return best.copied(common)
        self._kept.remove(best)
        # With the tokens before, by which it is found.
        self._former = best.tokens[max(0, common - _WORTH) :]
        best.cut(common)
        return best

    def _fits(self, tokens: int) -> bool:
        return sum(prefix.room for prefix in self._kept) + tokens <= self._room

    def make_room(self, tokens: int) -> None:
        """Forgets what was used longest ago until so many tokens have room beside the rest."""
        while self._kept and not self._fits(tokens):
            self._kept.pop(0)

    def keep(self, prefix: Prefix) -> None:
        """For a later request that begins in the same way, as long as there is room."""
        del prefix.tokens[prefix.read :]
        if self._is_changing or not prefix.tokens:
            return
        if not prefix.can_be_cut:
            # Each would have a whole window of its own, which the plan has once.
            self._kept.clear()
        self._kept.append(prefix)
        self.make_room(0)


def common_length(one: list[int], other: list[int]) -> int:
    """How many tokens both begin with."""
    longest = min(len(one), len(other))
    if one[:longest] == other[:longest]:
        return longest
    return next(place for place in range(longest) if one[place] != other[place])
