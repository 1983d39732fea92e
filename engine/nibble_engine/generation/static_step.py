"""A step of one token over a cache that stays where it is, so that a graphics card can replay it.

Launching the work of a layer from Python takes about a millisecond, whatever the layer's size. A
step that was captured once as a CUDA graph (https://docs.pytorch.org/docs/stable/notes/cuda.html,
"CUDA Graphs") is launched as a whole; it must find everything at the same addresses, so the keys
and values of the text that is being answered lie in buffers of a fixed length, of which places that
are not filled yet are masked.
"""

from __future__ import annotations

import logging
import time
import weakref
from collections.abc import Callable
from typing import Any

import torch
from transformers import Cache, PreTrainedModel
from transformers.cache_utils import StaticLayer

from nibble_engine.generation.block_cache import BlockLayer, block_cache
from nibble_engine.generation.prefix import Prefix
from nibble_engine.quantization.cache import room_for

SMALLEST = 1024
"""Tokens of the shortest buffers; others are twice, four times … as long. Masked places are read
too: with the 8B shape 1,024 take 3 % of what its weights take."""
AHEAD = 512
"""Tokens of an answer for which there is room at once."""
_APART = 0.02
"""Share of the largest logit by which a replayed step may differ from the one that was captured."""
_log = logging.getLogger(__name__)

Work = Callable[[], None]
_Pair = tuple[torch.Tensor, torch.Tensor]
Capture = Callable[[Work], Work]
"""Does the work, and returns what does it again at the same addresses."""


class StaticStep:
    """Of a causal model whose layers all keep what they have read. Only one text at a time is in
    the buffers; when another one comes, the former goes into a cache of its own."""

    def __init__(self, model: PreTrainedModel, capture: Capture) -> None:
        self._model, self._capture = model, capture
        device = model.device
        self._token = torch.zeros((1, 1), dtype=torch.long, device=device)
        self._place = torch.zeros(1, dtype=torch.long, device=device)
        cache = block_cache(model.config)
        with torch.inference_mode():
            model(input_ids=self._token, past_key_values=cache, use_cache=True)
        self.is_off = not all(type(layer) is BlockLayer for layer in cache.layers)
        """Whether it has to be left alone: the model is none of these, or a replay went wrong."""
        self._like = [] if self.is_off else [layer.like() for layer in cache.layers]
        self._slot: _Slot | None = None
        self._most = 0

    def room_for(self, tokens: int, most: int) -> int:
        """Places of the buffers for a text of so many tokens, where the context has ``most``."""
        length = SMALLEST
        while length < tokens:
            length *= 2
        return min(length, room_for(most))

    @property
    def room(self) -> int:
        """Places of the buffers, 0 where there are none."""
        return 0 if self._slot is None else self._slot.room

    @property
    def beside(self) -> int:
        """Tokens that memory is needed for, beside what is kept, when another text gets the
        buffers: a cache of its own for the text that is in them, or the buffers themselves."""
        owner = None if self._slot is None else self._slot.owner
        return self.room if owner is None else room_for(owner.read)

    def vacate(self) -> None:
        """The text that is in the buffers goes into a cache of its own."""
        if self._slot is not None:
            self._slot.vacate()

    def release(self) -> None:
        """Gives back the buffers and the step that was captured; a text that is in them keeps what
        it needs."""
        slot, self._slot = self._slot, None
        if slot is not None:
            slot.cache.layers.clear()
            slot.vacate()

    def take(self, prefix: Prefix, room: int, most: int) -> None:
        """Puts a text into the buffers, which are free or its own, and have ``room`` places at
        least afterwards; the context has ``most`` tokens."""
        self._most = most
        if self.holds(prefix) and self.room >= room:
            return
        if self.room < room:
            # What they were is its owner's until it has moved.
            self._slot = _Slot(room, self._place, self._like)
        if self._slot is not None:
            self._slot.take(prefix)

    def holds(self, prefix: Prefix) -> bool:
        """Whether the text is in the buffers."""
        return self._slot is not None and self._slot.owner is prefix

    def next(self, token: int, prefix: Prefix) -> torch.Tensor:
        """Logits (1, vocabulary) after one more token of a text that it `holds`, whose key and
        value are in the text's cache afterwards."""
        place = prefix.read
        if place == self.room:
            self.take(prefix, self.room_for(place + 1, self._most), self._most)
        slot = self._slot
        assert slot is not None
        self._token.fill_(token)
        self._place.fill_(place)
        logits = self._captured(slot) if slot.replay is None else self._replayed(slot, slot.replay)
        for layer in prefix.cache.layers:
            layer.append(1)
        return logits

    def warm(self, most: int) -> None:
        """Captures the shortest step, for a context of ``most`` tokens."""
        if not self.is_off:
            self._place.zero_()
            self._slot = _Slot(self.room_for(1, most), self._place, self._like)
            self._captured(self._slot)

    def _captured(self, slot: _Slot) -> torch.Tensor:
        """Captures the step; what it gave when it was simply done. A replay has to give the same,
        else it is not used."""
        begun = time.perf_counter()
        slot.begin()

        def work() -> None:
            with torch.inference_mode():
                slot.say(self._forward(slot))

        work()
        plain = slot.said.clone()
        try:
            slot.replay = self._capture(work)
            again = self._replayed(slot, slot.replay)
        except torch.OutOfMemoryError:
            raise
        except RuntimeError as error:
            self._switch_off(f"{type(error).__name__}: {error}")
            return plain
        apart = float((again - plain).abs().max()) / max(float(plain.abs().max()), 1e-6)
        if not apart <= _APART:
            self._switch_off(f"a replay was {apart:.3f} off")
            return plain
        seconds = time.perf_counter() - begun
        _log.info("a step of %d places was captured in %.2f s", slot.room, seconds)
        return plain

    def _replayed(self, slot: _Slot, replay: Work) -> torch.Tensor:
        replay()
        # The next replay writes over it.
        return slot.said.clone()

    def _forward(self, slot: _Slot) -> torch.Tensor:
        logits: torch.Tensor = self._model(
            input_ids=self._token, past_key_values=slot.cache, use_cache=True
        ).logits[0]
        return logits

    def _switch_off(self, reason: str) -> None:
        """The engine steps as it does without; texts stay in their buffers."""
        _log.warning("steps are not captured: %s", reason)
        self.is_off, self._slot = True, None


class _Slot:
    """Buffers for ``room`` tokens of one text, and the step that was captured over them."""

    def __init__(self, room: int, place: torch.Tensor, like: list[_Pair]) -> None:
        self.room = room
        self.cache = Cache(layers=[_Layer(room, place, pair) for pair in like])
        self.replay: Work | None = None
        self.said = torch.empty(0)
        self._owner: weakref.ref[Prefix] | None = None

    @property
    def owner(self) -> Prefix | None:
        """The text that is in them, if somebody still keeps it."""
        return None if self._owner is None else self._owner()

    def begin(self) -> None:
        """All of them are there from now on."""
        for layer in self.cache.layers:
            layer.begin()

    def say(self, logits: torch.Tensor) -> None:
        """Puts a step's logits where they always are."""
        if self.said.shape != logits.shape:
            self.said = torch.empty_like(logits)
        self.said.copy_(logits)

    def vacate(self) -> None:
        """Moves the text that is in them out of them, layer by layer."""
        owner, self._owner = self.owner, None
        for layer in owner.cache.layers if owner is not None else ():
            layer.leave()

    def take(self, prefix: Prefix) -> None:
        """Moves a text into them, layer by layer: not all of it is in memory twice."""
        for layer, held in zip(self.cache.layers, prefix.cache.layers, strict=True):
            layer.begin()
            held.move(layer.keys, layer.values)
        self._owner = weakref.ref(prefix)


class _Layer(StaticLayer):
    """A layer's buffers (1, heads, room, size), written at a place that all layers share."""

    is_initialized: bool

    def __init__(self, room: int, place: torch.Tensor, like: _Pair) -> None:
        super().__init__(room)
        self.cumulative_length = place
        self._like = like

    def begin(self) -> None:
        """There are buffers from now on; zeros, since what is masked must still be a number."""
        if not self.is_initialized:
            self.keys, self.values = (
                like.new_zeros((*like.shape[:2], self.max_cache_len, like.shape[3]))
                for like in self._like
            )
            self.dtype, self.device = self.keys.dtype, self.keys.device
            self.is_initialized = True

    def update(
        self, key_states: torch.Tensor, value_states: torch.Tensor, *args: Any, **kwargs: Any
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Writes a token's; the place is moved on by who gives the token."""
        self.begin()
        self.keys.index_copy_(2, self.cumulative_length, key_states)
        self.values.index_copy_(2, self.cumulative_length, value_states)
        return self.keys, self.values


class CudaCapture:
    """Captures CUDA graphs, on a stream of their own as CUDA asks for."""

    def __init__(self, device: torch.device) -> None:
        self._stream = torch.cuda.Stream(device)

    def __call__(self, work: Work) -> Work:
        """See `Capture`. Raises RuntimeError where the work cannot be captured."""
        current = torch.cuda.current_stream(self._stream.device)
        self._stream.wait_stream(current)
        with torch.cuda.stream(self._stream):
            # Libraries make their handles and their workspace of this stream.
            work()
        current.wait_stream(self._stream)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph, stream=self._stream):
            work()
        return graph.replay
