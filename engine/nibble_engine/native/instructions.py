"""Vector instructions that no array library reaches, written in LLVM's own language for numba.

The products are of integers: a weight of 4 bits is looked up as a byte (`codes`), a state is
rounded to 8 bits, and blocks of 64 are summed in 32 bits before they get their scales, as
llama.cpp's kernels do. Weights are unsigned bytes, 128 above what they mean, for the instruction
VPDPBUSD multiplies unsigned by signed; -128 times the sum of a block's states is added for it.
"""

# mypy: ignore-errors
# numba's intrinsics have no types of Python: the signature is what they return.

from __future__ import annotations

import ctypes
import sys
from typing import Any

import llvmlite.binding
from llvmlite import ir
from numba import types
from numba.core import config
from numba.extending import intrinsic

_I8, _I16, _I32, _I64 = (ir.IntType(bits) for bits in (8, 16, 32, 64))
_F16, _F32 = ir.HalfType(), ir.FloatType()


class _Brain(ir.HalfType):
    """bfloat16, which llvmlite has no name for."""

    intrinsic_name = "bf16"

    def __str__(self) -> str:
        return "bfloat"


_BF16 = _Brain()


def features() -> frozenset[str]:
    """What numba may use of this processor, by LLVM's names; NUMBA_CPU_FEATURES can forbid some."""
    if isinstance(config.CPU_FEATURES, str):
        return frozenset(name[1:] for name in config.CPU_FEATURES.split(",") if name[:1] == "+")
    found = llvmlite.binding.get_host_cpu_features()
    return frozenset(name for name, has in found.items() if has)


_HAS = features()
IS_FAST = {"avx512f", "avx512bw", "avx512vl", "avx512vnni"} <= _HAS
"""Whether 64 products are one instruction; else AVX2 does 16."""
HAS_BRAIN = IS_FAST and "avx512bf16" in _HAS
"""Whether 32 products of bfloat16 numbers are one instruction; else they are widened first."""
IS_POSSIBLE = {"avx2", "fma", "f16c"} <= _HAS


def _vector(kind: Any, count: int) -> Any:
    return ir.VectorType(kind, count)


def _all(kind: Any, count: int, value: float) -> Any:
    return ir.Constant(_vector(kind, count), [value] * count)


def _function(builder: Any, name: str, result: Any, *arguments: Any) -> Any:
    found = builder.module.globals.get(name)
    return found or ir.Function(builder.module, ir.FunctionType(result, arguments), name)


def _load(builder: Any, address: Any, kind: Any, align: int = 1) -> Any:
    found = builder.load(builder.inttoptr(address, kind.as_pointer()))
    found.align = align
    return found


def _spread(builder: Any, value: Any, kind: Any) -> Any:
    """A number 16 times."""
    empty = ir.Constant(_vector(kind, 16), ir.Undefined)
    first = builder.insert_element(empty, value, _I32(0))
    return builder.shuffle_vector(first, empty, _all(_I32, 16, 0))


def _everywhere(builder: Any, address: Any, kind: Any) -> Any:
    """A number of 32 bits in memory, 16 times."""
    return _spread(builder, _load(builder, address, kind, 4), kind)


def _sum(builder: Any, value: Any) -> Any:
    kind = _vector(_F32, 16)
    add = _function(builder, "llvm.vector.reduce.fadd.v16f32", _F32, _F32, kind)
    return builder.call(add, [_F32(0.0), value], fastmath=("fast",))


def _products(builder: Any, bytes_: Any, states: Any) -> Any:
    """16 sums of four products each, of 64 unsigned and 64 signed bytes."""
    if IS_FAST:
        states = builder.bitcast(states, _vector(_I32, 16))
        return _more_products(builder, bytes_, states, _all(_I32, 16, 0))
    half, wide = _vector(_I32, 8), _vector(_I16, 16)
    multiply = _function(builder, "llvm.x86.avx2.pmadd.wd", half, wide, wide)
    parts = []
    for first in range(0, 64, 16):
        places = ir.Constant(_vector(_I32, 16), list(range(first, first + 16)))
        one = builder.zext(builder.shuffle_vector(bytes_, bytes_, places), wide)
        other = builder.sext(builder.shuffle_vector(states, states, places), wide)
        parts.append(builder.call(multiply, [one, other]))
    # Which of the 16 sums a product lands in does not matter: all are added in the end.
    places = ir.Constant(_vector(_I32, 16), list(range(16)))
    return builder.shuffle_vector(
        builder.add(parts[0], parts[1]), builder.add(parts[2], parts[3]), places
    )


def _more_products(builder: Any, bytes_: Any, states: Any, sums: Any) -> Any:
    """Adds to each of 16 sums the four products of its own bytes and of the same four states; bytes
    are unsigned where `IS_FAST`, else signed."""
    whole = _vector(_I32, 16)
    if IS_FAST:
        dot = _function(builder, "llvm.x86.avx512.vpdpbusd.512", whole, whole, whole, whole)
        return builder.call(dot, [sums, builder.bitcast(bytes_, whole), states])
    small, middle, half = _vector(_I8, 32), _vector(_I16, 16), _vector(_I32, 8)
    absolute = _function(builder, "llvm.abs.v32i8", small, small, ir.IntType(1))
    signed = _function(builder, "llvm.x86.avx2.psign.b", small, small, small)
    pairs = _function(builder, "llvm.x86.avx2.pmadd.ub.sw", middle, small, small)
    fours = _function(builder, "llvm.x86.avx2.pmadd.wd", half, middle, middle)
    parts = []
    all_states = builder.bitcast(states, bytes_.type)
    for first in (0, 32):
        some = _shuffled(builder, bytes_, bytes_, *range(first, first + 32))
        near = _shuffled(builder, all_states, all_states, *range(first, first + 32))
        # At most 127 times 127, twice: no pair is too large for 16 bits.
        size = builder.call(absolute, [some, ir.IntType(1)(0)])
        two = builder.call(pairs, [size, builder.call(signed, [near, some])])
        parts.append(builder.call(fours, [two, _all(_I16, 16, 1)]))
    return builder.add(sums, _shuffled(builder, *parts, *range(16)))


def _looked_up(builder: Any, codes: Any, places: Any) -> Any:
    """64 bytes of a table of 16 that stands in ``codes`` four times."""
    if IS_FAST:
        kind = _vector(_I8, 64)
        look = _function(builder, "llvm.x86.avx512.pshuf.b.512", kind, kind, kind)
        return builder.call(look, [codes, places])
    kind = _vector(_I8, 32)
    look = _function(builder, "llvm.x86.avx2.pshuf.b", kind, kind, kind)
    halves = []
    for first in (0, 32):
        part = ir.Constant(_vector(_I32, 32), list(range(first, first + 32)))
        halves.append(
            builder.call(
                look,
                [
                    builder.shuffle_vector(codes, codes, part),
                    builder.shuffle_vector(places, places, part),
                ],
            )
        )
    return builder.shuffle_vector(*halves, ir.Constant(_vector(_I32, 64), list(range(64))))


def _loops(builder: Any, count: Any, begun: list[Any], body: Any) -> list[Any]:
    """``body(index, sums)`` for each index below ``count`` (at least 1), and the last sums, which
    begin as they are given."""
    before = builder.block
    inside, after = (builder.append_basic_block(name) for name in ("blocks", "done"))
    builder.branch(inside)
    builder.position_at_end(inside)
    index, sums = builder.phi(_I64), [builder.phi(one.type) for one in begun]
    index.add_incoming(_I64(0), before)
    for one, first in zip(sums, begun, strict=True):
        one.add_incoming(first, before)
    more = body(index, sums)
    following = builder.add(index, _I64(1))
    last = builder.block
    index.add_incoming(following, last)
    for one, next_ in zip(sums, more, strict=True):
        one.add_incoming(next_, last)
    builder.cbranch(builder.icmp_unsigned("<", following, count), inside, after)
    builder.position_at_end(after)
    return more


def _shuffled(builder: Any, one: Any, other: Any, *places: int) -> Any:
    return builder.shuffle_vector(one, other, ir.Constant(_vector(_I32, len(places)), list(places)))


def _store(builder: Any, value: Any, address: Any) -> None:
    builder.store(value, builder.inttoptr(address, value.type.as_pointer())).align = 4


def _fma(builder: Any, one: Any, other: Any, more: Any) -> Any:
    kind = one.type
    add = _function(builder, f"llvm.fma.v{kind.count}f32", kind, kind, kind, kind)
    return builder.call(add, [one, other, more])


def _apart(builder: Any, bytes_: Any, count: int) -> list[Any]:
    """Where each of so many things begins that take so many bytes each."""
    return [builder.mul(bytes_, _I64(number)) for number in range(count)]


def _four_bit_dots(many):
    """The instruction below for so many vectors of states."""

    @intrinsic
    def dots(context, weights, scales, codes, states, totals, state_scales, pairs, out, room, step):
        def generate(_, builder, signature, arguments):
            w, s, c, x, b, t, n, o, room_, step_ = arguments
            sums_ = _vector(_F32, 16)
            codes_ = _load(builder, c, _vector(_I8, 64))
            if not IS_FAST:
                codes_ = builder.xor(codes_, _all(_I8, 64, -128))
            apart = _apart(builder, room_, many)
            # Scales and totals: four bytes for 64 states.
            near = [builder.lshr(one, _I64(4)) for one in apart]
            steps = _apart(builder, step_, many)

            def body(index, sums):
                at = builder.add(w, builder.shl(index, _I64(10)))
                wide = builder.add(x, builder.shl(index, _I64(7)))
                short = builder.shl(index, _I64(3))
                found = []
                for half in range(2):
                    for state in range(many):
                        place = builder.add(builder.add(b, near[state]), short)
                        first = _everywhere(builder, builder.add(place, _I64(4 * half)), _I32)
                        found.append(first if IS_FAST else _all(_I32, 16, 0))
                for four in range(16):
                    some = _load(builder, builder.add(at, _I64(64 * four)), _vector(_I8, 64))
                    for half in range(2):
                        if half:
                            places = builder.lshr(some, _all(_I8, 64, 4))
                        else:
                            places = builder.and_(some, _all(_I8, 64, 15))
                        bytes_ = _looked_up(builder, codes_, places)
                        place = builder.add(wide, _I64(64 * half + 4 * four))
                        for state in range(many):
                            numbers = _everywhere(builder, builder.add(place, apart[state]), _I32)
                            one = half * many + state
                            found[one] = _more_products(builder, bytes_, numbers, found[one])
                sums = list(sums)
                for half in range(2):
                    place = builder.add(builder.shl(index, _I64(6)), _I64(32 * half))
                    scale = _load(builder, builder.add(s, place), _vector(_F16, 16))
                    scale = builder.fpext(scale, sums_)
                    for state in range(many):
                        place = builder.add(builder.add(t, near[state]), short)
                        other = _everywhere(builder, builder.add(place, _I64(4 * half)), _F32)
                        values = builder.sitofp(found[half * many + state], sums_)
                        both = builder.fmul(scale, other)
                        sums[state] = _fma(builder, values, both, sums[state])
                return sums

            for state, found in enumerate(_loops(builder, n, [_all(_F32, 16, 0.0)] * many, body)):
                _store(builder, found, builder.add(o, steps[state]))
            return _F32(0.0)

        return types.float32(*[types.intp] * 10), generate

    return dots


four_bit_dots = _four_bit_dots(1)
"""16 rows of 4-bit weights times states: addresses of 16 times 64 bytes a pair of blocks, in each
of them four columns of each row (the first block's weights are the low halves of the bytes), of 32
16-bit scales a pair (those of the rows' first blocks, then of the second), of the 64 ``codes``, of
`rounded`'s three, how many pairs, and the address of the 16 float32 numbers that are found. A row
has a lane of its own: a block's products need one conversion and one scale for all 16, and no sums
across lanes. The last two are the numbers from a vector's states to the next one's, and the bytes
from what it makes to what the next one makes. Returns nothing of use."""
four_bit_dots_of_two = _four_bit_dots(2)
"""The same for two vectors of states, of each to the last bit what it is alone."""
four_bit_dots_of_four = _four_bit_dots(4)
"""For four."""
MANY = 4
"""Vectors of states that a row of the head is multiplied by at once."""


def _eight_bit_dots(many):
    """The instruction below for so many vectors of states."""

    @intrinsic
    def dots(context, weights, states, state_scales, blocks, totals, scale, out, room, step):
        def generate(_, builder, signature, arguments):
            w, x, t, n, b, s, o, room_, step_ = arguments
            apart, steps = _apart(builder, room_, many), _apart(builder, step_, many)

            def body(index, sums):
                wide, short = builder.shl(index, _I64(6)), builder.shl(index, _I64(2))
                held = _load(builder, builder.add(w, wide), _vector(_I8, 64))
                held = builder.xor(held, _all(_I8, 64, -128))
                found = []
                for state in range(many):
                    at = builder.add(builder.add(x, wide), apart[state])
                    numbers = _load(builder, at, _vector(_I8, 64))
                    place = builder.add(t, builder.lshr(apart[state], _I64(4)))
                    values = builder.sitofp(_products(builder, held, numbers), sums[state].type)
                    scale = _everywhere(builder, builder.add(place, short), _F32)
                    found.append(_fma(builder, values, scale, sums[state]))
                return found

            found = _loops(builder, n, [_all(_F32, 16, 0.0)] * many, body)
            bits = builder.zext(_load(builder, s, _I16, 2), _I32)
            scale = builder.bitcast(builder.shl(bits, _I32(16)), _F32)
            for state in range(many):
                total = _load(builder, builder.add(b, _I64(4 * state)), _F32, 4)
                value = builder.fadd(_sum(builder, found[state]), total)
                _store(builder, builder.fmul(scale, value), builder.add(o, steps[state]))
            return _F32(0.0)

        return types.float32(*[types.intp] * 9), generate

    return dots


eight_bit_dots = _eight_bit_dots(1)
"""A row of int8 weights times states: addresses of the row, of the states in 8 bits and their
scales, how many blocks, addresses of the sum of all scaled totals, of the row's own bfloat16 scale
and of the float32 number that is found; the last two as above. Returns nothing of use."""
eight_bit_dots_of_many = _eight_bit_dots(MANY)
"""The same for `MANY` vectors of states."""


def _floats(builder: Any, address: Any) -> Any:
    """16 bfloat16 numbers as float32."""
    held = builder.zext(_load(builder, address, _vector(_I16, 16), 2), _vector(_I32, 16))
    return builder.bitcast(builder.shl(held, _all(_I32, 16, 16)), _vector(_F32, 16))


def _sixteen_bit_dots(many):
    """The instruction below for so many vectors of states."""

    @intrinsic
    def dots(context, weights, states, blocks, out, room, step):
        def generate(_, builder, signature, arguments):
            w, x, n, o, room_, step_ = arguments
            apart = _apart(builder, builder.shl(room_, _I64(2)), many)
            steps = _apart(builder, step_, many)
            # Two sums each: a product need not wait for the one before it.
            kind, wide = _vector(_F32, 16), _vector(_BF16, 32)

            def body(index, sums):
                sums = list(sums)
                for part in range(2):
                    place = builder.add(builder.shl(index, _I64(7)), _I64(64 * part))
                    held = _load(builder, builder.add(w, place), wide, 2)
                    for state in range(many):
                        at = builder.add(builder.add(x, place), apart[state])
                        numbers, one = _load(builder, at, wide, 2), 2 * state + part
                        name = "llvm.x86.avx512bf16.dpbf16ps.512"
                        dot = _function(builder, name, kind, kind, wide, wide)
                        sums[one] = builder.call(dot, [sums[one], held, numbers])
                return sums

            def body_of_floats(index, sums):
                sums = list(sums)
                for part in range(4):
                    place = builder.add(builder.shl(index, _I64(6)), _I64(part * 16))
                    at = builder.add(w, builder.shl(place, _I64(1)))
                    held = _floats(builder, at)
                    place = builder.add(x, builder.shl(place, _I64(2)))
                    for state in range(many):
                        at, one = builder.add(place, apart[state]), 2 * state + part % 2
                        sums[one] = _fma(builder, held, _load(builder, at, kind, 4), sums[one])
                return sums

            begun = [_all(_F32, 16, 0.0)] * (2 * many)
            found = _loops(builder, n, begun, body if HAS_BRAIN else body_of_floats)
            for state in range(many):
                value = _sum(builder, builder.fadd(*found[2 * state : 2 * state + 2]))
                _store(builder, value, builder.add(o, steps[state]))
            return _F32(0.0)

        return types.float32(*[types.intp] * 6), generate

    return dots


sixteen_bit_dots = _sixteen_bit_dots(1)
"""A row of bfloat16 weights times states, which are bfloat16 where it `HAS_BRAIN`, else float32:
addresses of both, how many blocks, and where the float32 number goes; the last two as above, the
first of them in numbers of 32 bits. Returns nothing of use."""
sixteen_bit_dots_of_many = _sixteen_bit_dots(MANY)
"""The same for `MANY` vectors of states."""


@intrinsic
def turned_over(context, rows, step, columns, out):
    """16 rows of bfloat16 numbers, ``step`` bytes apart, as so many (a multiple of 16) columns of
    16 float32 numbers each. Returns nothing of use."""

    def generate(_, builder, signature, arguments):
        r, step_, n, o = arguments
        lines = _apart(builder, step_, 16)

        def body(index, sums):
            at = builder.add(r, builder.shl(index, _I64(5)))
            held = [_floats(builder, builder.add(at, line)) for line in lines]
            # Each round moves the highest bit of the row's number to the end of the column's.
            for _round in range(4):
                held = [
                    _shuffled(
                        builder,
                        held[row],
                        held[row + 8],
                        *[place for one in range(8) for place in (first + one, first + one + 16)],
                    )
                    for row in range(8)
                    for first in (0, 8)
                ]
            at = builder.add(o, builder.shl(index, _I64(10)))
            for row, one in enumerate(held):
                _store(builder, one, builder.add(at, _I64(64 * row)))
            return sums

        _loops(builder, builder.lshr(n, _I64(4)), [], body)
        return _F32(0.0)

    return types.float32(*[types.intp] * 4), generate


QUERIES = 4
"""Queries that are worked out together."""


@intrinsic
def scores_of_16(context, keys, queries, step, size, factor, out, room):
    """`QUERIES` queries of ``size`` float32 numbers, ``step`` bytes apart, times the keys of 16
    tokens as `turned_over` makes them, times ``factor``: 16 numbers each, ``room`` bytes apart.
    Returns nothing of use."""

    def generate(_, builder, signature, arguments):
        k, q, step_, n, factor_, o, room_ = arguments
        apart, rooms = _apart(builder, step_, QUERIES), _apart(builder, room_, QUERIES)

        def body(index, sums):
            at = builder.add(k, builder.shl(index, _I64(6)))
            held = _load(builder, at, _vector(_F32, 16), 4)
            at = builder.add(q, builder.shl(index, _I64(2)))
            return [
                _fma(
                    builder,
                    _everywhere(builder, builder.add(at, one), _F32),
                    held,
                    sums[number],
                )
                for number, one in enumerate(apart)
            ]

        found = _loops(builder, n, [_all(_F32, 16, 0.0)] * QUERIES, body)
        spread = _spread(builder, factor_, _F32)
        for one, place in zip(found, rooms, strict=True):
            _store(builder, builder.fmul(one, spread), builder.add(o, place))
        return _F32(0.0)

    signature = (*[types.intp] * 4, types.float32, *[types.intp] * 2)
    return types.float32(*signature), generate


def _weighed(vectors):
    """The instruction below for so many times 16 dimensions."""

    @intrinsic
    def weighed(context, values, step, tokens, shares, apart, out, room):
        def generate(_, builder, signature, arguments):
            v, step_, n, p, apart_, o, room_ = arguments
            lines, rooms = _apart(builder, apart_, QUERIES), _apart(builder, room_, QUERIES)
            places = [
                builder.add(builder.add(o, room), _I64(64 * part))
                for room in rooms
                for part in range(vectors)
            ]
            begun = [_load(builder, place, _vector(_F32, 16), 4) for place in places]

            def body(index, sums):
                at = builder.add(v, builder.mul(index, step_))
                held = [
                    _floats(builder, builder.add(at, _I64(32 * part))) for part in range(vectors)
                ]
                at = builder.add(p, builder.shl(index, _I64(2)))
                found = []
                for query, line in enumerate(lines):
                    share = _everywhere(builder, builder.add(at, line), _F32)
                    for part in range(vectors):
                        one = sums[query * vectors + part]
                        found.append(_fma(builder, share, held[part], one))
                return found

            for found, place in zip(_loops(builder, n, begun, body), places, strict=True):
                _store(builder, found, place)
            return _F32(0.0)

        return types.float32(*[types.intp] * 7), generate

    return weighed


weighed_16 = _weighed(1)
"""Adds to 16 float32 numbers of each of `QUERIES` queries, ``room`` bytes apart, the bfloat16
values of so many tokens, ``step`` bytes apart, times the query's shares of them, ``apart`` bytes
apart. Returns nothing of use."""
WIDE = 64 if IS_FAST else 16
"""Dimensions whose sums fit in the registers."""
weighed_wide = _weighed(WIDE // 16)
"""The same for `WIDE` dimensions."""


@intrinsic
def fused(context, one, other, more):
    """One times other and more, rounded once. Of two products and their sum the compiler may fuse
    either, and does not always choose the same."""

    def generate(_, builder, signature, arguments):
        add = _function(builder, "llvm.fma.f32", _F32, _F32, _F32, _F32)
        return builder.call(add, arguments)

    return types.float32(types.float32, types.float32, types.float32), generate


@intrinsic
def as_float(context, bits):
    """A float32 by its bits."""

    def generate(_, builder, signature, arguments):
        return builder.bitcast(arguments[0], _F32)

    return types.float32(types.uint32), generate


@intrinsic
def as_bits(context, value):
    """The bits of a float32."""

    def generate(_, builder, signature, arguments):
        return builder.bitcast(arguments[0], _I32)

    return types.uint32(types.float32), generate


@intrinsic
def pointer(context, address):
    """An address as numba's `carray` takes it."""

    def generate(_, builder, signature, arguments):
        return builder.inttoptr(arguments[0], _I8.as_pointer())

    return types.voidptr(types.intp), generate


@intrinsic
def added(context, address, value):
    """Adds to an int64 that other threads see too; returns what it was."""

    def generate(_, builder, signature, arguments):
        place = builder.inttoptr(arguments[0], _I64.as_pointer())
        return builder.atomic_rmw("add", place, arguments[1], "acq_rel")

    return types.int64(types.intp, types.int64), generate


@intrinsic
def seen(context, address):
    """An int64 that other threads change."""

    def generate(_, builder, signature, arguments):
        place = builder.inttoptr(arguments[0], _I64.as_pointer())
        return builder.load_atomic(place, "acquire", 8)

    return types.int64(types.intp), generate


@intrinsic
def breathe(context):
    """Tells the processor that a thread only waits."""

    def generate(target, builder, signature, arguments):
        builder.call(_function(builder, "llvm.x86.sse2.pause", ir.VoidType()), [])
        return target.get_dummy_value()

    return types.void(), generate


_GIVE_WAY = "nibble_give_way"


def _give_way() -> Any:
    """The system's function that lets another thread run."""
    if sys.platform == "win32":
        return ctypes.WinDLL("kernel32").SwitchToThread
    return ctypes.CDLL(None).sched_yield


llvmlite.binding.add_symbol(_GIVE_WAY, ctypes.cast(_give_way(), ctypes.c_void_p).value or 0)


@intrinsic
def give_way(context):
    """Lets another thread run: the one that is waited for may have no processor."""

    def generate(target, builder, signature, arguments):
        builder.call(_function(builder, _GIVE_WAY, _I32), [])
        return target.get_dummy_value()

    return types.void(), generate
