"""What loads took is kept beside what was forecast, and teaches the next forecast."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from nibble_app import folders
from nibble_app.forecasts import Forecasts, Record, learned
from nibble_app.program import Program
from nibble_engine.api import Level, ModelInfo, Role
from nibble_engine.resources import resource
from windows import closed, wait_for_models

MB = 10**6


def record(model: str, predicted: int, measured: int, device: str = "cpu") -> Record:
    return Record(0.0, model, "nf4", "16", device, predicted * MB, measured * MB)


def test_nothing_is_learned_from_too_little() -> None:
    assert learned([], "cpu") == 0
    assert learned([record("a", 500, 520), record("b", 500, 520)], "cpu") == 0


def test_the_median_of_what_was_missing_is_learned() -> None:
    rows = [record("a", 500, 520), record("b", 900, 930), record("c", 700, 710)]
    assert learned(rows, "cpu") == 20 * MB
    assert learned(rows, "cuda") == 0
    # The newest load of a model counts, not how often it was loaded.
    rows += [record("a", 500, 510)] * 9
    assert learned(rows, "cpu") == 10 * MB


def test_it_promises_no_room_and_is_bounded() -> None:
    draw = random.Random(3)
    for _ in range(200):
        rows = [
            record(
                f"m{n}",
                predicted := draw.randrange(400, 5000),
                predicted + draw.randrange(-900, 900),
            )
            for n in range(draw.randrange(3, 9))
        ]
        found = learned(rows, "cpu")
        assert 0 <= found <= 0.15 * min(row.predicted for row in rows)


def info(**more: object) -> ModelInfo:
    values: dict[str, object] = {
        "name": "starter",
        "path": str(resource("starter", "chat")),
        "role": Role.CHAT,
        "family": "qwen3",
        "level": Level.NF4,
        "wanted": Level.NF4,
        "bits": 4.0,
        "device": "cpu",
        "memory": 1,
        "parameters": 1,
        "context": 256,
        "resident": 500 * MB,
        **more,
    }
    return ModelInfo(**values)  # type: ignore[arg-type]


def test_it_is_kept_over_a_restart(tmp_path: Path) -> None:
    made = Forecasts(tmp_path).add(info())
    assert made is not None and made.measured == 500 * MB
    assert Forecasts(tmp_path).records() == [made]
    assert Forecasts(tmp_path).add(info(resident=0)) is None
    assert Forecasts(tmp_path).add(info(path=str(tmp_path))) is None


@pytest.mark.parametrize("content", [b"", b"[{}]", b"\xff", b"null"])
def test_a_damaged_file_is_put_aside(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "forecasts.json").write_bytes(content)
    assert Forecasts(tmp_path).records() == []
    assert (tmp_path / "forecasts.damaged.json").read_bytes() == content


def test_a_real_load_is_recorded(qtbot: QtBot, qapp: QApplication, nibble_home: Path) -> None:
    program = Program.open(qapp)
    program.start()
    wait_for_models(qtbot, program)
    forecasts = Forecasts(folders.data_folder())
    qtbot.waitUntil(lambda: bool(forecasts.records()), timeout=20_000)
    closed(qapp, program)
    (first,) = forecasts.records()[:1]
    assert first.device == "cpu" and 0.5 < first.measured / first.predicted < 1.5
