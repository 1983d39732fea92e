"""Our own kernels against the arithmetic that they stand for, and against transformers' modules."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import model_factory
import numpy as np
import pytest
import torch

from nibble_engine.api import Cache, Head, Level, Sampling, new_job
from nibble_engine.generation.decode import causal_tokens
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel
from nibble_engine.native.families import is_known
from nibble_engine.resources import resource

instructions = pytest.importorskip("nibble_engine.native.instructions")
if not instructions.IS_POSSIBLE:
    pytest.skip("this processor has no AVX2", allow_module_level=True)

from nibble_engine.native import kernels  # noqa: E402
from nibble_engine.native.packed_linear import PackedLinear, PackedMatrix, scratch  # noqa: E402
from nibble_engine.native.team import Team  # noqa: E402

GREEDY = Sampling(temperature=0.0, repetition_penalty=1.0)
FAMILIES = ("llama", "qwen3", "hunyuan")


def load(
    path: Path, level: Level = Level.NF4, head: Head = "16", cache: Cache = "16"
) -> LoadedModel:
    return model_factory.loaded(path, level, head=head, cache=cache)


def linear(rows: int, columns: int, kind: str) -> tuple[Any, torch.Tensor]:
    """A layer as bitsandbytes rounds it, and the numbers that its weights then are."""
    import bitsandbytes as bnb

    torch.manual_seed(rows + columns)
    weight = torch.randn(rows, columns, dtype=torch.bfloat16) * 0.05
    layer = bnb.nn.Linear4bit(columns, rows, bias=False, quant_type=kind, compress_statistics=True)
    layer.weight = bnb.nn.Params4bit(weight, quant_type=kind, compress_statistics=True)
    layer = layer.to("cpu")
    layer.weight = (
        layer.weight._quantize("cpu") if layer.weight.quant_state is None else layer.weight
    )
    return layer, bnb.functional.dequantize_4bit(
        layer.weight.data, layer.weight.quant_state
    ).float()


@pytest.mark.parametrize("kind", ["nf4", "fp4"])
@pytest.mark.parametrize("columns", [64, 128, 576, 896])
def test_a_packed_matrix_is_what_bitsandbytes_rounded_to(kind: str, columns: int) -> None:
    from nibble_engine.native.step import _codes

    layer, weights = linear(96, columns, kind)
    matrix = PackedMatrix(96, columns, _codes(layer.weight.quant_state.code))
    assert matrix.put(0, layer) == 96
    steps = weights.abs().amax() / 127  # the 16 values have 8 bits
    whole = numbers(matrix)
    assert (whole - weights).abs().max() < steps
    for count in (1, 2, 3, 7, 150):
        states = torch.randn(count, columns)
        wanted, found = states @ weights.T, matrix.times(0, 96, states)
        assert (found - wanted).abs().mean() < 0.02 * wanted.abs().mean()
        exact = torch.stack([_rounded(one) for one in states]) @ whole.T
        assert torch.allclose(found, exact, atol=4e-3 * float(wanted.abs().max()))
        assert torch.equal(matrix.times(32, 64, states), found[:, 32:64])
        # Whatever it is multiplied together with, a vector's numbers are its own.
        alone = torch.cat([matrix.times(0, 96, one[None]) for one in states])
        assert torch.equal(alone, found)


def _rounded(states: torch.Tensor) -> torch.Tensor:
    """States as their 8 bits say them."""
    blocks = states.reshape(-1, 64)
    scales = blocks.abs().amax(1, keepdim=True) / 127
    return ((blocks / scales).round() * scales).reshape(-1)


def test_states_in_8_bits_and_where_their_sums_begin() -> None:
    states = np.random.default_rng(3).standard_normal(192).astype(np.float32)
    states[64:128] = 0
    _, numbers, totals, scales = (held[0] for held in scratch(192))
    kernels.rounded(states, numbers[:192], totals, scales)
    assert (
        np.abs(numbers[:192].reshape(3, 64) * scales[:3, None] - states.reshape(3, 64)).max() < 0.02
    )
    assert (totals[:3] == -128 * numbers[:192].reshape(3, 64).sum(1, dtype=np.int32)).all()
    assert scales[1] == 0


def numbers(matrix: PackedMatrix) -> torch.Tensor:
    """The weights of a packed matrix in 32 bits."""
    held = matrix.weights.permute(0, 3, 1, 2, 4).reshape(-1, matrix.pairs, 1, 64)
    places = torch.cat((held & 15, held >> 4), 2).long()
    scales = matrix.scales.transpose(1, 2).float().reshape(matrix.rows, -1, 2, 1)
    values = (matrix.codes[:16].float() - 128)[places] * scales
    return values.reshape(matrix.rows, -1)[:, : matrix.columns]


def normed(states: torch.Tensor, norm: Any) -> torch.Tensor:
    power = (states * states).mean(-1, keepdim=True) + norm.variance_epsilon
    return states * torch.rsqrt(power) * norm.weight.float()


def turned(
    states: torch.Tensor, angles: tuple[torch.Tensor, ...], before: Any, behind: Any
) -> torch.Tensor:
    if before is not None:
        states = normed(states, before)
    half = states.shape[-1] // 2
    back = torch.cat((-states[..., half:], states[..., :half]), -1)
    states = states * angles[0] + back * angles[1]
    return states if behind is None else normed(states, behind)


def expected(loaded: LoadedModel, tokens: list[int]) -> torch.Tensor:
    """Logits after each token, by the formulas of the architecture in 32 bits, with states in 8
    bits and with keys and values in 16, as the kernels have them."""
    model: Any = loaded.model
    config, found = model.config, []
    heads, groups = config.num_attention_heads, config.num_key_value_heads
    kept: list[tuple[list[torch.Tensor], list[torch.Tensor]]] = [
        ([], []) for _ in model.model.layers
    ]
    for position, token in enumerate(tokens):
        angles = model.model.rotary_emb(torch.zeros(1), torch.tensor([[position]]))
        angles = tuple(angle[0, 0].float() for angle in angles)
        states = model.get_input_embeddings()(torch.tensor(token)).float()
        for layer, (keys, values) in zip(model.model.layers, kept, strict=True):
            attention, mlp = layer.self_attn, layer.mlp
            qkv = numbers(attention.q_proj.matrix) @ _rounded(normed(states, layer.input_layernorm))
            size = len(qkv) // (heads + 2 * groups)
            query, key, value = qkv.reshape(-1, size).split((heads, groups, groups))
            query, key = (
                turned(some, angles, *(getattr(attention, name, None) for name in names))
                for some, names in (
                    (query, ("q_norm", "query_layernorm")),
                    (key, ("k_norm", "key_layernorm")),
                )
            )
            keys.append(key.bfloat16().float())
            values.append(value.bfloat16().float())
            said = []
            for head in range(heads):
                group = head * groups // heads
                weights = torch.stack([key[group] for key in keys]) @ query[head] * size**-0.5
                said.append(weights.softmax(0) @ torch.stack([value[group] for value in values]))
            states = states + numbers(attention.o_proj.matrix) @ _rounded(torch.cat(said))
            inner = numbers(mlp.gate_proj.matrix) @ _rounded(
                normed(states, layer.post_attention_layernorm)
            )
            gate, up = inner.chunk(2)
            states = states + numbers(mlp.down_proj.matrix) @ _rounded(
                torch.nn.functional.silu(gate) * up
            )
        states = normed(states, model.model.norm)
        head = model.get_output_embeddings()
        if isinstance(head, torch.nn.Linear):
            if instructions.HAS_BRAIN:
                states = states.bfloat16().float()
            found.append(head.weight.float() @ states)
        else:
            matrix = head.matrix
            found.append(matrix.weight.float() @ _rounded(states) * matrix.scale.float())
    return torch.stack(found)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("head", ["16", "8"])
def test_a_step_is_what_the_formulas_say(tmp_path: Path, family: str, head: Head) -> None:
    loaded = load(model_factory.causal(tmp_path / "m", family=family), head=head)
    assert loaded.native is not None
    texts = [list(range(first, first + 3)) for first in range(3, 63, 3)]
    apart = []
    with torch.inference_mode():
        for text in [*texts, list(range(3, 43))]:
            cache = loaded.prefixes.new()
            ours = torch.cat([loaded.native.next([token], cache) for token in text])
            assert cache.get_seq_length() == len(text)
            wanted = expected(loaded, text)
            apart.append(float((ours - wanted).abs().max()))
    # Now and then a sum in another order rounds a state to the next of its 8 bits.
    assert statistics.median(apart) < 1e-5
    assert (ours[0] - wanted[0]).abs().max() < 1e-4
    most = 0.01 if family == "hunyuan" else 0.005
    assert (ours - wanted).abs().mean() < most * wanted.abs().mean()


def test_the_starter_says_nearly_what_bitsandbytes_says() -> None:
    """Mean KL on a real text: the kernels round the states to 8 bits, bitsandbytes does not."""
    loaded = load(resource("starter", "chat"))
    assert loaded.native is not None
    text = "You can return the item within 30 days. 您可以在三十天内退货，我们检查后会退款。" * 3
    ids = loaded.tokenizer(text, add_special_tokens=False)["input_ids"]
    cache = loaded.prefixes.new()
    ours = torch.cat([loaded.native.next([token], cache) for token in ids]).log_softmax(-1)
    from nibble_engine.models.loader import read

    model, _ = read(resource("starter", "chat"), Level.NF4, torch.device("cpu"), prequantized=True)
    with torch.inference_mode():
        theirs = model(input_ids=torch.tensor([ids])).logits[0].float().log_softmax(-1)
    divergence = (theirs.exp() * (theirs - ours)).sum(-1).mean()
    assert 0 <= divergence < 0.005


def test_a_hunyuan_says_nearly_what_transformers_says(tmp_path: Path) -> None:
    """Also in a text longer than its config's, where other kinds of "dynamic" begin to change."""
    from nibble_engine.models.loader import read

    path = model_factory.causal(tmp_path / "m", family="hunyuan")
    loaded = load(path)
    assert loaded.native is not None
    assert loaded.model.config.max_position_embeddings == 256
    tokens = [3 + 7 * number % 190 for number in range(600)]
    ours = loaded.native.next(tokens, loaded.prefixes.new()).log_softmax(-1)
    model, _ = read(path, Level.NF4, torch.device("cpu"), prequantized=False)
    with torch.inference_mode():
        theirs = model(input_ids=torch.tensor([tokens])).logits[0].float().log_softmax(-1)
    divergence = (theirs.exp() * (theirs - ours)).sum(-1)
    assert 0 <= divergence.mean() < 0.005


def test_what_the_kernels_do_not_know_is_left_to_bitsandbytes(tmp_path: Path) -> None:
    assert load(model_factory.causal(tmp_path / "m"), Level.INT8).native is None
    assert load(model_factory.causal(tmp_path / "full"), Level.FULL).native is None
    config = {"model_type": "llama", "hidden_size": 64}
    assert is_known(config)
    assert not is_known({**config, "model_type": "gemma3_text"})
    assert not is_known({**config, "hidden_act": "gelu"})
    assert not is_known({**config, "sliding_window": 512})
    assert is_known({**config, "sliding_window": 512, "use_sliding_window": False})
    assert not is_known({**config, "rope_scaling": {"rope_type": "longrope"}})
    alpha = {"rope_scaling": {"type": "dynamic", "alpha": 1000.0}}
    assert is_known({**config, **alpha, "model_type": "hunyuan_v1_dense"})
    assert not is_known({**config, **alpha})
    assert not is_known({**config, "hidden_size": 100})
    assert not is_known({**config, "head_dim": 40})


def test_the_same_tokens_with_one_thread_and_with_many(monkeypatch: pytest.MonkeyPatch) -> None:
    from nibble_engine.native import step

    loaded = load(resource("starter", "chat"))
    native = loaded.native
    assert native is not None
    prompt = list(range(20, 60))

    def said() -> list[int]:
        loaded.prefixes.clear()
        tokens = causal_tokens(loaded, prompt, GREEDY, Job(new_job(), lambda _: None))
        return [next(tokens) for _ in range(40)]

    first = said()
    for size in (1, 3, 5):
        crew = Team(size - 1)
        monkeypatch.setattr(step, "team", lambda crew=crew: crew)
        assert said() == first


def test_a_thread_that_fails_is_heard_and_the_team_goes_on() -> None:
    crew, seen = Team(2), []

    def fails(number: int) -> None:
        seen.append(number)
        if number == 1:
            raise ValueError("one")

    with pytest.raises(ValueError, match="one"):
        crew.do(fails)
    crew.do(seen.append)
    assert sorted(seen) == [0, 0, 1, 1, 2, 2]


def test_more_tokens_than_the_angles_were_worked_out_for(tmp_path: Path) -> None:
    loaded = load(model_factory.causal(tmp_path / "m"))
    assert loaded.native is not None
    cache = loaded.prefixes.new()
    for layer in cache.layers:
        layer.update(*(torch.zeros(1, loaded.native._groups, 1030, 32, dtype=torch.bfloat16),) * 2)
    logits = loaded.native.next([5], cache)
    assert logits.isfinite().all() and cache.get_seq_length() == 1031


@pytest.mark.slow
def test_the_same_without_avx512() -> None:
    """The other instructions, in a process in which numba may use AVX2 alone."""
    code = (
        "import sys; sys.path[:0] = ['engine', 'tests/engine']\n"
        "import pytest; from nibble_engine.native import instructions\n"
        "assert instructions.IS_POSSIBLE and not instructions.IS_FAST\n"
        "sys.exit(pytest.main(['-q', '-x', '-p', 'no:cacheprovider', 'tests/engine/test_native.py',"
        " '-k', 'packed_matrix or formulas or nearly or together']))"
    )
    features = "+sse,+sse2,+sse3,+ssse3,+sse4.1,+sse4.2,+avx,+avx2,+fma,+f16c,+popcnt"
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "NUMBA_CPU_FEATURES": features, "NUMBA_CPU_NAME": "generic"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_a_packed_layer_takes_any_number_of_states(tmp_path: Path) -> None:
    loaded = load(model_factory.causal(tmp_path / "m", family="qwen3"))
    layer: Any = loaded.model.model.layers[0].mlp.down_proj
    assert isinstance(layer, PackedLinear)
    states = torch.randn(2, 5, layer.in_features, dtype=torch.bfloat16)
    with torch.inference_mode():
        many, few = layer(states), torch.stack([layer(row[:4]) for row in states])
    assert many.shape == (2, 5, layer.out_features) and many.dtype == torch.bfloat16
    assert torch.allclose(many[:, :4].float(), few.float(), atol=0.05 * float(many.abs().max()))


@pytest.mark.parametrize(("head", "cache"), [("16", "16"), ("8", "16"), ("16", "8")])
@pytest.mark.parametrize("family", FAMILIES)
def test_tokens_together_are_what_they_are_alone(
    tmp_path: Path, family: str, head: Head, cache: Cache
) -> None:
    """To the last bit, wherever in the text and however many."""
    loaded = load(model_factory.causal(tmp_path / "m", family=family), head=head, cache=cache)
    native, new = loaded.native, loaded.prefixes.new
    assert native is not None
    dice = random.Random(5)
    for _ in range(5):
        tokens = [dice.randrange(3, 200) for _ in range(60)]
        alone = new()
        wanted = torch.cat([native.next([token], alone) for token in tokens])
        together, found = new(), []
        while (first := sum(map(len, found))) < len(tokens):
            found.append(native.next(tokens[first : first + dice.randrange(1, 12)], together))
        assert torch.equal(torch.cat(found), wanted)
        held = [
            [
                layer.first(60).update(*(torch.zeros(1, native._groups, 0, native._size),) * 2)
                for layer in cache_.layers
            ]
            for cache_ in (alone, together)
        ]
        for one, other in zip(*held, strict=True):
            assert all(map(torch.equal, one, other))


@pytest.mark.parametrize(("head", "cache"), [("16", "16"), ("8", "16"), ("16", "8")])
@pytest.mark.parametrize("family", FAMILIES)
def test_tokens_of_each_text_are_what_they_are_alone(
    tmp_path: Path, family: str, head: Head, cache: Cache
) -> None:
    """To the last bit, however many texts and wherever each of them is."""
    loaded = load(model_factory.causal(tmp_path / "m", family=family), head=head, cache=cache)
    native, new = loaded.native, loaded.prefixes.new
    assert native is not None
    dice = random.Random(7)
    texts = [[dice.randrange(3, 200) for _ in range(dice.randrange(1, 40))] for _ in range(9)]
    alone, together = [new() for _ in texts], [new() for _ in texts]
    for text, *caches in zip(texts, alone, together, strict=True):
        for held in caches:
            native.next(text, held, 1)
    for _ in range(20):
        some = dice.sample(range(len(texts)), dice.randrange(1, len(texts) + 1))
        tokens = [[dice.randrange(3, 200) for _ in range(dice.choice([1, 1, 1, 5]))] for _ in some]
        told = [dice.random() < 0.7 for _ in some]
        wanted = [
            native.next(more, alone[text], 1)
            for more, text, is_told in zip(tokens, some, told, strict=True)
            if is_told or native.next(more, alone[text], 0).numel()
        ]
        found = native.next_of_each(tokens, [together[text] for text in some], told)
        assert torch.equal(found, torch.cat([torch.empty(0, found.shape[1]), *wanted]))


@pytest.mark.parametrize("family", FAMILIES)
def test_a_cache_of_8_bits_says_nearly_what_one_of_16_says(tmp_path: Path, family: str) -> None:
    path = model_factory.causal(tmp_path / "m", family=family)
    tokens, found = [3 + 7 * number % 190 for number in range(600)], []
    for cache in ("16", "8"):
        loaded = load(path, cache=cache)
        assert loaded.native is not None and loaded.info.cache == cache
        held = loaded.prefixes.new()
        logits = [
            loaded.native.next(tokens[first : first + 50], held) for first in range(0, 600, 50)
        ]
        found.append(torch.cat(logits).log_softmax(-1))
        # Rounded by the kernels as by torch: what transformers' modules make of it is the same.
        with torch.inference_mode():
            modules = (
                loaded.model(input_ids=torch.tensor([[5, 6, 7]]), past_key_values=held)
                .logits[0]
                .float()
            )
        again = loaded.prefixes.new()
        whole = loaded.native.next([*tokens, 5, 6, 7], again, 3)
        assert (modules - whole).abs().mean() < 0.05 * whole.abs().mean()
    divergence = (found[0].exp() * (found[0] - found[1])).sum(-1)
    assert 0 < divergence.mean() < 0.01


def test_portions_are_all_taken_once_however_many_threads() -> None:
    for threads, portions in ((1, 5), (2, 64), (3, 7), (5, 3)):
        counted = kernels.counters(1, threads)
        taken = [kernels._take(counted, 0, portions, threads - 1, threads) for _ in range(portions)]
        assert sorted(taken) == list(range(portions))
        # The last thread begins with its own range.
        assert taken[0] == (threads - 1) * portions // threads
        for thread in range(threads):
            assert kernels._take(counted, 0, portions, thread, threads) == -1


@pytest.mark.parametrize("size", [16, 32, 64, 128])
def test_numbers_do_not_depend_on_where_they_lie_in_memory(size: int) -> None:
    """The compiler makes two ways through a loop, one for arrays that lie close together."""
    dice = np.random.default_rng(size)
    inputs = [dice.standard_normal(size).astype(np.float32) for _ in range(3)]

    def made(apart: int, order: tuple[int, ...]) -> list[bytes]:
        """With what is written so many numbers behind one of what is read."""
        room = np.zeros(8 * (size + 512), np.float32)
        held = []
        for place, which in enumerate(order):
            first = place * (size + 256)
            room[first : first + size] = inputs[which]
            held.append(room[first : first + size])
        states, cosine, sine = (held[order.index(which)] for which in range(3))
        last = (len(order) - 1) * (size + 256)
        out = room[last + size + apart : last + 2 * size + apart]
        found = []
        for norms in ((0, 0), (cosine.ctypes.data, 0), (0, cosine.ctypes.data)):
            kernels._turned(states, *norms, np.float32(1e-6), cosine, sine, out)
            found.append(out.tobytes())
        kernels._gated(states, cosine, out)
        return [*found, out.tobytes()]

    far = made(200, (0, 1, 2))
    for order in ((0, 1, 2), (1, 2, 0), (2, 0, 1)):
        for apart in (0, 4, 16, 48):
            assert made(apart, order) == far
