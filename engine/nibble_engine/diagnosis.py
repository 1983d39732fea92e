"""What the engine knows of its computer: versions, device, processor and memory."""

from __future__ import annotations

import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil
import torch

from nibble_engine.api import Diagnosis
from nibble_engine.models.loader import choose_device

_FEATURES = ("avx2", "avx512f", "avx512_bf16", "avx512_vnni", "amx_bf16", "amx_int8", "asimd")


def diagnose() -> Diagnosis:
    """Looks at everything now; takes some milliseconds."""
    device = choose_device("auto").type
    memory = psutil.virtual_memory()
    free_gpu = total_gpu = None
    if device == "cuda":
        free_gpu, total_gpu = torch.cuda.mem_get_info()
    return Diagnosis(
        torch=str(torch.__version__),
        transformers=_version("transformers"),
        bitsandbytes=_version("bitsandbytes"),
        device=device,
        cuda=torch.version.cuda or "",
        gpu=torch.cuda.get_device_name() if device == "cuda" else "",
        cpu=_processor(),
        cpu_features=_features(),
        threads=torch.get_num_threads(),
        memory_total=memory.total,
        memory_free=memory.available,
        gpu_memory_total=total_gpu,
        gpu_memory_free=free_gpu,
    )


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    """The processor's name as its maker writes it, where the system tells it."""
    if sys.platform == "darwin":
        command = ["sysctl", "-n", "machdep.cpu.brand_string"]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    for line in _cpuinfo():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _features() -> tuple[str, ...]:
    """Instruction sets that matter for the speed of a model, named as Linux names them."""
    for line in _cpuinfo():
        if line.startswith(("flags", "Features")):
            flags = set(line.partition(":")[2].split())
            return tuple(name for name in _FEATURES if name in flags)
    capability = torch.backends.cpu.get_cpu_capability().lower()
    return () if capability == "default" else (capability,)


def _cpuinfo() -> list[str]:
    try:
        return Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return []
