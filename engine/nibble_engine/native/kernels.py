"""The arithmetic of one token through a decoder, for any number of threads.

Each stage's rows are taken in small portions. A thread takes those of its own range, one after the
other, for memory is read fastest in one direction; then what is left of the ranges of others: one
that comes late or is interrupted delays nobody. A stage is done when all its portions are.
"""

# mypy: ignore-errors
# numba compiles these functions by the types of their arguments; arrays and numbers, no objects.

from __future__ import annotations

import numpy as np
from numba import carray, njit

from nibble_engine.native.families import BLOCK
from nibble_engine.native.instructions import (
    added,
    as_bits,
    as_float,
    breathe,
    eight_bit_dot,
    four_bit_dots,
    four_bit_widened,
    pointer,
    seen,
    sixteen_bit_dot,
)

FIELDS = (
    *("input_norm", "qkv", "qkv_scales", "qkv_bias", "query_norm", "key_norm"),
    *("out", "out_scales", "post_norm", "gate_up", "gate_up_scales", "down", "down_scales"),
    *("keys", "values", "token_stride", "head_stride"),
)
"""A layer's row of the table of addresses (the last two are counts of numbers)."""
_IN, _QKV, _QKV_S, _BIAS, _QN, _KN, _OUT, _OUT_S, _POST, _GU, _GU_S, _DOWN, _DOWN_S = range(13)
_KEYS, _VALUES, _TOKEN, _HEAD = range(13, 17)
STAGES = 5
"""Of a layer: query, key and value; attention; its output; gate and up; down."""
_LINE = 8
"""int64 numbers of a cache line: counters that threads change do not share one. A stage has one for
the portions that are done, and one for each thread's that are taken."""
_HEAD_16, _HEAD_8 = 0, 1

_options = {"nogil": True, "fastmath": True, "cache": True, "error_model": "numpy"}


def counters(stages, threads):
    """What the threads count for so many stages."""
    return np.zeros(stages * (threads + 1) * _LINE, np.int64)


@njit(**_options)
def _take(counters, stage, portions, thread, threads):
    """The next portion for thread ``thread`` of ``threads``; -1 when all are taken."""
    line = counters.ctypes.data + stage * (threads + 1) * _LINE * 8
    for other in range(threads):
        whose = (thread + other) % threads
        first, last = whose * portions // threads, (whose + 1) * portions // threads
        place = line + (whose + 1) * _LINE * 8
        if seen(place) < last - first:
            taken = first + added(place, 1)
            if taken < last:
                return taken
    return -1


@njit(inline="always", **_options)
def _finished(counters, stage, threads):
    added(counters.ctypes.data + stage * (threads + 1) * _LINE * 8, 1)


@njit(inline="always", **_options)
def _settled(counters, stage, portions, threads):
    place = counters.ctypes.data + stage * (threads + 1) * _LINE * 8
    while seen(place) < portions:
        breathe()


@njit(inline="always", **_options)
def _narrow(value):
    """bfloat16, rounded to the nearest and to even."""
    bits = as_bits(value)
    return np.uint16((bits + np.uint32(0x7FFF) + ((bits >> np.uint32(16)) & np.uint32(1))) >> 16)


@njit(inline="always", **_options)
def _wide(value):
    return as_float(np.uint32(value) << np.uint32(16))


@njit(**_options)
def rounded(states, numbers, begun, scales):
    """States in 8 bits with a scale for each block (absmax), and where each block's sums begin."""
    for block in range(states.shape[0] // BLOCK):
        first = block * BLOCK
        largest = np.float32(0.0)
        for place in range(BLOCK):
            largest = max(largest, abs(states[first + place]))
        scales[block] = largest * np.float32(1.0 / 127.0)
        inverse = np.float32(0.0)
        if largest > 0.0:
            inverse = np.float32(127.0) / largest
        for lane in range(16):
            total = np.int32(0)
            for part in range(4):
                place = first + lane * 4 + part
                number = np.int8(np.rint(states[place] * inverse))
                numbers[place] = number
                total += np.int32(number)
            begun[block, lane] = np.int32(-128) * total


@njit(**_options)
def _normed(states, weight_address, epsilon, out):
    weight = carray(pointer(weight_address), states.shape, np.float32)
    total = np.float32(0.0)
    for place in range(states.shape[0]):
        total += states[place] * states[place]
    factor = np.float32(1.0) / np.sqrt(total / np.float32(states.shape[0]) + epsilon)
    for place in range(states.shape[0]):
        out[place] = states[place] * factor * weight[place]


@njit(**_options)
def _turned(states, weight_address, epsilon, cosine, sine, out):
    """One head's query or key: its norm, if it has one, and its rotary embedding."""
    size = states.shape[0]
    half = size // 2
    factor = np.float32(1.0)
    weight = cosine
    if weight_address != 0:
        weight = carray(pointer(weight_address), (size,), np.float32)
        total = np.float32(0.0)
        for place in range(size):
            total += states[place] * states[place]
        factor = np.float32(1.0) / np.sqrt(total / np.float32(size) + epsilon)
    for place in range(half):
        low, high = states[place] * factor, states[place + half] * factor
        if weight_address != 0:
            low *= weight[place]
            high *= weight[place + half]
        out[place] = low * cosine[place] - high * sine[place]
        out[place + half] = high * cosine[place + half] + low * sine[place + half]


@njit(**_options)
def _attended(row, qkv, group, heads, groups, size, position, numbers, cosine, sine, scores, out):
    """All query heads of one key-value head; ``numbers`` are epsilon and the softmax's scale."""
    queries = heads // groups
    epsilon, factor = numbers[0], numbers[1]
    keys = carray(
        pointer(row[_KEYS] + group * row[_HEAD] * 2), ((position + 1) * row[_TOKEN],), np.uint16
    )
    values = carray(
        pointer(row[_VALUES] + group * row[_HEAD] * 2), ((position + 1) * row[_TOKEN],), np.uint16
    )
    turned = np.empty((queries, size), np.float32)
    key = np.empty(size, np.float32)
    first = heads * size + group * size
    _turned(qkv[first : first + size], row[_KN], epsilon, cosine, sine, key)
    place = position * row[_TOKEN]
    first += groups * size
    for dim in range(size):
        keys[place + dim] = _narrow(key[dim])
        values[place + dim] = _narrow(qkv[first + dim])
    for query in range(queries):
        first = (group * queries + query) * size
        _turned(qkv[first : first + size], row[_QN], epsilon, cosine, sine, turned[query])
    for token in range(position + 1):
        held = keys[token * row[_TOKEN] : token * row[_TOKEN] + size]
        for dim in range(size):
            key[dim] = _wide(held[dim])
        for query in range(queries):
            total = np.float32(0.0)
            for dim in range(size):
                total += turned[query, dim] * key[dim]
            scores[group * queries + query, token] = total * factor
    for query in range(queries):
        line = scores[group * queries + query]
        largest = line[0]
        for token in range(position + 1):
            largest = max(largest, line[token])
        total = np.float32(0.0)
        for token in range(position + 1):
            line[token] = np.exp(line[token] - largest)
            total += line[token]
        for token in range(position + 1):
            line[token] /= total
    said = out[group * queries * size : (group + 1) * queries * size]
    for place in range(queries * size):
        said[place] = np.float32(0.0)
    for token in range(position + 1):
        held = values[token * row[_TOKEN] : token * row[_TOKEN] + size]
        for query in range(queries):
            share = scores[group * queries + query, token]
            line = said[query * size : (query + 1) * size]
            for dim in range(size):
                line[dim] += share * _wide(held[dim])


@njit(**_options)
def _rows(weights, scales, codes, width, first, last, numbers, begun, state_scales, out):
    """Rows ``first`` to ``last`` (multiples of four) of a 4-bit matrix into the beginning of
    ``out``; ``width`` is in pairs of blocks."""
    for row in range(first, last, 4):
        four_bit_dots(
            weights + row * width * BLOCK, scales + row * width * 4, codes,
            numbers.ctypes.data, begun.ctypes.data, state_scales.ctypes.data, width,
            out.ctypes.data + (row - first) * 4,
        )  # fmt: skip


@njit(**_options)
def multiplied(
    weights, scales, codes, width, first, last, states, numbers, begun, state_scales, out
):  # fmt: skip
    """Rows of a 4-bit matrix, by its addresses, times states; all three are multiples of four."""
    rounded(states, numbers, begun, state_scales)
    _rows(weights, scales, codes, width, first, last, numbers, begun, state_scales, out)


@njit(**_options)
def widened(
    weights, scales, codes, width, begin, end, columns, counters, out, thread, threads
):  # fmt: skip
    """Rows of a 4-bit matrix, by its addresses, as bfloat16 numbers, together with other
    threads."""
    portion = 16
    portions = (end - begin + portion - 1) // portion
    while True:
        taken = _take(counters, 0, portions, thread, threads)
        if taken < 0:
            break
        first = begin + taken * portion
        for row in range(first, min(end, first + portion)):
            four_bit_widened(
                weights + (row // 4) * width * 4 * BLOCK + (row % 4) * BLOCK,
                scales + (row // 4) * width * 16 + (row % 4) * 2, codes,
                out + (row - begin) * columns * 2, columns // BLOCK,
            )  # fmt: skip
        _finished(counters, 0, threads)
    _settled(counters, 0, portions, threads)


@njit(inline="always", **_options)
def _portion(rows, least, most):
    """Rows that are taken at once, a multiple of four: at most so many portions."""
    return (max(least, (rows + most - 1) // most) + 3) // 4 * 4


@njit(**_options)
def _add_rows(
    weights, scales, codes, width, rows, portion, counters, stage, thread, threads,
    numbers, begun, state_scales, found, states,
):  # fmt: skip
    """Adds a 4-bit matrix times rounded states to ``states``, a stage of its own; ``found`` has
    room for a portion."""
    portions = (rows + portion - 1) // portion
    while True:
        taken = _take(counters, stage, portions, thread, threads)
        if taken < 0:
            break
        first, last = taken * portion, min(rows, (taken + 1) * portion)
        _rows(
            weights, scales, codes, width, first, last, numbers, begun, state_scales, found
        )  # fmt: skip
        for place in range(first, last):
            states[place] += found[place - first]
        _finished(counters, stage, threads)
    _settled(counters, stage, portions, threads)


@njit(**_options)
def stepped(
    layers, shape, numbers, codes, head, counters, states, cosine, sine,
    scores, qkv, attended, inner, logits, thread, threads, normed, bytes_, begun, scales,
):  # fmt: skip
    """One token through all layers and the head: ``states`` (wide) are its embedding and change.

    ``shape`` is wide, inner, heads, key-value heads, head size, words, position, head's kind;
    ``numbers`` are epsilon and the softmax's scale; ``head`` the addresses of the last norm, the
    head's rows and their scales. The last four are this thread's own scratch.
    """
    wide, deep, heads, groups, size = shape[0], shape[1], shape[2], shape[3], shape[4]
    words, position = shape[5], shape[6]
    queried = heads * size
    for number in range(layers.shape[0]):
        row = layers[number]
        stage = number * STAGES
        # Query, key and value.
        rows = queried + 2 * groups * size
        portion = _portion(rows, 16, 64)
        portions = (rows + portion - 1) // portion
        _normed(states, row[_IN], numbers[0], normed[:wide])
        rounded(normed[:wide], bytes_, begun, scales)
        while True:
            taken = _take(counters, stage, portions, thread, threads)
            if taken < 0:
                break
            first, last = taken * portion, min(rows, (taken + 1) * portion)
            _rows(
                row[_QKV], row[_QKV_S], codes.ctypes.data, (wide + 127) // 128, first, last,
                bytes_, begun, scales, qkv[first:last],
            )  # fmt: skip
            if row[_BIAS] != 0:
                bias = carray(pointer(row[_BIAS]), (rows,), np.float32)
                for place in range(first, last):
                    qkv[place] += bias[place]
            _finished(counters, stage, threads)
        _settled(counters, stage, portions, threads)
        # Attention.
        while True:
            taken = _take(counters, stage + 1, groups, thread, threads)
            if taken < 0:
                break
            _attended(
                row, qkv, taken, heads, groups, size, position, numbers,
                cosine, sine, scores, attended,
            )  # fmt: skip
            _finished(counters, stage + 1, threads)
        _settled(counters, stage + 1, groups, threads)
        # Its output.
        portion = _portion(wide, 16, 64)
        rounded(attended, bytes_, begun, scales)
        _add_rows(
            row[_OUT], row[_OUT_S], codes.ctypes.data, (queried + 127) // 128, wide, portion,
            counters, stage + 2, thread, threads, bytes_, begun, scales, normed, states,
        )  # fmt: skip
        # Gate and up.
        portion = _portion(deep, 16, 128)
        portions = (deep + portion - 1) // portion
        _normed(states, row[_POST], numbers[0], normed[:wide])
        rounded(normed[:wide], bytes_, begun, scales)
        while True:
            taken = _take(counters, stage + 3, portions, thread, threads)
            if taken < 0:
                break
            first, last = taken * portion, min(deep, (taken + 1) * portion)
            width = (wide + 127) // 128
            _rows(
                row[_GU], row[_GU_S], codes.ctypes.data, width, first, last,
                bytes_, begun, scales, normed,
            )  # fmt: skip
            _rows(
                row[_GU], row[_GU_S], codes.ctypes.data, width, deep + first, deep + last,
                bytes_, begun, scales, normed[portion:],
            )  # fmt: skip
            for place in range(last - first):
                gate, up = normed[place], normed[portion + place]
                inner[first + place] = up * gate / (np.float32(1.0) + np.exp(-gate))
            _finished(counters, stage + 3, threads)
        _settled(counters, stage + 3, portions, threads)
        # Down.
        portion = _portion(wide, 8, 64)
        rounded(inner, bytes_, begun, scales)
        _add_rows(
            row[_DOWN], row[_DOWN_S], codes.ctypes.data, (deep + 127) // 128, wide, portion,
            counters, stage + 4, thread, threads, bytes_, begun, scales, normed, states,
        )  # fmt: skip
    # The head.
    stage = layers.shape[0] * STAGES
    portion = 512
    portions = (words + portion - 1) // portion
    _normed(states, head[0], numbers[0], normed[:wide])
    if shape[7] == _HEAD_8:
        rounded(normed[:wide], bytes_, begun, scales)
    while True:
        taken = _take(counters, stage, portions, thread, threads)
        if taken < 0:
            break
        first, last = taken * portion, min(words, (taken + 1) * portion)
        if shape[7] == _HEAD_8:
            word_scales = carray(pointer(head[2]), (words,), np.uint16)
            for word in range(first, last):
                logits[word] = _wide(word_scales[word]) * eight_bit_dot(
                    head[1] + word * wide, bytes_.ctypes.data, begun.ctypes.data,
                    scales.ctypes.data, wide // BLOCK,
                )  # fmt: skip
        else:
            for word in range(first, last):
                logits[word] = sixteen_bit_dot(
                    head[1] + word * wide * 2, normed.ctypes.data, wide // BLOCK
                )
        _finished(counters, stage, threads)
    _settled(counters, stage, portions, threads)
