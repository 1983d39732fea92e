"""Which build of torch this computer needs, and where to look for it, in order."""

from __future__ import annotations

import ctypes
import platform
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

CPU_INDEX = "https://download.pytorch.org/whl/cpu"
CUDA_INDEX = "https://download.pytorch.org/whl/cu130"
NOT_FOUND = (
    "no build of torch for a computer without an NVIDIA card was found: neither among pip's own "
    f"sources nor at {CPU_INDEX}. Check the network and run the command again, or put the "
    "torch wheel into a folder and set PIP_FIND_LINKS to it. The default registry has a build of "
    "about 3 GB that also works: add --large-torch before the command to accept it."
)


class Source(NamedTuple):
    """One place to take torch from: what is said, pip's arguments, and whether more follow."""

    says: str
    arguments: tuple[str, ...]
    may_fail: bool


def pins(root: Path) -> list[str]:
    """The requirements of pyproject.toml that hold here, as ``name==version`` or ``name``."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return [
        requirement if "==" in requirement.split(";")[0] else _name(requirement)
        for requirement in project["dependencies"]
        if ";" not in requirement or _holds(requirement.split(";")[1])
    ]


def sources(root: Path, *, allow_large: bool) -> list[Source]:
    """Where to take torch from on this computer, best first."""
    pin = next(pin for pin in pins(root) if pin.startswith("torch=="))
    if has_nvidia():
        return _cuda_sources(pin)
    if not _default_build_is_large():
        return [Source("installing torch", ("--no-deps", pin), False)]
    cpu = ("--no-deps", f"{pin}+cpu")
    found = [
        Source("looking for a torch wheel for this processor among pip's own sources", cpu, True),
        Source(
            "installing torch (about 200 MB) from PyTorch's CPU index",
            (*cpu, "--index-url", CPU_INDEX, "--retries", "1", "--timeout", "20"),
            True,
        ),
    ]
    if allow_large:
        warning = "WARNING: downloading the default build of torch, about 3 GB with CUDA libraries"
        found.append(Source(warning, (pin,), False))
    return found


def has_nvidia() -> bool:
    """Whether an NVIDIA driver is present: nvidia-smi lists a card, or its library loads."""
    program = shutil.which("nvidia-smi")
    if program:
        try:
            answer = subprocess.run(
                [program, "-L"], check=False, capture_output=True, text=True, timeout=20
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return answer.returncode == 0 and "GPU" in answer.stdout
    return _loads("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")


def _cuda_sources(pin: str) -> list[Source]:
    text = "an NVIDIA driver is present: installing the CUDA build of torch (about 3 GB)"
    if sys.platform == "win32":  # the default registry holds only the CPU build for Windows
        return [Source(text, ("--no-deps", pin, "--index-url", CUDA_INDEX), False)]
    return [Source(text, (pin,), False)]


def _default_build_is_large() -> bool:
    return sys.platform.startswith("linux") and platform.machine() in ("x86_64", "aarch64", "AMD64")


def _loads(library: str) -> bool:
    if sys.platform == "darwin":
        return False
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _name(requirement: str) -> str:
    return (
        requirement.split(";", maxsplit=1)[0]
        .split(">", maxsplit=1)[0]
        .split("<", maxsplit=1)[0]
        .split("[", maxsplit=1)[0]
        .strip()
    )


def _holds(marker: str) -> bool:
    """Whether a marker ``python_version OP 'X.Y'`` holds; the only kind this project uses."""
    _, operator, version = marker.replace("<", " < ").replace(">=", " >= ").split()
    wanted = tuple(int(part) for part in version.strip("'\"").split("."))
    have = sys.version_info[:2]
    return have >= wanted if operator == ">=" else have < wanted
