"""The computer that a model is to fit: this one as it is now, or one that somebody thinks of."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import psutil

from nibble_engine.errors import BadInputError
from nibble_engine.planning.bandwidth import measured_bandwidth
from nibble_engine.resources import toml_resource

USABLE = 0.95
"""Share of a graphics card's memory that is left beside a desktop's windows."""
_MEMORY = re.compile(r"(\d+(?:\.\d+)?)\s*(?:GB|GIB|G)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Computer:
    """``device`` is a torch device type; ``free`` is in bytes; ``bandwidth`` in bytes a second, 0
    where it is not known; ``measured`` says that it was, in this run."""

    device: str
    name: str
    free: int
    bandwidth: float
    measured: bool = False


def this_computer(*, probe: bool = True) -> Computer:
    """The graphics card if there is one that CUDA can use, else the processor."""
    card = _nvidia_card()
    if card is not None:
        name, free = card
        entry = _listed(name)
        return Computer("cuda", name, free, float(entry["bandwidth"]) * 1e9 if entry else 0.0)
    free = int(psutil.virtual_memory().available)
    return Computer("cpu", "CPU", free, measured_bandwidth() if probe else 0.0, measured=probe)


def device_here() -> str:
    """ "cuda" where there is a card that CUDA can use, else "cpu"."""
    return "cpu" if _nvidia_card() is None else "cuda"


def pretended(text: str) -> Computer:
    """A computer such as "RTX 4060 8 GB", or "CPU 16 GB" for one without a graphics card.

    Raises `BadInputError` where the card or its memory is not known.
    """
    entry = _listed(text)
    given = _MEMORY.search(text)
    memory = float(given.group(1)) if given else float((entry or {}).get("memory", 0))
    if entry is None or not memory:
        raise BadInputError(text, what="--pretend")
    free = int(memory * 2**30 * USABLE)
    name = str(entry["name"])
    device = "cpu" if name == "CPU" else "cuda"
    return Computer(device, f"{name} {memory:g} GB", free, float(entry["bandwidth"]) * 1e9)


def examples() -> list[str]:
    """Computers that `pretended` reads, for a list to choose from."""
    cards = toml_resource("catalogue", "devices.toml")["device"]
    known = [f"{card['name']} {card['memory']} GB" for card in cards if "memory" in card]
    return [*(f"CPU {memory} GB" for memory in (8, 16, 32)), *known]


@lru_cache
def _devices() -> tuple[dict[str, Any], ...]:
    """Longest names first: a 4060 Ti is no 4060."""
    found = toml_resource("catalogue", "devices.toml")["device"]
    return tuple(sorted(found, key=lambda entry: -len(entry["name"])))


def _listed(text: str) -> dict[str, Any] | None:
    words = f" {' '.join(text.lower().split())} "
    return next((e for e in _devices() if f" {e['name'].lower()} " in words), None)


def _nvidia_card() -> tuple[str, int] | None:
    """Name and free bytes of the first card, by the driver's own tool."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return None
    query = [tool, "--query-gpu=name,memory.free", "--format=csv,noheader,nounits"]
    try:
        told = subprocess.run(query, capture_output=True, text=True, timeout=10, check=True).stdout
        name, free = told.splitlines()[0].rsplit(",", 1)
        return name.strip(), int(free) * 2**20
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        return None
