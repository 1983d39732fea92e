"""The wheel: built, installed in an empty environment with all it asks for, and run there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "installers"))

import torch_build  # noqa: E402


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of an environment that holds the wheel and nothing of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True, capture_output=True)
    (wheel,) = folder.glob("nibble_desk-*.whl")
    venv.create(folder / "env", with_pip=True)
    python = folder / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    for source in torch_build.sources(ROOT, allow_large=False):
        if subprocess.call([*pip, *source.arguments], stderr=subprocess.DEVNULL) == 0:
            break
    subprocess.run([*pip, str(wheel)], check=True)
    return python


def run(python: Path, *arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    environment["NIBBLE_HOME"] = str(home)
    command = str(python.with_name("nibble"))
    return subprocess.run(
        [command, *arguments],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_wheel_works_in_an_empty_environment(installed: Path, tmp_path: Path) -> None:
    translated = run(installed, "translate", "--to", "zh", "Where is the station?", home=tmp_path)
    assert translated.returncode == 0, translated.stderr
    assert any("\u4e00" <= letter <= "\u9fff" for letter in translated.stdout)
    assert translated.stderr == ""

    doctor = run(installed, "doctor", "--json", home=tmp_path)
    report = json.loads(doctor.stdout)
    assert doctor.returncode == 0, report
    assert report["ok"] is True
    assert report["self_test"]["ok"] is True

    if sys.platform.startswith("linux"):
        window = run(installed, home=tmp_path)
        assert window.returncode == 2
        assert "nibble translate" in window.stderr
        assert "Aborted" not in window.stderr
