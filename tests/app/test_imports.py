"""The window's process stays without the heavy libraries."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

HEAVY = ("torch", "transformers", "bitsandbytes", "accelerate", "safetensors", "numpy")


def modules_after(code: str) -> set[str]:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    probe = f"{code}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", probe], env=env, capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in done.stdout.split()}


def test_the_link_comes_without_torch() -> None:
    loaded = modules_after("import nibble_app.link, nibble_app.error_text")
    assert "PySide6" in loaded and not loaded & set(HEAVY)


@pytest.mark.parametrize("module", ["nibble_app.state", "nibble_app.jobs", "nibble_app.fold"])
def test_the_truth_of_the_program_is_free_of_qt(module: str) -> None:
    assert not modules_after(f"import {module}") & {"PySide6", *HEAVY}


def test_the_client_side_of_the_engine_is_free_of_both() -> None:
    assert not modules_after("import nibble_engine.supervisor") & {"PySide6", *HEAVY}
