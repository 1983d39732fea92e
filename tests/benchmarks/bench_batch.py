"""A document's sentences by a causal model, all together or one after the other (S5).

    python tests/benchmarks/bench_batch.py [RUNS [HEAD]]

The 0.5B shape with random weights, 64 sentences: 40 tokens of instructions that they have in
common, 8 to 32 of the sentence and 6 behind it, and an answer from 0.8 to 1.2 times as long as the
sentence, as translations between Chinese and English are. One after the other is our own engine
too, which keeps the instructions, but guesses nothing: random weights say nothing that could be
guessed. Both are measured by turns. Ends with 1 below 3 times, or where an answer differs.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import memory_models

from nibble_engine.api import Level, Load, Role, Sampling
from nibble_engine.generation.batch import Batch, Request
from nibble_engine.generation.decode import causal_tokens
from nibble_engine.generation.stream import Stream, stream
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel, load_model

SENTENCES, COMMON, TAIL = 64, 40, 6
GREEDY = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=64)


def main(runs: int, head: str) -> int:
    """Measures and prints; returns the exit status."""
    with tempfile.TemporaryDirectory(prefix="nibble-batch-") as folder:
        path = Path(folder) / "m"
        memory_models.make(path, "qwen2-0.5b")
        command = Load(
            job="m", path=str(path), role=Role.TRANSLATION, level=Level.NF4, device="cpu",
            context=4096, head=head,  # type: ignore[arg-type]
        )  # fmt: skip
        loaded = load_model(command, lambda *_: None, lambda: False)
        loaded.looks_up = False
        asked = requests()
        together, alone = [], []
        same = True
        for _ in range(runs):
            taken, texts = timed_together(loaded, asked)
            together.append(taken)
            taken, others = timed_alone(loaded, asked)
            alone.append(taken)
            same = same and texts == others
    ratio = statistics.median(alone) / statistics.median(together)
    tokens = sum(request.limit for request in asked)
    print(
        f"{SENTENCES} sentences, {tokens} tokens, head of {head} bits: together "
        f"{statistics.median(together):.2f} s ({min(together):.2f} to {max(together):.2f}), one "
        f"after the other {statistics.median(alone):.2f} s ({min(alone):.2f} to {max(alone):.2f}): "
        f"{ratio:.2f} times; the same words: {same}"
    )
    return int(ratio < 3 or not same)


def requests() -> list[Request]:
    """The same each time."""
    dice = random.Random(5)

    def tokens(count: int) -> list[int]:
        return [dice.randrange(100, 900) for _ in range(count)]

    begun, tail, found = tokens(COMMON), tokens(TAIL), []
    for _ in range(SENTENCES):
        length = dice.randrange(8, 33)
        answer = round(length * dice.uniform(0.8, 1.2))
        found.append(Request([*begun, *tokens(length), *tail], answer))
    return found


def timed_together(loaded: LoadedModel, asked: list[Request]) -> tuple[float, list[str]]:
    """Seconds, and the answers."""
    loaded.prefixes.clear()
    begun, texts = time.perf_counter(), [""] * len(asked)
    for said in Batch(loaded, frozenset(), GREEDY, asked, Job("m", lambda _: None)).run():
        texts[said.number] += said.text
    return time.perf_counter() - begun, texts


def timed_alone(loaded: LoadedModel, asked: list[Request]) -> tuple[float, list[str]]:
    """Seconds, and the answers."""
    loaded.prefixes.clear()
    begun, texts, job = time.perf_counter(), [], Job("m", lambda _: None)
    for prompt, limit in asked:
        answer = Stream(
            loaded.tokenizer, frozenset(), GREEDY, job, prompt_tokens=len(prompt), limit=limit
        )
        texts.append(stream(causal_tokens(loaded, prompt, GREEDY, job), answer).text)
    return time.perf_counter() - begun, texts


if __name__ == "__main__":
    runs_ = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    sys.exit(main(runs_, sys.argv[2] if len(sys.argv) > 2 else "16"))
