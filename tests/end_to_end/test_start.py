"""The window's start: soon on the screen, and without the heavy libraries for good."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SECOND = 1.0
HEAVY = {"torch", "transformers", "bitsandbytes", "accelerate", "safetensors", "numpy"}

START = """
import time
began = time.perf_counter()
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from nibble_app.program import Program

app = QApplication([])
program = Program.open(app)
program.window.show()
app.processEvents()
up = time.process_time()
program.start()
for place in ("support", "writing", "translation", "models", "settings"):
    program.window.show_place(place)

def end():
    models = [m for m in program.context.link.state.models.values() if m.role != "embedding"]
    if all(model.info for model in models) or time.perf_counter() - began > 100:
        print(json.dumps({"up": up, "loaded": [bool(m.info) for m in models],
                          "modules": [n.split(".")[0] for n in sys.modules]}))
        program.window.close()
        app.quit()

timer = QTimer()
timer.timeout.connect(end)
timer.start(50)
app.exec()
program.close()
"""


@pytest.mark.slow
def test_the_window_is_up_in_a_second_and_never_imports_torch(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "NIBBLE_HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    # A requirement, so it is asserted, in seconds of the processor: other programs run here too.
    # The best of three, for a cold disk costs as well.
    runs = []
    for _ in range(3):
        done = subprocess.run(
            [sys.executable, "-c", START],
            env=environment,
            capture_output=True,
            text=True,
            timeout=150,
            check=True,
        )
        found = json.loads(done.stdout.splitlines()[-1])
        assert not HEAVY & set(found["modules"])
        assert found["loaded"] == [True, True]
        runs.append(found["up"])
        if found["up"] < SECOND:
            break
    assert min(runs) < SECOND
