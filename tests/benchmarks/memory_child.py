"""The process that is measured: the engine's own loader and decode loop, and what /proc says.

Prints a line of JSON at the end of each phase; "file" is in bytes: of the libraries' files what is
in memory, of the weights' files only the pages that answering has read since they were loaded.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path
from typing import Any

SMAPS, CLEAR = Path("/proc/self/smaps"), Path("/proc/self/clear_refs")


def told(phase: str) -> None:
    """Ends a phase."""
    other = weights = whole = 0
    ours = private = False
    for line in SMAPS.read_text("utf-8").splitlines():
        words = line.split()
        if not words[0].endswith(":"):
            private = len(words) < 6 or not words[5].startswith("/")
            ours = line.endswith(".safetensors")
        elif words[0] == "Rss:" and not private:
            whole += int(words[1])
            other += 0 if ours else int(words[1])
        elif words[0] == "Referenced:" and ours:
            weights += int(words[1])
        elif words[0] == "Anonymous:" and not private and not ours:
            other -= int(words[1])
    found = {"phase": phase, "time": time.time(), "now": _own(), "file": (other + weights) * 1024}
    print(json.dumps({**found, "mapped": whole * 1024}), flush=True)


def _own() -> int:
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("RssAnon"))


class Quiet:
    """A job that nobody listens to."""

    def check(self) -> None:
        """Nobody cancels."""

    def progress(self, *_: object) -> None:
        """Nobody looks."""


def main(path: str, level: str, contexts: list[int], head: str) -> None:
    """Loads once, then answers at each context, shortest first."""
    import bitsandbytes  # noqa: F401 - the engine imports it at its start
    import torch
    from transformers import PreTrainedModel  # noqa: F401

    from nibble_engine.api import Level, Load, Role
    from nibble_engine.generation.answer import TransformersModel  # noqa: F401 - as the worker does
    from nibble_engine.models.loader import load_model

    told("libraries")
    load = Load(
        job="m",
        path=path,
        role=Role.CHAT,
        level=Level(level),
        device="cpu",
        context=contexts[-1],
        head="8" if head == "8" else "16",
    )
    loaded = load_model(load, lambda *_: None, lambda: False)
    gc.collect()
    CLEAR.write_text("1")
    with torch.inference_mode():
        # A few hundred tokens read a few hundred rows; a day's work reads them all.
        embedding = loaded.model.get_input_embeddings()
        for tensor in [*embedding.parameters(), *embedding.buffers()]:
            tensor.max()
    told("loaded")
    for context in contexts:
        answer(loaded, context)
        told(str(context))


def answer(loaded: Any, context: int) -> None:
    """A prompt and an answer that together fill the context."""
    from nibble_engine.api import Sampling
    from nibble_engine.generation.decode import causal_tokens, translated_tokens

    how, new = Sampling(temperature=1.0), 8
    if loaded.kind == "seq2seq":
        ids = [3 + number % 900 for number in range(context)]
        tokens, new = translated_tokens(loaded, ids, how, Quiet()), context - 1  # type: ignore[arg-type]
    else:
        ids = [3 + number % 900 for number in range(context - new)]
        tokens = causal_tokens(loaded, ids, how, Quiet())  # type: ignore[arg-type]
    for _ in range(new):
        next(tokens)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], [int(n) for n in sys.argv[3].split(",")], sys.argv[4])
