"""Errors of others become ours, with what they tell."""

from __future__ import annotations

import errno
import json
from pathlib import Path

import pytest
import torch
from safetensors import SafetensorError, safe_open

from nibble_engine import errors
from nibble_engine.foreign_errors import translated

CUDA_FULL = (
    "CUDA out of memory. Tried to allocate 2.00 GiB. GPU 0 has a total capacity of 8.00 GiB of "
    "which 512.00 MiB is free."
)
CASES = [
    (torch.OutOfMemoryError(CUDA_FULL), errors.OutOfMemoryError),
    (
        RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes."),
        errors.OutOfMemoryError,
    ),
    (MemoryError(), errors.OutOfMemoryError),
    (OSError(errno.ENOMEM, "Cannot allocate memory"), errors.OutOfMemoryError),
    (RuntimeError("CUDA error: an illegal memory access was encountered"), errors.DeviceError),
    (RuntimeError("cuDNN error: CUDNN_STATUS_EXECUTION_FAILED"), errors.DeviceError),
    (SafetensorError("header too large"), errors.ModelUnreadableError),
    (json.JSONDecodeError("Expecting value", "x", 0), errors.ModelUnreadableError),
    (
        ValueError("The checkpoint has model type `x` but Transformers does not recognize this"),
        errors.ModelUnsupportedError,
    ),
    (PermissionError(errno.EACCES, "Permission denied", "/x"), errors.DiskError),
    (OSError(errno.ENOSPC, "No space left on device"), errors.DiskError),
    (RuntimeError("shape mismatch"), errors.InternalError),
    (ZeroDivisionError("division by zero"), errors.InternalError),
]


@pytest.mark.parametrize(("foreign", "kind"), CASES, ids=lambda case: str(case)[:40])
def test_the_table(foreign: BaseException, kind: type[errors.NibbleError]) -> None:
    ours = translated(foreign, device="cuda", path="/model")
    assert type(ours) is kind
    assert ours.info().code == kind.code


def test_what_the_message_tells_is_kept() -> None:
    params = translated(torch.OutOfMemoryError(CUDA_FULL), device="cuda").params
    assert params == {"device": "cuda", "needed": 2 * 2**30, "free": 512 * 2**20}
    disk = translated(PermissionError(errno.EACCES, "Permission denied", "/x"))
    assert disk.params == {"path": "/x", "reason": "Permission denied"}
    internal = translated(ZeroDivisionError("division by zero"))
    assert internal.detail == "ZeroDivisionError: division by zero"


def test_ours_pass_unchanged() -> None:
    ours = errors.NoModelError(role="chat")
    assert translated(ours) is ours


def test_real_ones(tmp_path: Path) -> None:
    file = tmp_path / "model.safetensors"
    file.write_bytes(b"\xff" * 64)
    with pytest.raises(SafetensorError) as damaged, safe_open(file, "pt"):
        pass
    assert translated(damaged.value).code == "model_unreadable"
    with pytest.raises(RuntimeError) as full:
        torch.empty(2**60)
    assert translated(full.value).code == "out_of_memory"
