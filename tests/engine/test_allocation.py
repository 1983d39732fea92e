"""What is freed while loading goes back to the system, where glibc by itself keeps it."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's allocator")
HOLES = """
import contextlib, sys
from nibble_engine.allocation import given_back

def own():
    lines = open("/proc/self/status").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) >> 10

del_first = bytearray(30 << 20)
del del_first  # from now on glibc takes blocks up to this size from its heap
before = own()
with given_back() if sys.argv[1] == "yes" else contextlib.nullcontext():
    kept, copies = [], []
    for _ in range(20):
        copies.append(bytearray(b"c") * (8 << 20))
        kept.append(bytearray(b"k") * (100 << 10))
    del copies
print(own() - before)
"""


def left(how: str) -> int:
    """MiB that a process is larger by after it made and freed 160 MiB of copies."""
    done = subprocess.run(
        [sys.executable, "-c", HOLES, how],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )
    return int(done.stdout)


def test_holes_between_what_is_kept_are_given_back() -> None:
    assert left("no") > 100
    assert left("yes") < 20
