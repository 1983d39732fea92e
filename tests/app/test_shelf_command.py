"""nibble models verify, remove, move and list, as a person types them."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def nibble(home: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nibble_app", "models", *arguments],
        env={
            **os.environ,
            "NIBBLE_HOME": str(home),
            "HOME": str(home),
            "PYTHONPATH": os.pathsep.join(sys.path),
            "PYTHONUTF8": "1",
        },
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model in the program's own folder, which is the chosen one."""
    found = tmp_path / "data" / "models" / "tiny"
    found.mkdir(parents=True)
    (found / "config.json").write_text('{"model_type": "llama"}')
    (found / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    told = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in found.iterdir()}
    (found / "sha256.json").write_text(json.dumps(told))
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text(
        f'[engine]\nchat_model = "{found.as_posix()}"\n[ui]\nlanguage = "en"\n', "utf-8"
    )
    return found


def test_verify_tells_each_file_and_the_end(folder: Path, tmp_path: Path) -> None:
    done = nibble(tmp_path, "verify", "tiny")
    assert (done.returncode, done.stderr) == (0, "")
    assert "model.safetensors: as it should be" in done.stdout
    (folder / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{ ")
    done = nibble(tmp_path, "verify", str(folder))
    assert done.returncode == 1 and "model.safetensors: damaged" in done.stdout
    told = json.loads(nibble(tmp_path, "verify", "tiny", "--json").stdout)
    assert (told["ok"], told["has_hashes"]) == (False, True)
    (folder / "sha256.json").unlink()
    done = nibble(tmp_path, "verify", "tiny")
    assert done.returncode == 3 and "no list of hashes" in done.stdout


def test_remove_asks_and_can_be_undone(folder: Path, tmp_path: Path) -> None:
    done = nibble(tmp_path, "remove", "tiny", stdin="n\n")
    assert done.returncode == 1 and folder.is_dir()
    assert "that you work with now" in done.stderr and "Traceback" not in done.stderr
    done = nibble(tmp_path, "remove", "tiny", stdin="y\n")
    assert done.returncode == 0 and not folder.exists()
    undo = next(line for line in done.stdout.splitlines() if "models move" in line)
    trash = undo.split('"')[1]
    listed = json.loads(nibble(tmp_path, "list", "--json").stdout)
    assert str(folder) not in {model["path"] for model in listed}
    assert json.loads(nibble(tmp_path, "space", "--json").stdout)["trash"] > 0
    assert nibble(tmp_path, "move", trash, str(folder)).returncode == 0
    assert (folder / "config.json").is_file()


def test_remove_keeps_to_the_program_s_folder(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    folder.rename(other)
    done = nibble(tmp_path, "remove", str(other), "--yes", "--json")
    assert done.returncode == 1 and other.is_dir()
    assert json.loads(done.stdout)["error"]["code"] == "model_not_ours"
    assert "leaves this folder alone" in done.stderr


def test_a_moved_model_stays_the_chosen_one(folder: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    done = nibble(tmp_path, "move", "tiny", str(stick))
    assert done.stdout.strip() == str(stick / "tiny")
    assert f'"{stick / "tiny"}"' in (tmp_path / "config" / "config.toml").read_text("utf-8")
    done = nibble(tmp_path, "move", "tiny", str(stick))
    assert done.returncode == 1 and "The model was not found" in done.stderr


def test_the_list_tells_the_room(folder: Path, tmp_path: Path) -> None:
    (folder / "big.bin").write_bytes(b"x" * 10**8)
    done = nibble(tmp_path, "list")
    assert "0.1 GB of models in" in done.stdout and "GB free" in done.stdout
