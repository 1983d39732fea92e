"""The one table that turns errors of torch, transformers and the system into ours."""

from __future__ import annotations

import errno
import json
import re
import sys
from collections.abc import Callable

from nibble_engine.errors import (
    DeviceError,
    DiskError,
    InternalError,
    ModelUnreadableError,
    ModelUnsupportedError,
    NibbleError,
    OutOfMemoryError,
    Param,
)

_NO_MEMORY = re.compile(
    r"out of memory|can't allocate memory|not enough memory|std::bad_alloc|Cannot allocate memory",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"CUDA error|device-side assert|CUBLAS_STATUS|CUDNN_STATUS|cuDNN error|HIP error|MPS backend"
    r"|CUDA driver error|unspecified launch failure"
)
_UNKNOWN_MODEL = re.compile(
    r"Unrecognized (?:configuration|model)|does not recognize this architecture|model type `"
)
_TRIED = re.compile(r"[Tt]ried to allocate ([\d.]+) ?([KMG]i?B|bytes)")
_FREE = re.compile(r"([\d.]+) ?([KMG]i?B) (?:is )?free")
_CPU_BYTES = re.compile(r"you tried to allocate (\d+) bytes", re.IGNORECASE)
_UNITS = {"KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "KB": 1e3, "MB": 1e6, "GB": 1e9, "bytes": 1}


def translated(error: BaseException, *, device: str = "cpu", path: str = "") -> NibbleError:
    """Our error for ``error``; ``device`` and ``path`` say what it happened with."""
    if isinstance(error, NibbleError):
        return error
    for matches, make in _TABLE:
        if matches(error):
            made = make(error, device, path)
            made.__cause__ = error
            return made
    return InternalError(f"{type(error).__name__}: {error}")


def _is_memory(error: BaseException) -> bool:
    if isinstance(error, MemoryError) or _is(error, "torch", "OutOfMemoryError"):
        return True
    return isinstance(error, RuntimeError | OSError) and bool(_NO_MEMORY.search(str(error)))


def _is_device(error: BaseException) -> bool:
    if _is(error, "torch", "AcceleratorError"):
        return True
    return isinstance(error, RuntimeError) and bool(_DEVICE.search(str(error)))


def _is_damage(error: BaseException) -> bool:
    damaged = (json.JSONDecodeError, UnicodeDecodeError, EOFError)
    return isinstance(error, damaged) or _is(error, "safetensors", "SafetensorError")


def _is_unknown_model(error: BaseException) -> bool:
    return isinstance(error, ValueError | KeyError) and bool(_UNKNOWN_MODEL.search(str(error)))


def _is_disk(error: BaseException) -> bool:
    return isinstance(error, OSError)


def _is(error: BaseException, module: str, name: str) -> bool:
    """By sys.modules: this file must not be what imports torch."""
    kind = getattr(sys.modules.get(module), name, None)
    return isinstance(kind, type) and isinstance(error, kind)


def _memory(error: BaseException, device: str, path: str) -> NibbleError:
    text = str(error)
    params: dict[str, Param] = {"device": device}
    if exact := _CPU_BYTES.search(text):
        params["needed"] = int(exact[1])
    elif tried := _TRIED.search(text):
        params["needed"] = _bytes(tried)
    if free := _FREE.search(text):
        params["free"] = _bytes(free)
    return OutOfMemoryError(text, **params)


def _bytes(match: re.Match[str]) -> int:
    return round(float(match[1]) * _UNITS[match[2]])


def _device(error: BaseException, device: str, path: str) -> NibbleError:
    return DeviceError(str(error), device=device)


def _damage(error: BaseException, device: str, path: str) -> NibbleError:
    return ModelUnreadableError(str(error), path=path, file="")


def _unknown_model(error: BaseException, device: str, path: str) -> NibbleError:
    return ModelUnsupportedError(str(error), path=path, architecture="")


def _disk(error: BaseException, device: str, path: str) -> NibbleError:
    assert isinstance(error, OSError)
    reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return DiskError(str(error), path=str(error.filename or path), reason=error.strerror or reason)


_TABLE: tuple[
    tuple[
        Callable[[BaseException], bool],
        Callable[[BaseException, str, str], NibbleError],
    ],
    ...,
] = (
    (_is_memory, _memory),
    (_is_device, _device),
    (_is_damage, _damage),
    (_is_unknown_model, _unknown_model),
    (_is_disk, _disk),
)
"""The order matters: an out-of-memory of CUDA also reads like an error of the device."""
