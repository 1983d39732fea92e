"""What a person reads when the window cannot open: from the real command, with the box read out."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from nibble_app.store import Store

# The box waits for a click that nobody makes here: it is read out and closed instead.
CODE = """
from PySide6.QtWidgets import QMessageBox
QMessageBox.exec = lambda box: print(box.text(), box.informativeText(), sep="\\n")
from nibble_app.main import run_window
raise SystemExit(run_window())
"""


def start(home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
    path = os.pathsep.join(sys.path)
    environment |= {"NIBBLE_HOME": str(home), "PYTHONPATH": path, "PYTHONUTF8": "1"} | more
    return subprocess.run(
        [sys.executable, "-c", CODE],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_a_second_window_says_that_the_first_is_open(tmp_path: Path) -> None:
    store = Store(tmp_path / "data" / "nibble.db")
    done = start(tmp_path)
    store.close()
    assert done.returncode == 3 and "Nibble is open already" in done.stdout
    assert str(tmp_path / "data") in done.stdout and "Traceback" not in done.stderr


def test_data_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "data" / "nibble.db"
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    done = start(tmp_path)
    assert done.returncode == 3 and "later version" in done.stdout
    assert str(path) in done.stdout and "config.toml" in done.stdout


def test_a_data_folder_that_is_none_is_told_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", "utf-8")
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('[ui]\nlanguage = "zh_CN"\n', "utf-8")
    done = start(tmp_path)
    assert done.returncode == 3 and "无法打开" in done.stdout and "Traceback" not in done.stderr
    assert (tmp_path / "data").read_text("utf-8") == "a file"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
@pytest.mark.parametrize("display", [":947", "localhost:947", "nonsense"])
def test_a_display_that_does_not_answer_is_none(tmp_path: Path, display: str) -> None:
    done = start(tmp_path, DISPLAY=display, QT_QPA_PLATFORM="", WAYLAND_DISPLAY="wayland-947")
    assert done.returncode == 2 and "nibble translate" in done.stderr
    assert "Traceback" not in done.stderr and "qt.qpa" not in done.stderr
