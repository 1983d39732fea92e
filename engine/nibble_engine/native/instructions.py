"""Vector instructions that no array library reaches, written in LLVM's own language for numba.

The products are of integers: a weight of 4 bits is looked up as a byte (`codes`), a state is
rounded to 8 bits, and blocks of 64 are summed in 32 bits before they get their scales, as
llama.cpp's kernels do. Weights are unsigned bytes, 128 above what they mean, for the instruction
VPDPBUSD multiplies unsigned by signed; each block's sum therefore begins with -128 times the sum of
its states.
"""

# mypy: ignore-errors
# numba's intrinsics have no types of Python: the signature is what they return.

from __future__ import annotations

from typing import Any

import llvmlite.binding
from llvmlite import ir
from numba import types
from numba.core import config
from numba.extending import intrinsic

_I8, _I16, _I32, _I64 = (ir.IntType(bits) for bits in (8, 16, 32, 64))
_F16, _F32 = ir.HalfType(), ir.FloatType()


def features() -> frozenset[str]:
    """What numba may use of this processor, by LLVM's names; NUMBA_CPU_FEATURES can forbid some."""
    if isinstance(config.CPU_FEATURES, str):
        return frozenset(name[1:] for name in config.CPU_FEATURES.split(",") if name[:1] == "+")
    found = llvmlite.binding.get_host_cpu_features()
    return frozenset(name for name, has in found.items() if has)


_HAS = features()
IS_FAST = {"avx512f", "avx512bw", "avx512vl", "avx512vnni"} <= _HAS
"""Whether 64 products are one instruction; else AVX2 does 16."""
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


def _spread(builder: Any, value: Any, kind: Any, count: int) -> Any:
    empty = ir.Constant(_vector(kind, count), ir.Undefined)
    first = builder.insert_element(empty, value, _I32(0))
    return builder.shuffle_vector(first, empty, _all(_I32, count, 0))


def _sum(builder: Any, value: Any) -> Any:
    kind = _vector(_F32, 16)
    add = _function(builder, "llvm.vector.reduce.fadd.v16f32", _F32, _F32, kind)
    return builder.call(add, [_F32(0.0), value], fastmath=("fast",))


def _products(builder: Any, bytes_: Any, states: Any, begun: Any) -> Any:
    """16 sums of four products each, of 64 unsigned and 64 signed bytes."""
    sums = _vector(_I32, 16)
    if IS_FAST:
        dot = _function(builder, "llvm.x86.avx512.vpdpbusd.512", sums, sums, sums, sums)
        return builder.call(
            dot, [begun, builder.bitcast(bytes_, sums), builder.bitcast(states, sums)]
        )
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
    whole = builder.shuffle_vector(
        builder.add(parts[0], parts[1]), builder.add(parts[2], parts[3]), places
    )
    return builder.add(begun, whole)


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


def _loops(builder: Any, count: Any, lanes: int, body: Any) -> list[Any]:
    """``body(index, sums)`` for each index below ``count`` (at least 1), and the last sums, of
    which there are so many."""
    kind = _vector(_F32, 16)
    before = builder.block
    inside, after = (builder.append_basic_block(name) for name in ("blocks", "done"))
    builder.branch(inside)
    builder.position_at_end(inside)
    index, sums = builder.phi(_I64), [builder.phi(kind) for _ in range(lanes)]
    index.add_incoming(_I64(0), before)
    for one in sums:
        one.add_incoming(_all(_F32, 16, 0.0), before)
    more = body(index, sums)
    following = builder.add(index, _I64(1))
    last = builder.block
    index.add_incoming(following, last)
    for one, next_ in zip(sums, more, strict=True):
        one.add_incoming(next_, last)
    builder.cbranch(builder.icmp_unsigned("<", following, count), inside, after)
    builder.position_at_end(after)
    return more


def _loop(builder: Any, count: Any, body: Any) -> Any:
    return _loops(builder, count, 1, lambda index, sums: [body(index, sums[0])])[0]


def _shuffled(builder: Any, one: Any, other: Any, *places: int) -> Any:
    return builder.shuffle_vector(one, other, ir.Constant(_vector(_I32, len(places)), list(places)))


def _four_sums(builder: Any, values: list[Any]) -> Any:
    """Of four vectors of 16 in one of four."""

    def folded(value: Any, size: int) -> Any:
        low, high = range(size), range(size, 2 * size)
        return builder.fadd(
            _shuffled(builder, value, value, *low), _shuffled(builder, value, value, *high)
        )

    quarters = [folded(folded(value, 8), 4) for value in values]
    pairs = [
        builder.fadd(
            _shuffled(builder, one, other, 0, 4, 1, 5), _shuffled(builder, one, other, 2, 6, 3, 7)
        )
        for one, other in (quarters[:2], quarters[2:])
    ]
    return builder.fadd(
        _shuffled(builder, *pairs, 0, 1, 4, 5), _shuffled(builder, *pairs, 2, 3, 6, 7)
    )


def _scaled(builder: Any, products: Any, spread: Any, sums: Any) -> Any:
    """Adds products times a scale that stands in all places."""
    kind = _vector(_F32, 16)
    add = _function(builder, "llvm.fma.v16f32", kind, kind, kind, kind)
    return builder.call(add, [builder.sitofp(products, kind), spread, sums])


@intrinsic
def four_bit_dots(context, weights, scales, codes, states, begun, state_scales, pairs, out):
    """Four rows of 4-bit weights times states: addresses of four times 64 bytes a pair of blocks, a
    row after the other (the first block's weights are the low halves of the bytes), of eight 16-bit
    scales a pair (those of the four rows' first blocks, then of the second), of the 64 ``codes``,
    of `rounded`'s three, and of the four float32 numbers that are found. The states are loaded once
    for four rows, the scales worked out together, and the weights lie in the order in which they
    are read. Returns nothing of use."""

    def generate(_, builder, signature, arguments):
        w, s, c, x, b, t, n, o = arguments
        codes_ = _load(builder, c, _vector(_I8, 64))

        def body(index, sums):
            wide = builder.shl(index, _I64(7))
            pair = _load(builder, builder.add(t, builder.shl(index, _I64(3))), _vector(_F32, 2))
            state = _shuffled(builder, pair, pair, 0, 0, 0, 0, 1, 1, 1, 1)
            short = builder.add(s, builder.shl(index, _I64(4)))
            scale = builder.fpext(_load(builder, short, _vector(_F16, 8)), _vector(_F32, 8))
            scale = builder.fmul(scale, state)
            at = builder.add(w, builder.shl(index, _I64(8)))
            held = [
                _load(builder, builder.add(at, _I64(64 * row)), _vector(_I8, 64))
                for row in range(4)
            ]
            for half in range(2):
                place = builder.add(wide, _I64(64 * half))
                numbers = _load(builder, builder.add(x, place), _vector(_I8, 64))
                first = _load(builder, builder.add(b, place), _vector(_I32, 16))
                more = []
                for row, some in enumerate(held):
                    if half:
                        places = builder.lshr(some, _all(_I8, 64, 4))
                    else:
                        places = builder.and_(some, _all(_I8, 64, 15))
                    bytes_ = _looked_up(builder, codes_, places)
                    products = _products(builder, bytes_, numbers, first)
                    spread = _shuffled(builder, scale, scale, *[half * 4 + row] * 16)
                    more.append(_scaled(builder, products, spread, sums[row]))
                sums = more
            return sums

        found = _four_sums(builder, _loops(builder, n, 4, body))
        target = builder.inttoptr(o, found.type.as_pointer())
        builder.store(found, target).align = 4
        return _F32(0.0)

    return types.float32(*[types.intp] * 8), generate


@intrinsic
def eight_bit_dot(context, weights, states, begun, state_scales, blocks):
    """A row of int8 weights times states, without the row's own scale; float32."""

    def generate(_, builder, signature, arguments):
        w, x, b, t, n = arguments

        def body(index, sums):
            wide = builder.shl(index, _I64(6))
            held = _load(builder, builder.add(w, wide), _vector(_I8, 64))
            products = _products(
                builder,
                builder.xor(held, _all(_I8, 64, -128)),
                _load(builder, builder.add(x, wide), _vector(_I8, 64)),
                _load(builder, builder.add(b, wide), _vector(_I32, 16)),
            )
            scale = _load(builder, builder.add(t, builder.shl(index, _I64(2))), _F32, 4)
            return _scaled(builder, products, _spread(builder, scale, _F32, 16), sums)

        return _sum(builder, _loop(builder, n, body))

    return types.float32(*[types.intp] * 5), generate


@intrinsic
def four_bit_widened(context, weights, scales, codes, out, blocks):
    """Writes a row of 4-bit weights as bfloat16 numbers to an address; they and their scales
    stand among those of three other rows. Returns nothing of use."""

    def generate(_, builder, signature, arguments):
        w, s, c, o, n = arguments
        codes_ = _load(builder, c, _vector(_I8, 64))
        whole, part = _vector(_I32, 16), _vector(_F32, 16)

        def body(index, sums):
            pair = builder.shl(builder.lshr(index, _I64(1)), _I64(8))
            held = _load(builder, builder.add(w, pair), _vector(_I8, 64))
            by = builder.trunc(builder.shl(builder.and_(index, _I64(1)), _I64(2)), _I8)
            places = builder.lshr(held, _spread(builder, by, _I8, 64))
            bytes_ = _looked_up(builder, codes_, builder.and_(places, _all(_I8, 64, 15)))
            short = _load(builder, builder.add(s, builder.shl(index, _I64(3))), _F16, 2)
            scale = _spread(builder, builder.fpext(short, _F32), _F32, 16)
            for first in range(0, 64, 16):
                some = ir.Constant(_vector(_I32, 16), list(range(first, first + 16)))
                numbers = builder.zext(builder.shuffle_vector(bytes_, bytes_, some), whole)
                numbers = builder.sub(numbers, _all(_I32, 16, 128))
                values = builder.fmul(builder.sitofp(numbers, part), scale)
                bits = builder.bitcast(values, whole)
                # To the nearest, and to even.
                odd = builder.and_(builder.lshr(bits, _all(_I32, 16, 16)), _all(_I32, 16, 1))
                bits = builder.add(builder.add(bits, odd), _all(_I32, 16, 0x7FFF))
                narrow = builder.trunc(builder.lshr(bits, _all(_I32, 16, 16)), _vector(_I16, 16))
                at = builder.add(builder.shl(index, _I64(7)), _I64(first * 2))
                target = builder.inttoptr(builder.add(o, at), narrow.type.as_pointer())
                builder.store(narrow, target).align = 2
            return sums

        return _sum(builder, _loop(builder, n, body))

    return types.float32(*[types.intp] * 5), generate


@intrinsic
def sixteen_bit_dot(context, weights, states, blocks):
    """A row of bfloat16 weights times float32 states, by their addresses; float32."""

    def generate(_, builder, signature, arguments):
        w, x, n = arguments
        kind = _vector(_F32, 16)
        add = _function(builder, "llvm.fma.v16f32", kind, kind, kind, kind)

        def body(index, sums):
            block = _all(_F32, 16, 0.0)
            for part in range(4):
                place = builder.add(builder.shl(index, _I64(6)), _I64(part * 16))
                held = _load(
                    builder, builder.add(w, builder.shl(place, _I64(1))), _vector(_I16, 16), 2
                )
                bits = builder.shl(builder.zext(held, _vector(_I32, 16)), _all(_I32, 16, 16))
                state = _load(builder, builder.add(x, builder.shl(place, _I64(2))), kind, 4)
                block = builder.call(add, [builder.bitcast(bits, kind), state, block])
            # One addition to the sums: the next block need not wait for four.
            return builder.fadd(sums, block)

        return _sum(builder, _loop(builder, n, body))

    return types.float32(*[types.intp] * 3), generate


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
