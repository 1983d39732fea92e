"""The command line as a real process; the engine is scripted where its words do not matter."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

QUIET_SECONDS = 120


def environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    kept.pop("QT_QPA_PLATFORM", None)
    return {
        **kept,
        "NIBBLE_HOME": str(home),
        "NIBBLE_SCRIPTED": "1",
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONUTF8": "1",
    }


def nibble(home: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nibble_app", *arguments],
        env=environment(home),
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=QUIET_SECONDS,
        check=False,
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home whose models are scripts."""
    folder = tmp_path / "model"
    folder.mkdir()
    script = {"words": ["你好", "，", "world. "], "milliseconds": 1}
    config = {"model_type": "nibble_scripted", "script": script}
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    (tmp_path / "config").mkdir()
    path = folder.as_posix()
    (tmp_path / "config" / "config.toml").write_text(
        f'[engine]\nchat_model = "{path}"\ntranslation_model = "{path}"\n'
        '[sampling]\nmax_new_tokens = 16\n[ui]\nlanguage = "en"\n',
        "utf-8",
    )
    return tmp_path


def test_it_prints_the_text_and_nothing_else(home: Path) -> None:
    done = nibble(home, "say", "hello")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("你好，world. 你好") and done.stdout.endswith("\n")


def test_it_reads_standard_input_and_prints_json(home: Path) -> None:
    done = nibble(home, "translate", "--to", "en", "--json", stdin="\ufeff早上好\n")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert found["ok"] and (found["source"], found["target"]) == ("zh", "en")
    assert found["text"].startswith("你好") and found["level"] == "nf4"


@pytest.mark.parametrize(
    "arguments",
    [
        ["say", ""],
        ["say", "  \n"],
        ["translate", "--to", "klingon", "hi"],
        ["translate", "--from", "xx", "hi"],
        ["write", "improve", "hi"],
        ["say", "--bits", "3", "hi"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_two_and_says_what(home: Path, arguments: list[str]) -> None:
    done = nibble(home, *arguments)
    assert done.returncode == 2 and done.stdout == ""
    assert "Error" in done.stderr and "Traceback" not in done.stderr


def test_work_that_fails_ends_with_one_and_says_what_to_do(home: Path) -> None:
    done = nibble(home, "say", "--model", str(home / "nowhere"), "hi")
    assert done.returncode == 1 and done.stdout == ""
    assert "The model was not found" in done.stderr and "choose another model" in done.stderr
    done = nibble(home, "say", "--json", "--model", str(home / "nowhere"), "hi")
    found = json.loads(done.stdout)
    assert found["ok"] is False and found["error"]["code"] == "model_not_found"


def test_it_speaks_the_language_of_the_settings(home: Path) -> None:
    file = home / "config" / "config.toml"
    file.write_text(file.read_text("utf-8").replace('"en"', '"zh_CN"'), "utf-8")
    done = nibble(home, "say", "--model", str(home / "nowhere"), "hi")
    assert "找不到模型" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="SIGINT is of POSIX")
def test_ctrl_c_stops_and_leaves_nothing_behind(home: Path) -> None:
    command = [sys.executable, "-m", "nibble_app", "say", "--max-tokens", "100000", "hello"]
    running = subprocess.Popen(
        command,
        env=environment(home),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A shell's background job ignores Ctrl+C, and so would what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    assert running.stdout and running.stderr
    assert running.stdout.read(30)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=20)
    assert running.returncode == 130 and errors == b""


@pytest.mark.skipif(os.name == "nt", reason="pipes are closed otherwise there")
def test_a_reader_that_has_enough_is_no_error(home: Path) -> None:
    line = f'"{sys.executable}" -m nibble_app say --max-tokens 3000 hello | head -c 10'
    done = subprocess.run(
        line, shell=True, env=environment(home), capture_output=True, timeout=60, check=False
    )
    assert len(done.stdout) == 10 and done.stderr == b""


def test_the_models_are_listed(home: Path) -> None:
    found = json.loads(nibble(home, "models", "list", "--json").stdout)
    room = json.loads(nibble(home, "models", "space", "--json").stdout)
    assert room["free"] > 0 and room["used"] == 0
    starters = {model["roles"][0] for model in found if model["starter"]}
    assert starters == {"chat", "translation"}
    assert all(model["level"] == "nf4" for model in found if model["starter"])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
def test_without_a_display_it_names_the_command_line(home: Path) -> None:
    done = nibble(home)
    assert done.returncode == 2 and "nibble translate" in done.stderr
    assert "Traceback" not in done.stderr and "qt.qpa" not in done.stderr


@pytest.mark.slow
def test_the_starters_really_answer(tmp_path: Path) -> None:
    said = nibble(tmp_path, "say", "How do I return an item?")
    assert (said.returncode, said.stderr) == (0, "")
    assert len(said.stdout.split()) >= 4 and said.stdout.strip()[-1] in ".!?"
    translated = nibble(tmp_path, "translate", "--to", "zh", "Where is the station?")
    assert (translated.returncode, translated.stderr) == (0, "")
    assert sum("\u4e00" <= letter <= "\u9fff" for letter in translated.stdout) >= 3
    both = "Good morning. Where is the station?"
    found = json.loads(nibble(tmp_path, "translate", "--to", "zh", "--json", both).stdout)
    sources = [sentence["source"] for sentence in found["sentences"]]
    assert sources == ["Good morning.", "Where is the station?"]
    assert "".join(sentence["target"] for sentence in found["sentences"]) == found["text"]
    doctor = nibble(tmp_path, "doctor", "--json")
    found = json.loads(doctor.stdout)
    assert doctor.returncode == 0 and found["ok"] and found["self_test"]["ok"]
    assert {"python", "torch", "device", "model"} <= set(found) and found["bits"] == 4
    assert found["self_test"]["text"] and found["self_test"]["seconds"] > 0


def test_its_own_process_never_imports_torch(home: Path) -> None:
    code = "import nibble_app.cli, nibble_app.console, nibble_app.doctor, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"torch", "transformers", "numpy"} & set(done.stdout.split())
