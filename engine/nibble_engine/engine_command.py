"""How the engine process is started: its command line and its environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import nibble_engine

ALLOCATOR = (
    {"PYTORCH_CUDA_ALLOC_CONF": "expandable_segments:True"} if sys.platform == "linux" else {}
)
"""Without it a cache that grows leaves holes in the card's memory: 16,000 tokens of a model of 0.6
billion parameters reserved 5,760 MiB where 2,462 were in use (measured on an H100)."""

OPENMP = {"GOMP_SPINCOUNT": "30000"} if sys.platform == "linux" else {}
"""torch's threads look for more work so often before they sleep, instead of for milliseconds, in
which they would take a core from the threads of our own kernels (a model of 0.5 billion parameters,
two cores, head of 8 bits: 55 tokens/s as it comes, 65 at 100,000, 71 at 30,000, 77 at 10,000). With
10,000 the starter, whose products are short, takes 65 ms for a next turn instead of 30."""


def engine_command() -> list[str]:
    """The command line of the engine; -P keeps the current folder's files from being imported."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--engine"]
    return [sys.executable, "-P", "-X", "utf8", "-m", "nibble_engine"]


def engine_environment(extra: Mapping[str, str]) -> dict[str, str]:
    """This process's environment, with which a checkout's engine is found too."""
    env = {**ALLOCATOR, **OPENMP, **os.environ, "PYTHONIOENCODING": "utf-8", **extra}
    root = Path(nibble_engine.__file__).resolve().parent.parent
    if root.name not in {"site-packages", "dist-packages"}:
        before = env.get("PYTHONPATH")
        env["PYTHONPATH"] = os.pathsep.join([str(root), before] if before else [str(root)])
    return env
