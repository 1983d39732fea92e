"""The first token of the next turn: 64 new tokens on a history of 4,096, kept or read anew (S3).

    python tests/benchmarks/bench_prefix.py [RUNS]

B0 is one pass of transformers' own model, NF4 by bitsandbytes, over the whole prompt, as `generate`
begins; both are measured by turns on a random model of the 0.5B shape. Ends with 1 below 40 times.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import memory_models
import torch

from nibble_engine.api import Level, Load, Role, Sampling
from nibble_engine.generation.decode import causal_tokens
from nibble_engine.job import Job
from nibble_engine.models.loader import load_model, read

HISTORY, NEW = 4096, 64


def main(runs: int) -> int:
    """Measures and prints; returns the exit status."""
    how = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=8)
    with tempfile.TemporaryDirectory(prefix="nibble-prefix-") as folder:
        path = Path(folder) / "m"
        memory_models.make(path, "qwen2-0.5b")
        command = Load(
            job="m", path=str(path), role=Role.CHAT, level=Level.NF4, device="cpu", context=8192
        )
        loaded = load_model(command, lambda *_: None, lambda: False)
        plain, _ = read(path, Level.NF4, torch.device("cpu"), prequantized=False)
        history = [3 + number * 7 % 900 for number in range(HISTORY)]

        def first(prompt: list[int]) -> float:
            begun = time.perf_counter()
            tokens = causal_tokens(loaded, prompt, how, Job("m", lambda _: None))
            next(tokens)
            taken = time.perf_counter() - begun
            tokens.close()
            return taken

        cold = first(history)
        kept, whole = [], []
        for run in range(runs):
            turn = [*history, *(5 + (run * NEW + number) % 900 for number in range(NEW))]
            kept.append(first(turn))
            begun = time.perf_counter()
            with torch.inference_mode():
                plain(input_ids=torch.tensor([turn]), use_cache=True, logits_to_keep=1)
            whole.append(time.perf_counter() - begun)
    ratio = statistics.median(whole) / statistics.median(kept)
    print(
        f"{HISTORY} tokens kept, {NEW} new: {statistics.median(kept):.3f} s "
        f"({min(kept):.3f} to {max(kept):.3f}); B0 reads all: {statistics.median(whole):.2f} s "
        f"({min(whole):.2f} to {max(whole):.2f}); {ratio:.0f} times, median of {runs}; "
        f"the history itself took our own reading {cold:.2f} s"
    )
    return 0 if ratio >= 40 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 5))
