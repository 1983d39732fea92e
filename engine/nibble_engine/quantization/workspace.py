"""What a loaded model needs beside its weights and its cache: libraries, tokenizer, intermediate
results. The constants are measurements; ``tests/benchmarks/bench_memory.py`` repeats them."""

from __future__ import annotations

import os
from typing import Any

from nibble_engine.api import Level
from nibble_engine.generation.lookup import WIDTHS
from nibble_engine.models.headers import Tensor
from nibble_engine.models.shelf import count_parameters
from nibble_engine.native.families import CHUNK, TEXTS, head_size
from nibble_engine.quantization.cache import cache_bytes, row_bytes, window_bytes
from nibble_engine.quantization.tensor_bytes import is_rounded

PROCESS = 422 * 2**20
"""Bytes of an engine process with torch, transformers and bitsandbytes, without a model: 298 MiB
of its own, 111 MiB of the libraries' files once they are used and 13 MiB of a model's code
(measured on Linux, CPU)."""
NATIVE = 100 * 2**20
"""Bytes of numba, of LLVM and of the kernels that they compiled before: 75 MiB of files and 25 of
its own (measured on Linux); the one time that they are compiled takes 40 more."""
CUDA_CONTEXT = 700 * 2**20
"""Bytes that CUDA, its libraries' handles and kernels take on the card beside torch's memory: 697
MiB measured on an H100 with CUDA 13.0, driver 580 and torch 2.11 (``tests/gpu/run.py``)."""
CUBLAS = 33 * 2**20
"""Bytes of cuBLAS' workspace in torch's memory, measured in the same run."""
GRAPH = 40 * 2**20
"""Bytes that a captured step (``generation/static_step``) keeps: cuBLAS' workspace of its own
stream, 32 MiB on Hopper cards (https://docs.pytorch.org/docs/stable/notes/cuda.html), and its
intermediate results; with 8 bits, where nothing is captured, too much. Not measured yet."""
_CHUNK = {"cpu": 256, "mps": 512, "cuda": 1024}
"""Tokens of a prompt that are read at once, as in ``generation/decode``."""
_TOLD = 4 * max(WIDTHS[-1], TEXTS)
"""Bytes a word of the vocabulary takes while as many tokens are guessed, or as many texts answered,
as may be at once."""
_WORD = 350
"""Bytes of a word in a tokenizer with its merges: 332 to 347 measured with 49,152, 151,936 and
262,144 words."""
_WORD_TWICE = 725
"""The same where the tokenizer's class keeps its words and merges in Python too, as Qwen's does:
718 measured with 151,936 words."""
_SAMPLING = 40
"""Bytes a word of the vocabulary takes while a token is chosen: logits in 16 and 32 bits, sorted
values with their places, probabilities and their sums."""


def process_bytes(device: str) -> int:
    """What is there before any model, in the memory of the device."""
    return CUDA_CONTEXT if device == "cuda" else PROCESS


def tokenizer_bytes(config: dict[str, Any]) -> int:
    """A tokenizer in memory, by the size of its vocabulary."""
    is_kept_twice = str(config.get("model_type", "")).startswith("qwen")
    return (_WORD_TWICE if is_kept_twice else _WORD) * int(config.get("vocab_size") or 0)


def working_bytes(
    config: dict[str, Any],
    found: dict[str, Tensor],
    level: Level,
    length: int,
    *,
    embeds: bool,
    device: str = "cpu",
    native: bool = False,
) -> int:
    """Intermediate results of the widest step while ``length`` tokens are read and answered, by our
    own kernels where they are ``native``."""
    wide = int(config.get("hidden_size") or config.get("d_model") or 0)
    if embeds:
        return length * wide * 8 * 4
    if native:
        return _room(config, length)
    inner = max(int(config.get(n) or 0) for n in ("intermediate_size", "d_ff", "encoder_ffn_dim"))
    rows = length if config.get("is_encoder_decoder") else min(length, _CHUNK.get(device, 256))
    layers = _layer(rows, wide, inner or wide * 4, level, device)
    if config.get("is_encoder_decoder"):
        # The encoder has done its work before the decoder's cache grows; on a processor the cache
        # finds only some of the holes that it left.
        share = 1 if device == "cuda" else 2
        layers = max(0, layers - cache_bytes(config, length) // share)
    if device == "cuda":
        layers += CUBLAS
        if not config.get("is_encoder_decoder"):
            layers += GRAPH
    else:
        # The copies leave holes, and how many of them stay differs from one time to the next.
        layers += window_bytes(config, length)
    sampling = _SAMPLING * int(config.get("vocab_size") or 0)
    return layers + sampling + _attention(config, rows, length, device) + _unpacked(found, level)


def _room(config: dict[str, Any], length: int) -> int:
    """What our kernels work some tokens out in (``native/room``), and the logits after as many as
    are given at once."""
    wide, deep = int(config.get("hidden_size") or 0), int(config.get("intermediate_size") or 0)
    heads = int(config.get("num_attention_heads") or 1)
    queried = heads * head_size(config)
    groups = int(config.get("num_key_value_heads") or heads)
    keyed = queried + 2 * groups * head_size(config)
    longest = max(wide, deep, queried)
    states = CHUNK * (4 * (wide + keyed + queried + deep) + 5 * longest)
    scores = (os.cpu_count() or 1) * 4 * (heads // groups) * (length + 1024) * 4
    return states + scores + (_SAMPLING + _TOLD) * int(config.get("vocab_size") or 0)


def _layer(rows: int, wide: int, inner: int, level: Level, device: str) -> int:
    """The widest layer's results. On a card what is not needed any more is used again at once;
    its products of 8 bits are summed in 32."""
    if device != "cuda":
        return rows * (wide * 10 + inner * 4) * 2
    return rows * ((wide * 4 + inner * 3) * 2 + (inner * 4 if level is Level.INT8 else 0))


def _attention(config: dict[str, Any], rows: int, length: int, device: str) -> int:
    """One layer's keys and values, copied to grow or for every head, and the mask."""
    heads = int(config.get("num_attention_heads") or config.get("decoder_attention_heads") or 0)
    groups = int(config.get("num_key_value_heads") or heads or 1)
    copies = max(1, heads // groups)
    mask = rows * length * (2 if device == "cuda" else 5)
    return 2 * row_bytes(config) * length * copies + mask


def _unpacked(found: dict[str, Tensor], level: Level) -> int:
    """The largest rounded layer as it is multiplied, in 16 bits."""
    return 2 * max(_rounded(found, level), default=0)


def loading_bytes(found: dict[str, Tensor], level: Level) -> int:
    """Copies of the largest tensor while it is rounded."""
    if level is Level.FULL:
        return 0
    return 7 * max(_rounded(found, level), default=0)


def _rounded(found: dict[str, Tensor], level: Level) -> list[int]:
    """Weights of each rounded layer, those that a file holds packed among them."""
    return [
        count_parameters(name, tensor)
        for name, tensor in found.items()
        if tensor.dtype in ("U8", "I8") or is_rounded(name, tensor, level)
    ]
