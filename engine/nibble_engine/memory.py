"""Memory that this process could still have: what the computer has free, less what limits say.

A container or a service may be given less than the computer has (cgroups), and a process less than
that (RLIMIT_AS and RLIMIT_DATA of setrlimit(2)).
"""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import psutil

_CGROUP = Path("/sys/fs/cgroup")
_RESERVED = 96 * 2**20
"""Bytes of stacks and of the allocator that a process reserves while it loads, and does not use:
the limits of a process count them."""


def free_memory(*, to_load: bool = False) -> int:
    """Bytes; ``to_load`` where a model is still to be loaded."""
    free = int(psutil.virtual_memory().available)
    return max(0, min([free, *_by_limits(_RESERVED if to_load else 0), *_by_cgroup()]))


def resident_memory() -> int:
    """Bytes that this process has in memory: its own pages, and those of files that it reads."""
    return int(psutil.Process().memory_info().rss)


def _by_limits(reserved: int) -> list[int]:
    if sys.platform == "win32":
        return []
    import resource

    found = []
    used = psutil.Process().memory_info()
    for limit, held in (
        (getattr(resource, "RLIMIT_AS", None), used.vms),
        (getattr(resource, "RLIMIT_DATA", None), int(getattr(used, "data", 0))),
    ):
        if limit is not None:
            soft, _ = resource.getrlimit(limit)
            if soft != resource.RLIM_INFINITY:
                found.append(soft - held - reserved)
    return found


def _by_cgroup() -> list[int]:
    """What version 2 of the control groups leaves, ours and those above it."""
    found: list[int] = []
    with contextlib.suppress(OSError, ValueError, IndexError):
        own = Path("/proc/self/cgroup").read_text("utf-8").splitlines()[-1].split("::", 1)[1]
        place = _CGROUP / own.strip().lstrip("/")
        while place.is_relative_to(_CGROUP):
            with contextlib.suppress(OSError, ValueError):
                most = int((place / "memory.max").read_text("utf-8"))
                found.append(most - int((place / "memory.current").read_text("utf-8")))
            place = place.parent
    return found
