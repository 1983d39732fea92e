"""A few tokens at a time through a decoder of the Llama, Mistral, Qwen and dense Hunyuan families,
by our own kernels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch import nn
from transformers import DynamicCache, PreTrainedModel

from nibble_engine.native import instructions, kernels
from nibble_engine.native.families import BLOCK, ROWS, is_known, packed_bytes
from nibble_engine.native.packed_linear import LINE, PackedLinear, PackedMatrix, Pages
from nibble_engine.native.room import Room, Widths
from nibble_engine.native.team import team
from nibble_engine.quantization.int8_linear import Int8Head

_LINEARS = ("q_proj", "k_proj", "v_proj", "o_proj")
_ANGLES = 1024
"""Places for which the rotary embedding's angles are worked out at once."""


def can_step(model: PreTrainedModel) -> bool:
    """Whether such a model, as bitsandbytes loaded it, is one that the kernels know."""
    if not is_known(model.config.to_dict()) or not instructions.IS_POSSIBLE:
        return False
    head = model.get_output_embeddings()
    if type(head) is nn.Linear:
        if head.bias is not None or head.weight.dtype != torch.bfloat16:
            return False
    elif not isinstance(head, Int8Head):
        return False
    layers: Any = model.model.layers
    return all(_is_known(layer) for layer in layers)


def _is_known(layer: Any) -> bool:
    linears = _linears(layer)
    if any(type(one).__name__ != "Linear4bit" for one in linears):
        return False
    if any(one.bias is not None for one in linears[3:]):
        return False
    if any(one.weight.quant_state.blocksize != BLOCK for one in linears):
        return False
    if any(one.out_features % ROWS for one in linears):
        return False
    return not getattr(layer.self_attn, "sliding_window", None)


def _linears(layer: Any) -> list[Any]:
    """Those of a layer in the order of `_LINEARS`, then gate, up and down; None where it lacks
    one."""
    attention, mlp = layer.self_attn, layer.mlp
    found = [getattr(attention, name, None) for name in _LINEARS]
    return found + [getattr(mlp, name, None) for name in ("gate_proj", "up_proj", "down_proj")]


class NativeStep:
    """Holds a model's rounded weights, in its modules' place, and the threads that read them."""

    def __init__(self, model: PreTrainedModel) -> None:
        config: Any = model.config
        attention = model.model.layers[0].self_attn
        self._model = model
        self._wide, self._deep = config.hidden_size, config.intermediate_size
        self._size = attention.head_dim
        self._heads = config.num_attention_heads
        self._groups = config.num_key_value_heads
        self._words = config.vocab_size
        self._codes = _codes(attention.q_proj.weight.quant_state.code)
        self._numbers = np.array([config.rms_norm_eps, attention.scaling], np.float32)
        self._held: list[Any] = []  # what the addresses point to
        self._pages = Pages(sum(_bytes(layer) for layer in model.model.layers))
        self._layers = np.zeros((len(model.model.layers), len(kernels.FIELDS)), np.int64)
        for number, layer in enumerate(model.model.layers):
            self._take(number, layer)
        self._head, self._kind = self._taken_head(model)
        self._cosine, self._sine = _angles(model, _ANGLES)
        self._room = self._room_of(1)

    @property
    def bytes(self) -> int:
        """Of the rounded weights."""
        return sum(
            one.weights.nbytes + one.scales.nbytes
            for one in self._held
            if isinstance(one, PackedMatrix)
        )

    def next(self, tokens: list[int], cache: DynamicCache, said: int | None = None) -> torch.Tensor:
        """Logits (said, words) after each of the last ``said`` of some more tokens, of all where it
        is not told; the tokens' keys and values go into the cache. Each has what it would have
        alone, to the last bit."""
        count = len(tokens)
        said = count if said is None else said
        return self._stepped([tokens], [cache], np.arange(count - said, count))

    def next_of_each(
        self, texts: Sequence[list[int]], caches: Sequence[DynamicCache], said: Sequence[bool]
    ) -> torch.Tensor:
        """Logits (those said, words) after some more tokens of each of some texts, of which those
        are worked out that are ``said``; the tokens go into the texts' caches. Each has what it
        would have alone, to the last bit."""
        ends = np.cumsum([len(tokens) for tokens in texts]) - 1
        return self._stepped(texts, caches, ends[np.array(said, bool)])

    def _stepped(
        self, texts: Sequence[list[int]], caches: Sequence[DynamicCache], said: Any
    ) -> torch.Tensor:
        """Logits after the tokens at the places ``said`` of all, see `kernels.stepped`."""
        tokens = [token for text in texts for token in text]
        count = len(tokens)
        held = np.zeros((len(self._layers), len(caches), len(kernels.CACHED)), np.int64)
        places = np.empty((count, 2), np.int64)
        turns: list[tuple[int, int]] = []
        begin = 0
        for number, (text, cache) in enumerate(zip(texts, caches, strict=True)):
            position, end = int(cache.get_seq_length()), begin + len(text)
            places[begin:end, 0] = number
            places[begin:end, 1] = range(position, position + len(text))
            turns += [
                (first, min(end, first + kernels.STATES))
                for first in range(begin, end, kernels.STATES)
            ]
            begin = end
            for layer, row in zip(cache.layers, held[:, number], strict=True):
                keys, values, *scales = layer.reserved(self._groups, self._size, len(text))
                row[:4] = keys.data_ptr(), values.data_ptr(), keys.stride(2), keys.stride(1)
                if scales:
                    row[4:] = *(some.data_ptr() for some in scales), scales[0].stride(1)
        end = int(places[:, 1].max()) + 1
        if len(self._cosine) < end:
            self._cosine, self._sine = _angles(self._model, end + _ANGLES)
        room = self._room_for(count, end)
        with torch.inference_mode():
            embedded = self._model.get_input_embeddings()(torch.tensor(tokens))
            room.states[:count] = embedded.float().numpy()
        logits = torch.empty((len(said), self._words), dtype=torch.float32)
        crew = team()
        counters = kernels.counters(len(self._layers) * kernels.STAGES + 2, crew.size)
        shape = np.array(
            [
                *(self._wide, self._deep, self._heads, self._groups, self._size),
                *(self._words, self._kind),
            ],
            np.int64,
        )
        common = (
            *(self._layers, held, places, np.array(turns), said, shape, self._numbers),
            *(self._codes.numpy(), self._head, counters, room.states[:count]),
            *(self._cosine[places[:, 1]], self._sine[places[:, 1]]),
            room.qkv[:count], room.attended[:count], room.inner[:count], logits.numpy(),
        )  # fmt: skip
        crew.do(
            lambda number: kernels.stepped(*common, number, crew.size, *room.scratch(number, count))
        )
        return logits

    def _room_for(self, count: int, tokens: int) -> Room:
        """Room for ``count`` tokens, the last of them the one at place ``tokens``."""
        if self._room.count < count or self._room.threads != team().size:
            self._room = self._room_of(count)
        self._room.reach(tokens)
        return self._room

    def _room_of(self, count: int) -> Room:
        queried = self._heads * self._size
        keyed = queried + 2 * self._groups * self._size
        queries = self._heads // self._groups
        widths = Widths(self._wide, self._deep, queried, keyed, queries, self._size)
        return Room(count, team().size, widths)

    def _take(self, number: int, layer: Any) -> None:
        attention, mlp = layer.self_attn, layer.mlp
        qkv, qkv_scales = self._packed(attention, ("q_proj", "k_proj", "v_proj"))
        biases = [getattr(attention, name).bias for name in ("q_proj", "k_proj", "v_proj")]
        out, out_scales = self._packed(attention, ("o_proj",))
        gate, gate_scales = self._packed(mlp, ("gate_proj", "up_proj"))
        down, down_scales = self._packed(mlp, ("down_proj",))
        self._layers[number] = (
            self._floats(layer.input_layernorm.weight),
            qkv,
            qkv_scales,
            0 if biases[0] is None else self._floats(torch.cat(biases)),
            self._norm(attention, "q_norm"),
            self._norm(attention, "k_norm"),
            self._norm(attention, "query_layernorm"),
            self._norm(attention, "key_layernorm"),
            out,
            out_scales,
            self._floats(layer.post_attention_layernorm.weight),
            gate,
            gate_scales,
            down,
            down_scales,
        )

    def _packed(self, parent: Any, names: tuple[str, ...]) -> tuple[int, int]:
        """Packs linear layers into one matrix that takes their place; its two addresses."""
        layers = [getattr(parent, name) for name in names]
        rows = sum(layer.out_features for layer in layers)
        matrix = PackedMatrix(rows, layers[0].in_features, self._codes, self._pages)
        first = 0
        for name, layer in zip(names, layers, strict=True):
            last = matrix.put(first, layer)
            setattr(parent, name, PackedLinear(matrix, first, last, layer.bias))
            # It and its weight know each other: they would go at the next collection only, and
            # a model would be in memory twice.
            layer.weight = None
            first = last
        self._held.append(matrix)
        return matrix.weights.data_ptr(), matrix.scales.data_ptr()

    def _norm(self, attention: Any, name: str) -> int:
        norm = getattr(attention, name, None)
        return 0 if norm is None else self._floats(norm.weight)

    def _floats(self, tensor: torch.Tensor) -> int:
        held = tensor.detach().float().contiguous()
        self._held.append(held)
        return held.data_ptr()

    def _taken_head(self, model: PreTrainedModel) -> tuple[Any, int]:
        norm = self._floats(model.model.norm.weight)
        head: Any = model.get_output_embeddings()
        if isinstance(head, Int8Head):
            matrix = head.matrix
            parts, kind = (matrix.weight, matrix.scale), 1
        else:
            parts, kind = (head.weight, head.weight), 0
        # Not the parameters: another tensor may be put into them.
        self._held.extend(part.detach() for part in parts)
        addresses = [norm, *(part.data_ptr() for part in parts)]
        return np.array(addresses, np.int64), kind


def _bytes(layer: Any) -> int:
    """Of the packed weights of a layer's four matrices."""
    return sum(
        packed_bytes(one.out_features, one.in_features) + 2 * LINE for one in _linears(layer)
    )


def _codes(code: torch.Tensor) -> torch.Tensor:
    """The 16 values as bytes, 128 above what they mean in steps of 1/127, four times."""
    return ((code.float() * 127).round() + 128).to(torch.uint8).repeat(4)


def _angles(model: PreTrainedModel, context: int) -> tuple[Any, Any]:
    """Cosines and sines (context, head size) of the rotary embedding."""
    places = torch.arange(context)[None]
    with torch.inference_mode():
        cosine, sine = model.model.rotary_emb(torch.zeros(1, dtype=torch.float32), places)
    return cosine[0].float().contiguous().numpy(), sine[0].float().contiguous().numpy()
