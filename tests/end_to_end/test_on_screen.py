"""The modes, and the flow of writing, once more on a real X screen, not on Qt's offscreen one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MODES = [str(HERE / "test_modes.py"), str(HERE / "test_writing.py")]


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(not shutil.which("xvfb-run"), reason="no Xvfb here")
def test_the_modes_answer_on_a_screen() -> None:
    done = subprocess.run(
        [
            "xvfb-run",
            "-a",
            "-s",
            "-screen 0 1400x900x24",
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            *MODES,
        ],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        cwd=HERE.parents[1],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
