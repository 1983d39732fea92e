"""glibc's allocator, told to give large blocks back: else what loading frees stays with us.

By itself glibc raises the size from which a block gets pages of its own (M_MMAP_THRESHOLD in
mallopt(3)) to that of the largest one freed, up to 32 MB; the copies that rounding makes then leave
holes between the weights. One and the same load was seen to end with 127 or with 366 MiB more.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Iterator

_MMAP_THRESHOLD = -3
_THRESHOLD = 64 * 2**10


@contextlib.contextmanager
def given_back() -> Iterator[None]:
    """Blocks of 128 KB or more have pages of their own from now on and go back to the system when
    they are freed; at the end what is left between the others goes back too. The threshold stays:
    with 1 MB the results of small models' layers left holes that no forecast can know, up to 50
    MiB of them (measured at 494 million parameters in 8 bits)."""
    library = _glibc()
    if library is None:
        yield
        return
    library.mallopt(_MMAP_THRESHOLD, _THRESHOLD)
    try:
        yield
    finally:
        library.malloc_trim(0)


def trim() -> None:
    """What was freed goes back to the system, also between what is still in use."""
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


def _glibc() -> ctypes.CDLL | None:
    """None on systems with another allocator."""
    if not sys.platform.startswith("linux"):
        return None
    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
