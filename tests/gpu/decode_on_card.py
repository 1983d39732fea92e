"""How fast words come on the graphics card: plain `generate` (B0), the engine's loop step by step,
and with the step that is captured as a CUDA graph, beside the bandwidth measured in the run.

python tests/gpu/decode_on_card.py SHAPE [TOKENS]     SHAPE is 8b, 1b or 0.1b

The model has random weights, made and rounded to NF4 (double quantization) on the card, layer by
layer. Prints JSON.
"""

from __future__ import annotations

import itertools
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import torch

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "engine")]
SHAPES = {
    "8b": {"hidden_size": 4096, "num_hidden_layers": 32, "num_attention_heads": 32,
           "num_key_value_heads": 8, "intermediate_size": 14336, "vocab_size": 128256},
    "1b": {"hidden_size": 2048, "num_hidden_layers": 16, "num_attention_heads": 32,
           "num_key_value_heads": 8, "intermediate_size": 8192, "vocab_size": 128256},
    "0.1b": {"hidden_size": 768, "num_hidden_layers": 8, "num_attention_heads": 12,
             "num_key_value_heads": 12, "intermediate_size": 2048, "vocab_size": 32000},
}  # fmt: skip
RUNS = 5
CONTEXT = 4096


def made(shape: str, device: str) -> Any:
    """The model, its linear layers rounded."""
    import bitsandbytes as bnb
    from transformers import LlamaConfig, LlamaForCausalLM

    config = LlamaConfig(
        **SHAPES[shape], tie_word_embeddings=False, max_position_embeddings=8192, eos_token_id=None
    )
    with torch.device("meta"):
        model = LlamaForCausalLM(config).to(torch.bfloat16)
    model.model.rotary_emb = type(model.model.rotary_emb)(config).to(device)
    for name, module in list(model.named_modules()):
        if isinstance(module, torch.nn.Linear) and name != "lm_head":
            weight = torch.randn(module.weight.shape, dtype=torch.bfloat16, device=device) * 0.02
            layer = bnb.nn.Linear4bit(
                module.in_features, module.out_features, bias=False, device="meta",
                compute_dtype=torch.bfloat16, quant_type="nf4", compress_statistics=True,
            )  # fmt: skip
            layer.weight = bnb.nn.Params4bit(
                weight.cpu() if device == "cpu" else weight, requires_grad=False,
                quant_type="nf4", compress_statistics=True,
            ).to(device)  # fmt: skip
            model.set_submodule(name, layer)
    for name, parameter in list(model.named_parameters()):
        if parameter.is_meta:
            value = torch.randn(parameter.shape, dtype=torch.bfloat16, device=device) * 0.02
            if "norm" in name:
                value = torch.ones_like(value)
            owner = model.get_submodule(name.rpartition(".")[0])
            new = torch.nn.Parameter(value, requires_grad=False)
            setattr(owner, name.rpartition(".")[2], new)
    return model.eval()


def weight_bytes(model: Any) -> int:
    """What a step reads: everything but the embedding, of which it reads a row."""
    seen = {}
    for name, tensor in model.named_parameters():
        if "embed_tokens" not in name:
            seen[name] = tensor.numel() * tensor.element_size()
    return sum(seen.values())


def bandwidth(device: str) -> float:
    """Bytes a second that a large buffer is read with: a sum over it."""
    size = (2**31 if device == "cuda" else 2**27) // 4
    buffer = torch.ones(size, dtype=torch.float32, device=device)
    return max(4 * size / seconds for seconds in timed(buffer.sum, 5, device))


def timed(work: Any, runs: int, device: str) -> list[float]:
    """Seconds of each run, after one that is not counted."""
    found = []
    for number in range(runs + 1):
        _wait(device)
        started = time.perf_counter()
        work()
        _wait(device)
        if number:
            found.append(time.perf_counter() - started)
    return found


def _wait(device: str) -> None:
    if device == "cuda":
        torch.cuda.synchronize()


def plain(model: Any, prompt: Any, tokens: int) -> float:
    """Seconds a token of `generate` with the library's defaults."""
    started = time.perf_counter()
    with torch.inference_mode():
        model.generate(prompt, do_sample=False, max_new_tokens=tokens, min_new_tokens=tokens)
    _wait(prompt.device.type)
    return (time.perf_counter() - started) / tokens


def engine(model: Any, *, static: bool) -> Any:
    """The model as the engine holds it, with the step that is replayed or without."""
    from nibble_engine.api import Level, ModelInfo, Role
    from nibble_engine.generation.static_step import CudaCapture, StaticStep
    from nibble_engine.models.loader import LoadedModel

    device = model.device
    capture = CudaCapture(device) if device.type == "cuda" else at_once
    info = ModelInfo(
        name="random", path="", role=Role.CHAT, family="llama", level=Level.NF4, wanted=Level.NF4,
        bits=4.0, device=device.type, memory=0, parameters=0, context=CONTEXT,
    )  # fmt: skip
    step = StaticStep(model, capture) if static else None
    if step is not None:
        step.warm(CONTEXT)
    return LoadedModel(model, None, "causal", device, CONTEXT, info, static=step)  # type: ignore[arg-type]


def at_once(work: Any) -> Any:
    """On a processor nothing is captured."""
    work()
    return work


def answered(loaded: Any, prompt: Any, tokens: int) -> list[int]:
    """What the engine's own loop says, greedily."""
    from nibble_engine.api import Sampling, new_job
    from nibble_engine.generation.decode import causal_tokens
    from nibble_engine.job import Job

    how = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=tokens)
    said = causal_tokens(loaded, prompt[0].tolist(), how, Job(new_job(), lambda _: None))
    return list(itertools.islice(said, tokens))


def parting(model: Any, prompt: Any, one: list[int], other: list[int]) -> dict[str, Any]:
    """Where two answers part, and how far apart the two tokens are there for the plain model."""
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), None)
    if same is None:
        return {"same_tokens": len(one), "of": len(one)}
    ids = torch.tensor([prompt[0].tolist() + one[:same]], device=prompt.device)
    with torch.inference_mode():
        chances = model(input_ids=ids).logits[0, -1].float().log_softmax(-1)
    nats = abs(float(chances[one[same]] - chances[other[same]]))
    return {"same_tokens": same, "of": len(one), "nats_apart": nats}


def kernels(model: Any, prompt: Any) -> list[tuple[str, float, int]]:
    """The kernels of one plain step by their time: name, milliseconds, calls."""
    from torch.profiler import ProfilerActivity, profile

    with torch.inference_mode():
        out = model(input_ids=prompt, use_cache=True)
        token = out.logits[:, -1:].argmax(-1)
        with profile(activities=[ProfilerActivity.CUDA]) as found:
            model(input_ids=token, past_key_values=out.past_key_values, use_cache=True)
            torch.cuda.synchronize()
    rows = [(e.key[:60], e.self_device_time_total / 1e3, e.count) for e in found.key_averages()]
    return sorted(rows, key=lambda row: -row[1])[:12]


def gemv(device: str) -> list[dict[str, Any]]:
    """What bitsandbytes' kernel for one row reaches at the layers' shapes, in bytes a second."""
    import bitsandbytes as bnb
    import bitsandbytes.functional as F  # noqa: N812 - its own name for itself

    rows = []
    for wide, out in ((4096, 14336), (14336, 4096), (4096, 4096), (2048, 8192)):
        layers = []
        for _ in range(12):
            weight = torch.randn(out, wide, dtype=torch.bfloat16, device=device)
            layers.append(F.quantize_4bit(weight, quant_type="nf4", compress_statistics=True))
        x = torch.randn(1, wide, dtype=torch.bfloat16, device=device)

        def work(layers: list[Any] = layers, x: Any = x) -> None:
            for packed, state in layers:
                bnb.matmul_4bit(x, packed.t(), quant_state=state)

        work()
        graph = torch.cuda.CUDAGraph()
        with torch.inference_mode(), torch.cuda.graph(graph):
            work()
        seconds = statistics.median(timed(graph.replay, 20, device)) / len(layers)
        rows.append({"in": wide, "out": out, "us": seconds * 1e6,
                     "bytes_a_second": wide * out / 2 / seconds})  # fmt: skip
    return rows


def main(shape: str, tokens: int) -> None:
    """Each part for itself: what fails says so and the rest goes on."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    told: dict[str, Any] = {"shape": shape, "device": device, "torch": torch.__version__}
    model = made(shape, device)
    prompt = torch.randint(5, 30000, (1, 128), device=device)
    told["bandwidth"] = bandwidth(device)
    read = told["bytes_a_step"] = weight_bytes(model)

    def part(name: str, work: Any) -> None:
        try:
            told[name] = work()
        except Exception as error:
            told[name] = f"{type(error).__name__}: {error}"[:400]

    def b0() -> dict[str, float]:
        plain(model, prompt, 8)
        seconds = statistics.median(plain(model, prompt, tokens) for _ in range(RUNS))
        return _speed(seconds, read, told["bandwidth"])

    def ours(static: bool) -> dict[str, Any]:
        begun = time.perf_counter()
        loaded = engine(model, static=static)
        capture = time.perf_counter() - begun
        answered(loaded, prompt, 8)
        # The second answer has its prompt from the first: what is measured is the steps.
        seconds = timed(lambda: answered(loaded, prompt, tokens), RUNS, device)
        found = _speed(statistics.median(seconds) / tokens, read, told["bandwidth"])
        is_used = loaded.static is not None and not loaded.static.is_off
        return {**found, "is_replayed": is_used, "capture_seconds": capture if static else 0}

    def exact() -> dict[str, Any]:
        with torch.inference_mode():
            whole = model.generate(prompt, do_sample=False, max_new_tokens=48, min_new_tokens=48)
        wanted = whole[0, prompt.shape[1] :].tolist()
        plain_loop = answered(engine(model, static=False), prompt, 48)
        replayed = answered(engine(model, static=True), prompt, 48)
        return {
            "loop_to_generate": parting(model, prompt, plain_loop, wanted),
            "replayed_to_loop": parting(model, prompt, replayed, plain_loop),
        }

    part("b0", b0)
    part("eager", lambda: ours(False))
    part("graph", lambda: ours(True))
    part("exact", exact)
    if device == "cuda":
        part("kernels", lambda: kernels(model, prompt))
        if shape == "8b":
            del model
            torch.cuda.empty_cache()
            part("gemv", lambda: gemv(device))
    print(json.dumps(told), flush=True)


def _speed(seconds: float, read: int, most: float) -> dict[str, float]:
    return {"tokens_a_second": 1 / seconds, "bandwidth_share": read / seconds / most}


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 64)
