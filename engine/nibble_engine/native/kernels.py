"""The arithmetic of a few tokens through a decoder, for any number of threads.

What a token is worked out to does not depend on which others are worked out with it: their sums are
made in the same order, to the last bit. So tokens that were only guessed (`Lookup`) change nothing.

Each stage's rows are taken in small portions. A thread takes those of its own range, one after the
other, for memory is read fastest in one direction; then what is left of the ranges of others: one
that comes late or is interrupted delays nobody. A stage is done when all its portions are.
"""

# mypy: ignore-errors
# numba compiles these functions by the types of their arguments; arrays and numbers, no objects.

from __future__ import annotations

import numpy as np
from numba import carray, njit

from nibble_engine.native.families import BLOCK, ROWS
from nibble_engine.native.instructions import (
    HAS_BRAIN,
    MANY,
    QUERIES,
    WIDE,
    added,
    as_bits,
    as_float,
    breathe,
    eight_bit_dots,
    eight_bit_dots_of_many,
    four_bit_dots,
    four_bit_dots_of_four,
    four_bit_dots_of_two,
    fused,
    give_way,
    pointer,
    scores_of_16,
    seen,
    sixteen_bit_dots,
    sixteen_bit_dots_of_many,
    turned_over,
    weighed_16,
    weighed_wide,
)

FIELDS = (
    *("input_norm", "qkv", "qkv_scales", "qkv_bias"),
    *("query_norm", "key_norm", "turned_query_norm", "turned_key_norm"),
    *("out", "out_scales", "post_norm", "gate_up", "gate_up_scales", "down", "down_scales"),
)
"""A layer's row of the table of addresses; 0 for what it lacks. The norms of a head's query and key
are before the rotary embedding or, of what it turned, behind it."""
_IN, _QKV, _QKV_S, _BIAS, _QN, _KN, _TQN, _TKN = range(8)
_OUT, _OUT_S, _POST, _GU, _GU_S, _DOWN, _DOWN_S = range(8, 15)
CACHED = (
    *("keys", "values", "token_stride", "head_stride"),
    *("key_scales", "value_scales", "scale_stride"),
)
"""A row of the table of what a layer's cache holds of one text (strides are counts of numbers, that
of the scales is from one head to the next). Keys and values without scales are bfloat16, with
scales int8."""
_KEYS, _VALUES, _TOKEN, _HEAD, _KEY_S, _VALUE_S, _SCALE = range(7)
STAGES = 10
"""Of a layer: query, key and value; what attention keeps; attention; its output; gate and up; down;
and before each matrix the rounding of its states."""
_QKV_STATES, _QKV_ROWS, _KEPT, _ATTENTION, _OUT_STATES, _OUT_ROWS = range(6)
_GU_STATES, _GU_ROWS, _DOWN_STATES, _DOWN_ROWS = range(6, 10)
_LINE = 8
"""int64 numbers of a cache line: counters that threads change do not share one. A stage has one for
the portions that are done, and one for each thread's that are taken."""
_HEAD_16, _HEAD_8 = 0, 1
STATES = 4
"""Tokens whose attention one thread works out at once."""
_BLOCK, FEW = 16, 256
"""Tokens of the cache whose keys are multiplied at once, and whose values stay near."""
_PATIENCE = 4096
"""Breaths (about 50 microseconds) that a thread waits for others before it gives way."""
_TOGETHER = 64
"""Vectors of states that go through a portion of rows together: more would not stay near."""
_NEAR = 8
"""Words whose rows stay in the nearest cache while several states are multiplied."""

_FAST = {"nnan", "ninf", "nsz", "contract", "reassoc"}
"""What the compiler may take for granted. Not reciprocals in a division's place: it works with them
in a loop's vectors but not in what is left over, nor where arrays lie so close that it does without
vectors, and a number would depend on where it stands."""
_options = {"nogil": True, "fastmath": _FAST, "cache": True, "error_model": "numpy"}


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
    waited = 0
    while seen(place) < portions:
        breathe()
        waited += 1
        if waited % _PATIENCE == 0:
            give_way()


@njit(inline="always", **_options)
def _narrow(value):
    """bfloat16, rounded to the nearest and to even."""
    bits = as_bits(value)
    return np.uint16((bits + np.uint32(0x7FFF) + ((bits >> np.uint32(16)) & np.uint32(1))) >> 16)


@njit(inline="always", **_options)
def _wide(value):
    return as_float(np.uint32(value) << np.uint32(16))


@njit(**_options)
def rounded(states, numbers, totals, scales):
    """States in 8 bits with a scale for each block (absmax), and -128 times each block's sum."""
    for block in range(states.shape[0] // BLOCK):
        first = block * BLOCK
        largest = np.float32(0.0)
        for place in range(first, first + BLOCK):
            largest = max(largest, abs(states[place]))
        scales[block] = largest * np.float32(1.0 / 127.0)
        inverse = np.float32(0.0)
        if largest > 0.0:
            inverse = np.float32(127.0) / largest
        total = np.int32(0)
        for place in range(first, first + BLOCK):
            number = np.int8(np.rint(states[place] * inverse))
            numbers[place] = number
            total += np.int32(number)
        totals[block] = np.int32(-128) * total


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
def _turned(states, weight_address, turned_address, epsilon, cosine, sine, out):
    """One head's query or key: its rotary embedding, with a norm before or behind it where there is
    an address of one's weights."""
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
        out[place] = fused(low, cosine[place], -(high * sine[place]))
        out[place + half] = fused(high, cosine[place + half], low * sine[place + half])
    if turned_address != 0:
        _normed(out, turned_address, epsilon, out)


@njit(**_options)
def _kept(row, held, qkv, group, heads, groups, size, position, epsilon, cosine, sine):
    """The key and the value of one key-value head, into what is held of its text."""
    first = heads * size + group * size
    key = np.empty(size, np.float32)
    _turned(qkv[first : first + size], row[_KN], row[_TKN], epsilon, cosine, sine, key)
    first += groups * size
    _keep(held, _KEYS, _KEY_S, group, position, key)
    _keep(held, _VALUES, _VALUE_S, group, position, qkv[first : first + size])


@njit(**_options)
def _keep(held, field, scale_field, group, position, states):
    """One head's key or value of one token."""
    size, place = states.shape[0], position * held[_TOKEN]
    if held[scale_field] == 0:
        numbers = _cached(held, field, group, position + 1)
        for dim in range(size):
            numbers[place + dim] = _narrow(states[dim])
        return
    largest = np.float32(0.0)
    for dim in range(size):
        largest = max(largest, abs(states[dim]))
    narrow = _narrow(largest / np.float32(127.0))
    inverse = np.float32(0.0)
    if _wide(narrow) > 0.0:
        inverse = np.float32(1.0) / _wide(narrow)
    _scales(held, scale_field, group, position + 1)[position] = narrow
    bytes_ = _numbers(held, field, group, position + 1)
    for dim in range(size):
        number = np.rint(states[dim] * inverse)
        bytes_[place + dim] = np.int8(min(max(number, np.float32(-127.0)), np.float32(127.0)))


@njit(inline="always", **_options)
def _numbers(held, field, group, tokens):
    """The keys or values of one head in 8 bits."""
    return carray(pointer(held[field] + group * held[_HEAD]), (tokens * held[_TOKEN],), np.int8)


@njit(inline="always", **_options)
def _scales(held, field, group, tokens):
    """Those of one head's keys or values, bfloat16."""
    return carray(pointer(held[field] + group * held[_SCALE] * 2), (tokens,), np.uint16)


@njit(**_options)
def _unrounded(held, field, scale_field, group, token, count, size, near):
    """The keys or values of ``count`` tokens from ``token`` on as bfloat16 numbers (count, size),
    where they are in 8 bits; the address of those of 16 bits, and of ``near``, and the bytes from
    one token's to the next one's."""
    if held[scale_field] == 0:
        step = held[_TOKEN] * 2
        return held[field] + group * held[_HEAD] * 2 + token * step, step
    scales = _scales(held, scale_field, group, token + count)
    numbers = _numbers(held, field, group, token + count)
    for one in range(count):
        scale, first = _wide(scales[token + one]), (token + one) * held[_TOKEN]
        for dim in range(size):
            near[one, dim] = _narrow(np.float32(numbers[first + dim]) * scale)
    return np.int64(near.ctypes.data), np.int64(near.shape[1] * 2)


@njit(inline="always", **_options)
def _cached(held, field, group, tokens):
    """The keys or values of one head, as far as those of so many tokens."""
    return carray(
        pointer(held[field] + group * held[_HEAD] * 2), (tokens * held[_TOKEN],), np.uint16
    )


@njit(inline="always", **_options)
def _power(value):
    """e to a power, to a few units of the last place: 2 to the whole part is in the exponent, to
    the rest a Taylor series. It has no branches, so 16 are worked out at once."""
    scaled = min(max(value, np.float32(-87.0)), np.float32(88.0)) * np.float32(1.44269504)
    whole = np.rint(scaled)
    x = scaled - whole
    y = np.float32(0.00015403530) * x + np.float32(0.0013333558)
    y = y * x + np.float32(0.0096181291)
    y = y * x + np.float32(0.055504109)
    y = y * x + np.float32(0.24022651)
    y = y * x + np.float32(0.69314718)
    y = y * x + np.float32(1.0)
    return y * as_float(np.uint32(np.int32(whole) + np.int32(127)) << np.uint32(23))


@njit(**_options)
def _gated(gate, up, out):
    """SiLU of the gate times what goes through it."""
    for place in range(out.shape[0]):
        out[place] = up[place] * gate[place] / (np.float32(1.0) + _power(-gate[place]))


@njit(**_options)
def _shares(line, seen_, length):
    """Softmax of the first ``seen_`` scores but for its factor, which is left at the line's end;
    those after it, up to ``length``, have no share."""
    largest = line[0]
    for token in range(seen_):
        largest = max(largest, line[token])
    total = np.float32(0.0)
    for token in range(seen_):
        line[token] = _power(line[token] - largest)
        total += line[token]
    for token in range(seen_, length):
        line[token] = np.float32(0.0)
    line[line.shape[0] - 1] = np.float32(1.0) / total


@njit(**_options)
def _attended(
    row, held, qkv, group, heads, groups, size, position, numbers, cosine, sine,
    scores, turned, keys, near, out,
):  # fmt: skip
    """All query heads of one key-value head for some tokens, the first of them at ``position``;
    ``numbers`` are epsilon and the softmax's scale. ``scores`` (queries, tokens in the cache),
    ``turned`` (2, queries, size), ``keys`` (size, 16) and ``near`` (tokens, size) are a thread's
    own room; queries and tokens are filled up to whole blocks.

    A token's sums are made of 16 tokens of the cache at once, and in their order, whichever others
    are with it: what comes behind it has no share.
    """
    queries, count = heads // groups, qkv.shape[0]
    rows = count * queries
    filled = (rows + QUERIES - 1) // QUERIES * QUERIES
    length = position + count
    whole = length // _BLOCK * _BLOCK
    asked, said = turned[0], turned[1]
    for state in range(count):
        for query in range(queries):
            first = (group * queries + query) * size
            _turned(
                qkv[state, first : first + size], row[_QN], row[_TQN], numbers[0],
                cosine[state], sine[state], asked[state * queries + query, :size],
            )  # fmt: skip
    line, room = scores.shape[1] * 4, turned.shape[2] * 4
    for token in range(0, length, _BLOCK):
        some = min(_BLOCK, length - token)
        source, step = _unrounded(held, _KEYS, _KEY_S, group, token, some, size, near)
        if token < whole:
            turned_over(source, step, size, keys.ctypes.data)
        else:
            last = carray(pointer(source), (some * step // 2,), np.uint16)
            keys[:] = np.float32(0.0)
            for one in range(some):
                for dim in range(size):
                    keys[dim, one] = _wide(last[one * step // 2 + dim])
        for query in range(0, filled, QUERIES):
            scores_of_16(
                keys.ctypes.data, asked.ctypes.data + query * room, room, size, numbers[1],
                scores.ctypes.data + query * line + token * 4, line,
            )  # fmt: skip
    for one in range(rows):
        _shares(scores[one], position + one // queries + 1, length)
    said[:filled, :size] = np.float32(0.0)
    # Few tokens at once: they are still near for the next queries.
    for token in range(0, length, FEW):
        some = min(FEW, length - token)
        source, step = _unrounded(held, _VALUES, _VALUE_S, group, token, some, size, near)
        for query in range(0, filled, QUERIES):
            share = scores.ctypes.data + query * line + token * 4
            target = said.ctypes.data + query * room
            dim = 0
            while dim < size:
                at = source + dim * 2
                if dim + WIDE <= size:
                    weighed_wide(at, step, some, share, line, target + dim * 4, room)
                    dim += WIDE
                else:
                    weighed_16(at, step, some, share, line, target + dim * 4, room)
                    dim += 16
    for one in range(rows):
        first = (group * queries + one % queries) * size
        factor = scores[one, scores.shape[1] - 1]
        for dim in range(size):
            out[one // queries, first + dim] = said[one, dim] * factor


@njit(**_options)
def _rows(
    weights, scales, codes, width, first, last, begin, end, numbers, totals, state_scales, out, step
):  # fmt: skip
    """Rows ``first`` to ``last`` (multiples of 16) of a 4-bit matrix times the vectors of states
    from ``begin`` to ``end``, to the address ``out``, those of a vector ``step`` numbers behind
    those of the one before; ``width`` is in pairs of blocks."""
    room = numbers.shape[1]
    for row in range(first, last, ROWS):
        held, scaled = weights + row * width * BLOCK, scales + row * width * 4
        state = begin
        while state < end:
            at = numbers.ctypes.data + state * room
            total = totals.ctypes.data + state * room // 16
            scale = state_scales.ctypes.data + state * room // 16
            target = out + ((state - begin) * step + row - first) * 4
            if state + 4 <= end:
                four_bit_dots_of_four(
                    held, scaled, codes, at, total, scale, width, target, room, step * 4
                )
                state += 4
            elif state + 2 <= end:
                four_bit_dots_of_two(
                    held, scaled, codes, at, total, scale, width, target, room, step * 4
                )
                state += 2
            else:
                four_bit_dots(held, scaled, codes, at, total, scale, width, target, room, step * 4)
                state += 1


@njit(inline="always", **_options)
def _portion(rows, least, most):
    """Rows that are taken at once, a multiple of 16: at most so many portions."""
    return (max(least, (rows + most - 1) // most) + ROWS - 1) // ROWS * ROWS


@njit(**_options)
def _ready(
    states, which, norm, epsilon, wide, alone, brain, counters, stage, thread, threads,
    normed, bytes_, totals, scales,
):  # fmt: skip
    """A stage of its own: the states of the tokens ``which`` in 8 bits, behind the norm by its
    address where there is one; with ``brain`` what the norm made as bfloat16 numbers too, in the
    same place. A vector that is ``alone`` is made ready by each thread for itself, which is sooner
    than to wait for another."""
    count = which.shape[0]
    taken = np.int64(0)
    if not alone:
        taken = _take(counters, stage, count, thread, threads)
    while taken >= 0:
        source = states[which[taken]]
        if norm != 0:
            source = normed[taken, :wide]
            _normed(states[which[taken]], norm, epsilon, source)
        rounded(source, bytes_[taken], totals[taken], scales[taken])
        if brain:
            target = carray(pointer(source.ctypes.data), (wide,), np.uint16)
            for place in range(wide):
                target[place] = _narrow(source[place])
        if alone:
            return
        _finished(counters, stage, threads)
        taken = _take(counters, stage, count, thread, threads)
    _settled(counters, stage, count, threads)


@njit(**_options)
def multiplied(
    weights, scales, codes, width, first, last, states, numbers, totals, state_scales, out,
    counters, thread, threads,
):  # fmt: skip
    """Rows ``first`` to ``last`` of a 4-bit matrix, by its addresses, times vectors of states
    (count, columns), to (count, rows), together with other threads; two stages."""
    _ready(
        states, np.arange(states.shape[0]), 0, np.float32(0.0), states.shape[1], False, False,
        counters, 0, thread, threads, states, numbers, totals, state_scales,
    )  # fmt: skip
    rows, count = last - first, states.shape[0]
    portion = _portion(rows, 16, 64)
    across = (rows + portion - 1) // portion
    portions = across * ((count + _TOGETHER - 1) // _TOGETHER)
    while True:
        taken = _take(counters, 1, portions, thread, threads)
        if taken < 0:
            break
        begin = taken // across * _TOGETHER
        end = min(count, begin + _TOGETHER)
        top = first + taken % across * portion
        low = min(last, top + portion)
        _rows(
            weights, scales, codes, width, top, low, begin, end, numbers, totals, state_scales,
            out.ctypes.data + (begin * rows + top - first) * 4, rows,
        )  # fmt: skip
        _finished(counters, 1, threads)
    _settled(counters, 1, portions, threads)


@njit(**_options)
def packed(codes, first, last, out):
    """Rows ``first`` to ``last`` of a matrix of 4-bit codes as bitsandbytes has them (rows,
    columns / 2), of two weights the first in the high half, into [rows / 16, pairs, 16, 16, 4] as
    `four_bit_dots` reads them, of two blocks the first in the low halves."""
    half = BLOCK // 2
    blocks = codes.shape[1] // half
    for row in range(first, last):
        group, lane = row // ROWS, row % ROWS
        for pair in range(out.shape[1]):
            low = codes[row, 2 * pair * half : (2 * pair + 1) * half]
            for place in range(0, half, 2):
                one, two, three, four = low[place], low[place + 1], np.uint8(0), np.uint8(0)
                if 2 * pair + 1 < blocks:
                    three = codes[row, (2 * pair + 1) * half + place]
                    four = codes[row, (2 * pair + 1) * half + place + 1]
                target = out[group, pair, place // 2, lane]
                target[0] = (one >> 4) | (three & 0xF0)
                target[1] = (one & 15) | (three << 4)
                target[2] = (two >> 4) | (four & 0xF0)
                target[3] = (two & 15) | (four << 4)


@njit(**_options)
def _add_rows(
    weights, scales, codes, width, rows, portion, counters, stage, thread, threads,
    numbers, totals, state_scales, found, states,
):  # fmt: skip
    """Adds a 4-bit matrix times rounded states to ``states``, a stage of its own; ``found`` has
    room for a portion."""
    count = states.shape[0]
    portions = (rows + portion - 1) // portion
    while True:
        taken = _take(counters, stage, portions, thread, threads)
        if taken < 0:
            break
        first, last = taken * portion, min(rows, (taken + 1) * portion)
        _rows(
            weights, scales, codes, width, first, last, 0, count,
            numbers, totals, state_scales, found.ctypes.data, portion,
        )  # fmt: skip
        for state in range(count):
            for place in range(first, last):
                states[state, place] += found[state * portion + place - first]
        _finished(counters, stage, threads)
    _settled(counters, stage, portions, threads)


@njit(**_options)
def _words(
    head, kind, words, first, last, wide, count, normed, bytes_, totals, scales, out
):  # fmt: skip
    """Logits of words ``first`` to ``last`` for ``count`` vectors of states, which are those at the
    beginning of the last five."""
    room, blocks, step = bytes_.shape[1], wide // BLOCK, words * 4
    sums = np.zeros(count, np.float32)
    if kind == _HEAD_8:
        for state in range(count):
            total = np.float32(0.0)
            for block in range(blocks):
                total += totals[state, block] * scales[state, block]
            sums[state] = total
    # Few rows at once: they are still near when the next states are multiplied.
    for near in range(first, last, _NEAR):
        end = min(last, near + _NEAR)
        for begin in range(0, count, MANY):
            many = begin + MANY <= count
            for word in range(near, end):
                for state in range(begin, min(count, begin + MANY), MANY if many else 1):
                    at = out + state * step + word * 4
                    if kind == _HEAD_8:
                        weights, scale = head[1] + word * wide, head[2] + word * 2
                        numbers = bytes_.ctypes.data + state * room
                        state_scales = scales.ctypes.data + state * room // 16
                        sum_ = sums.ctypes.data + state * 4
                        if many:
                            eight_bit_dots_of_many(
                                weights, numbers, state_scales, blocks, sum_, scale, at, room, step
                            )
                        else:
                            eight_bit_dots(
                                weights, numbers, state_scales, blocks, sum_, scale, at, room, step
                            )
                    else:
                        weights = head[1] + word * wide * 2
                        numbers = normed.ctypes.data + state * room * 4
                        if many:
                            sixteen_bit_dots_of_many(weights, numbers, blocks, at, room, step)
                        else:
                            sixteen_bit_dots(weights, numbers, blocks, at, room, step)


@njit(**_options)
def stepped(
    layers, caches, places, turns, said, shape, numbers, codes, head, counters, states, cosine,
    sine, qkv, attended, inner, logits, thread, threads, normed, bytes_, totals, scales, found,
    scores, turned, keys, near,
):  # fmt: skip
    """Some tokens through all layers and those at the places ``said`` through the head: ``states``
    (tokens, wide) are their embeddings and change; ``logits`` (said, words).

    ``caches`` (layers, texts, `CACHED`) is what is held of each text; ``places`` (tokens, 2) says
    which text a token belongs to and at which place; ``turns`` (turns, 2) from which token up to
    which, of one text and one after the other, attention is worked out at once. ``shape`` is wide,
    inner, heads, key-value heads, head size, words, head's kind; ``numbers`` are epsilon and the
    softmax's scale; ``head`` the addresses of the last norm, the head's rows and their scales. The
    last nine are scratch: a thread's own, but of more than one token the first four are all
    threads'.
    """
    wide, deep, heads, groups, size = shape[0], shape[1], shape[2], shape[3], shape[4]
    words, kind = shape[5], shape[6]
    queried = heads * size
    count = states.shape[0]
    every = np.arange(count)
    alone = count == 1
    table = codes.ctypes.data
    for number in range(layers.shape[0]):
        row = layers[number]
        stage = number * STAGES
        # Query, key and value.
        rows = queried + 2 * groups * size
        portion = _portion(rows, 16, 64)
        portions = (rows + portion - 1) // portion
        _ready(
            states, every, row[_IN], numbers[0], wide, alone, False,
            counters, stage + _QKV_STATES, thread, threads, normed, bytes_, totals, scales,
        )  # fmt: skip
        while True:
            taken = _take(counters, stage + _QKV_ROWS, portions, thread, threads)
            if taken < 0:
                break
            first, last = taken * portion, min(rows, (taken + 1) * portion)
            _rows(
                row[_QKV], row[_QKV_S], table, (wide + 127) // 128, first, last, 0, count,
                bytes_, totals, scales, qkv.ctypes.data + first * 4, rows,
            )  # fmt: skip
            if row[_BIAS] != 0:
                bias = carray(pointer(row[_BIAS]), (rows,), np.float32)
                for state in range(count):
                    for place in range(first, last):
                        qkv[state, place] += bias[place]
            _finished(counters, stage + _QKV_ROWS, threads)
        _settled(counters, stage + _QKV_ROWS, portions, threads)
        # Attention: a token sees the keys of those before it, which are here too.
        portions = groups * count
        if count > 1:
            while True:
                taken = _take(counters, stage + _KEPT, portions, thread, threads)
                if taken < 0:
                    break
                state, group = taken // groups, taken % groups
                _kept(
                    row, caches[number, places[state, 0]], qkv[state], group, heads, groups, size,
                    places[state, 1], numbers[0], cosine[state], sine[state],
                )  # fmt: skip
                _finished(counters, stage + _KEPT, threads)
            _settled(counters, stage + _KEPT, portions, threads)
        portions = groups * turns.shape[0]
        while True:
            taken = _take(counters, stage + _ATTENTION, portions, thread, threads)
            if taken < 0:
                break
            turn, group = taken // groups, taken % groups
            begin, end = turns[turn, 0], turns[turn, 1]
            held = caches[number, places[begin, 0]]
            position = places[begin, 1]
            if alone:
                _kept(
                    row, held, qkv[0], group, heads, groups, size, position, numbers[0],
                    cosine[0], sine[0],
                )  # fmt: skip
            _attended(
                row, held, qkv[begin:end], group, heads, groups, size, position, numbers,
                cosine[begin:end], sine[begin:end], scores, turned, keys, near,
                attended[begin:end],
            )  # fmt: skip
            _finished(counters, stage + _ATTENTION, threads)
        _settled(counters, stage + _ATTENTION, portions, threads)
        # Its output.
        portion = _portion(wide, 16, 64)
        _ready(
            attended, every, 0, numbers[0], queried, alone, False,
            counters, stage + _OUT_STATES, thread, threads, normed, bytes_, totals, scales,
        )  # fmt: skip
        _add_rows(
            row[_OUT], row[_OUT_S], table, (queried + 127) // 128, wide, portion,
            counters, stage + _OUT_ROWS, thread, threads, bytes_, totals, scales, found, states,
        )  # fmt: skip
        # Gate and up.
        portion = _portion(deep, 16, 128)
        portions = (deep + portion - 1) // portion
        _ready(
            states, every, row[_POST], numbers[0], wide, alone, False,
            counters, stage + _GU_STATES, thread, threads, normed, bytes_, totals, scales,
        )  # fmt: skip
        ups = count * portion
        while True:
            taken = _take(counters, stage + _GU_ROWS, portions, thread, threads)
            if taken < 0:
                break
            first, last = taken * portion, min(deep, (taken + 1) * portion)
            width = (wide + 127) // 128
            _rows(
                row[_GU], row[_GU_S], table, width, first, last, 0, count,
                bytes_, totals, scales, found.ctypes.data, portion,
            )  # fmt: skip
            _rows(
                row[_GU], row[_GU_S], table, width, deep + first, deep + last, 0, count,
                bytes_, totals, scales, found.ctypes.data + ups * 4, portion,
            )  # fmt: skip
            for state in range(count):
                begin, above = state * portion, ups + state * portion
                _gated(
                    found[begin : begin + last - first], found[above : above + last - first],
                    inner[state, first:last],
                )  # fmt: skip
            _finished(counters, stage + _GU_ROWS, threads)
        _settled(counters, stage + _GU_ROWS, portions, threads)
        # Down.
        portion = _portion(wide, 8, 64)
        _ready(
            inner, every, 0, numbers[0], deep, alone, False,
            counters, stage + _DOWN_STATES, thread, threads, normed, bytes_, totals, scales,
        )  # fmt: skip
        _add_rows(
            row[_DOWN], row[_DOWN_S], table, (deep + 127) // 128, wide, portion,
            counters, stage + _DOWN_ROWS, thread, threads, bytes_, totals, scales, found, states,
        )  # fmt: skip
    # The head.
    if said.shape[0] == 0:
        return
    stage = layers.shape[0] * STAGES
    portion = 512
    portions = (words + portion - 1) // portion
    brain = HAS_BRAIN and kind == _HEAD_16
    _ready(
        states, said, head[0], numbers[0], wide, alone, brain,
        counters, stage, thread, threads, normed, bytes_, totals, scales,
    )  # fmt: skip
    while True:
        taken = _take(counters, stage + 1, portions, thread, threads)
        if taken < 0:
            break
        first, last = taken * portion, min(words, (taken + 1) * portion)
        _words(
            head, kind, words, first, last, wide, said.shape[0], normed, bytes_, totals, scales,
            logits.ctypes.data,
        )  # fmt: skip
        _finished(counters, stage + 1, threads)
    _settled(counters, stage + 1, portions, threads)
