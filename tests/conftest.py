"""What every test gets: Qt without a screen, a home of its own, and a look at what was left."""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if "PYTEST_XDIST_WORKER" in os.environ:
    # Not the one that is inherited from the process that hands out the tests.
    os.environ["NIBBLE_HOME"] = tempfile.mkdtemp(prefix="nibble-test-")
os.environ.setdefault("NIBBLE_HOME", tempfile.mkdtemp(prefix="nibble-test-"))

import psutil
import pytest

from nibble_app.garbage import collect_due

OURS = ("engine-",)


def _left_behind() -> list[str]:
    children = psutil.Process().children(recursive=True)
    engines = [
        f"process {child.pid}"
        for child in children
        if child.is_running() and child.status() != psutil.STATUS_ZOMBIE
    ]
    threads = [t.name for t in threading.enumerate() if t.name.startswith(OURS)]
    return engines + threads


@pytest.fixture(scope="session", autouse=True)
def nothing_left() -> Iterator[None]:
    """No engine and none of its threads may outlive the tests."""
    yield
    patience = time.monotonic() + 5
    while (left := _left_behind()) and time.monotonic() < patience:
        time.sleep(0.05)
    assert not left, left


@pytest.fixture
def nibble_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh home for data, settings and logs."""
    monkeypatch.setenv("NIBBLE_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def english_home(nibble_home: Path) -> Path:
    """One whose program speaks English."""
    (nibble_home / "config").mkdir()
    (nibble_home / "config" / "config.toml").write_text('[ui]\nlanguage = "en"\n', "utf-8")
    return nibble_home


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """What a test leaves behind goes between the tests, in their thread: a thread of the background
    that collects garbage may destroy widgets, and Qt crashes when the next test gives a style to
    those of a window that is about to go."""
    gc.disable()
    _delete_later_now()
    yield
    collect_due()


def _delete_later_now() -> None:
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
