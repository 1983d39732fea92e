"""The bootstrap on a small project of the test's own: no network, real venv, real pip."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "installers"))

import bootstrap  # noqa: E402
import torch_build  # noqa: E402
from environment import Environment, InstallError  # noqa: E402

PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "toy"
version = "1"
dependencies = ["torch==2.13.0", "helper==1.0"]
"""
BACKEND = """
import zipfile, os
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "toy-1-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr("toy-1.dist-info/METADATA",
                       "Metadata-Version: 2.1\\nName: toy\\nVersion: 1\\n"
                       "Requires-Dist: torch==2.13.0\\nRequires-Dist: helper==1.0\\n")
        wheel.writestr("toy-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        wheel.writestr("toy-1.dist-info/RECORD", "")
    return name
"""


def make_wheel(folder: Path, name: str, version: str) -> None:
    """A wheel with one package of that name."""
    files = {
        f"{name}/__init__.py": f"version = {version!r}\n",
        f"{name}-{version}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\n"
        f"Version: {version}\n",
        f"{name}-{version}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n"
        "Tag: py3-none-any\n",
    }
    record = ""
    for path, text in files.items():
        digest = urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        record += f"{path},sha256={digest},{len(text.encode())}\n"
    files[f"{name}-{version}.dist-info/RECORD"] = record
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    make_wheel(wheels, "torch", "2.13.0+cpu")
    make_wheel(wheels, "helper", "1.0")
    for name in ("PIP_EXTRA_INDEX_URL", "PIP_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null" if sys.platform != "win32" else "nul")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels))
    monkeypatch.setattr(torch_build, "has_nvidia", lambda: False)
    root = tmp_path / "checkout"
    root.mkdir()
    (root / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (root / "backend.py").write_text(BACKEND, encoding="utf-8")
    return root


def version_of(python: Path, name: str) -> str:
    code = f"import {name}; print({name}.version)"
    return subprocess.run(
        [str(python), "-c", code], capture_output=True, text=True, check=True
    ).stdout.strip()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the CPU build is a Linux matter")
def test_an_environment_is_made_checked_and_repaired(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    environment = Environment(project)
    python = environment.ready(())
    assert version_of(python, "torch") == "2.13.0+cpu"
    assert version_of(python, "helper") == "1.0"

    capfd.readouterr()
    Environment(project).ready(())
    assert capfd.readouterr().err == "", "a second run has nothing to do"

    package = next(environment.folder.glob("**/helper/__init__.py")).parent
    shutil.rmtree(package)
    Environment(project).ready(())
    assert version_of(python, "helper") == "1.0", "lost files come back"

    python.unlink()
    python.write_text("not an interpreter", encoding="utf-8")
    Environment(project).ready(())
    assert version_of(python, "torch") == "2.13.0+cpu", "a broken environment is made again"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the CPU build is a Linux matter")
def test_without_a_small_torch_it_stops_and_says_what_to_do(project: Path, tmp_path: Path) -> None:
    for wheel in (tmp_path / "wheels").glob("torch*"):
        wheel.unlink()
    make_wheel(tmp_path / "wheels", "torch", "2.13.0")  # stands for the 3 GB build
    with pytest.raises(InstallError, match="--large-torch"):
        Environment(project).ready(())
    assert version_of(Environment(project, large_torch=True).ready(()), "torch") == "2.13.0"


def test_the_cuda_build_is_taken_only_with_a_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torch_build, "has_nvidia", lambda: True)
    assert [s for s in torch_build.sources(ROOT, allow_large=False) if "+cpu" in str(s)] == []
    monkeypatch.setattr(torch_build, "has_nvidia", lambda: False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(torch_build.platform, "machine", lambda: "x86_64")
    arguments = [s.arguments for s in torch_build.sources(ROOT, allow_large=False)]
    assert arguments
    assert all("+cpu" in " ".join(argument) for argument in arguments)


def test_a_driver_is_nvidia_smi_that_lists_a_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch_build, "_loads", lambda library: False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not torch_build.has_nvidia()
    program = tmp_path / "nvidia-smi"
    program.write_text("#!/bin/sh\necho 'No devices were found'; exit 6\n", encoding="utf-8")
    program.chmod(0o755)
    assert not torch_build.has_nvidia()
    program.write_text("#!/bin/sh\necho 'GPU 0: A card (UUID: GPU-1)'\n", encoding="utf-8")
    assert torch_build.has_nvidia()


def test_an_unsupported_python_is_told_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "SUPPORTED", ((3, 98), (3, 99)))
    assert bootstrap.main(["run"]) == 3
    assert "needs Python 3.11, 3.12 or 3.13" in capsys.readouterr().err


def test_a_missing_system_library_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from nibble_app import system_libraries as system

    absent = system.Library("libnibble-absent.so.9", "libnibble9", "nibble-libs", "nibble")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(system, "ALWAYS", (absent,))
    assert absent in system.missing_libraries()
    assert "libnibble9" in system.install_command([absent]) or "nibble" in (
        system.install_command([absent])
    )
