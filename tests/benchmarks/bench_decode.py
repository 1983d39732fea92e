"""Decoding on a processor: our own step, B0 and llama.cpp on the same random weights, by turns.

    python tests/benchmarks/bench_decode.py [--shape qwen2-0.5b] [--json FILE]

B0 is transformers' `generate` with a streamer on bitsandbytes' NF4, double quantization. llama.cpp
is measured where llama-cpp-python is installed, on a GGUF file that it quantized itself from the
same weights. All have two threads where there are two cores, a prompt of 64 tokens and 64 new ones;
a figure is the median of the runs, the bandwidth probe is read in each. Ends with 1 where S7 is
missed: at least Q4_K_M, and 0.9 of Q4_0.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).parent.parent / "engine"))

from nibble_engine.engine_command import OPENMP

# Read when torch is imported; an environment that says otherwise is left alone.
os.environ.update({**OPENMP, **os.environ})

import gguf_factory
import memory_models
import torch

from nibble_engine.api import Head, Level, Load, Role, Sampling
from nibble_engine.generation.decode import causal_tokens
from nibble_engine.job import Job
from nibble_engine.models.loader import load_model, read
from nibble_engine.planning.bandwidth import measured_bandwidth

RUNS = 7
PROMPT, NEW = 64, 64
THREADS = psutil.cpu_count(logical=False) or 1
IDS = [3 + number % 900 for number in range(PROMPT)]


def ours(path: Path, head: Head) -> tuple[Callable[[], float], int]:
    """Tokens a second, and the bytes that a token reads."""
    command = Load(
        job="m", path=str(path), role=Role.CHAT, level=Level.NF4, device="cpu", head=head
    )
    loaded = load_model(command, lambda *_: None, lambda: False)
    assert loaded.native is not None
    # Random weights say the same over and over, which guesses would make too much of.
    loaded.looks_up = False

    def run() -> float:
        loaded.prefixes.clear()
        how = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=NEW)
        tokens = causal_tokens(loaded, IDS, how, Job("m", lambda _: None))
        next(tokens)
        begun = time.perf_counter()
        for _ in range(NEW - 1):
            next(tokens)
        return (NEW - 1) / (time.perf_counter() - begun)

    return run, loaded.info.memory


def plain(path: Path) -> Callable[[], float]:
    """B0."""
    from transformers import TextIteratorStreamer

    model, _ = read(path, Level.NF4, torch.device("cpu"), prequantized=False)

    class Ids:
        def decode(self, *_: Any, **__: Any) -> str:
            return "x "

    def run() -> float:
        streamer = TextIteratorStreamer(Ids(), skip_prompt=True)  # type: ignore[arg-type]
        options = {
            "input_ids": torch.tensor([IDS]),
            "max_new_tokens": NEW,
            "min_new_tokens": NEW,
            "do_sample": False,
            "streamer": streamer,
        }
        thread = threading.Thread(target=model.generate, kwargs=options)
        thread.start()
        times = [time.perf_counter() for _ in streamer]
        thread.join()
        return (len(times) - 1) / (times[-1] - times[0])

    run()
    return run


def llama(path: Path) -> Callable[[], float]:
    """llama.cpp on a GGUF file."""
    import llama_cpp

    model = llama_cpp.Llama(
        str(path), n_ctx=512, n_threads=THREADS, n_threads_batch=THREADS, n_gpu_layers=0,
        verbose=False,
    )  # fmt: skip

    def run() -> float:
        model.reset()
        model.eval(IDS)
        begun = time.perf_counter()
        for number in range(NEW - 1):
            model.eval([3 + number % 900])
        return (NEW - 1) / (time.perf_counter() - begun)

    return run


def quantized(source: Path, folder: Path) -> dict[str, Path]:
    """llama.cpp's own rounding of the same weights, by its name; none where it is not installed."""
    try:
        import llama_cpp
    except ImportError:
        return {}
    whole = gguf_factory.converted(source, folder / "f16.gguf", "float16")
    found = {}
    for name in ("Q4_0", "Q4_K_M"):
        how = llama_cpp.llama_model_quantize_default_params()
        how.ftype = getattr(llama_cpp, f"LLAMA_FTYPE_MOSTLY_{name}")
        found[name] = folder / f"{name}.gguf"
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere):  # noqa: PTH123
            done = llama_cpp.llama_model_quantize(
                str(whole).encode(), str(found[name]).encode(), how
            )
        assert done == 0
    return found


def main() -> int:
    """Measures and prints; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shape", default="qwen2-0.5b")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nibble-decode-") as folder:
        source = Path(folder) / asked.shape
        memory_models.make(source, asked.shape)
        runs: dict[str, Callable[[], float]] = {}
        bytes_: dict[str, int] = {}
        for name, head in (("ours, head 16", "16"), ("ours, head 8", "8")):
            runs[name], bytes_[name] = ours(source, head)  # type: ignore[arg-type]
        runs["B0"] = plain(source)
        for name, path in quantized(source, Path(folder)).items():
            runs[f"llama.cpp {name}"] = llama(path)
            bytes_[f"llama.cpp {name}"] = path.stat().st_size
        found: dict[str, list[float]] = {name: [] for name in runs}
        bandwidth = []
        for _ in range(RUNS):
            bandwidth.append(measured_bandwidth())
            for name, run in runs.items():
                found[name].append(run())
    speed = {name: statistics.median(rates) for name, rates in found.items()}
    probe = statistics.median(bandwidth)
    print(f"{asked.shape}, {THREADS} threads, probe {probe / 1e9:.1f} GB/s, median of {RUNS}")
    for name, rate in speed.items():
        share = f"{bytes_[name] * rate / probe:4.0%} of the probe" if name in bytes_ else ""
        spread = f"{min(found[name]):.1f} to {max(found[name]):.1f}"
        print(f"{name:20} {rate:6.1f} tokens/s ({spread})  {rate / speed['B0']:.2f} x B0  {share}")
    if asked.json:
        told = {"tokens_per_second": found, "bandwidth": bandwidth, "bytes": bytes_}
        asked.json.write_text(json.dumps(told, indent=1), "utf-8")
    best = speed["ours, head 8"]
    missed = best < speed.get("llama.cpp Q4_K_M", 0) or best < 0.9 * speed.get("llama.cpp Q4_0", 0)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
