"""``nibble write proofread`` as a real process: no engine, no model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def write(home: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    # A model that is not there would fail the command if it asked for one.
    path = os.pathsep.join(sys.path)
    environment = {**os.environ, "NIBBLE_HOME": str(home), "PYTHONPATH": path, "PYTHONUTF8": "1"}
    environment.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "nibble_app", "write", "proofread", *arguments],
        env=environment,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home without models, in English."""
    speak(tmp_path, "en")
    return tmp_path


def speak(home: Path, language: str) -> None:
    (home / "config").mkdir(exist_ok=True)
    config = f'[engine]\nchat_model = "/nowhere"\n[ui]\nlanguage = "{language}"\n'
    (home / "config" / "config.toml").write_text(config, "utf-8")


def test_json_has_the_changes_with_their_places_in_the_input(home: Path) -> None:
    text = "😀您的帐号,他登陆了。\nShe dont know teh way."
    done = write(home, text, "--rules-only", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    rules = [change["rule"] for change in found["changes"]]
    assert rules == ["zh-typo", "zh-width", "en-apostrophe", "en-spelling"]
    made, place = "", 0
    for change in found["changes"]:
        assert text[change["start"] : change["end"]] == change["original"]
        assert change["reason"]
        made += text[place : change["start"]] + change["replacement"]
        place = change["end"]
    assert found["text"] == made + text[place:]
    assert found["text"].endswith("She doesn't know the way.")


@pytest.mark.parametrize(("language", "word"), [("zh_CN", "之误"), ("en", "slip")])
def test_reasons_are_in_the_language_of_the_program(home: Path, language: str, word: str) -> None:
    speak(home, language)
    done = write(home, "您的帐号", "--rules-only", "--json")
    assert word in json.loads(done.stdout)["changes"][0]["reason"]


def test_it_prints_the_corrected_text_and_nothing_else(home: Path) -> None:
    done = write(home, "--rules-only", stdin="你好,世界。\n")
    assert (done.returncode, done.stdout, done.stderr) == (0, "你好，世界。\n", "")


def test_a_file_keeps_its_encoding_and_line_ends(home: Path) -> None:
    file, out = home / "信.txt", home / "out.txt"
    file.write_bytes("你好,世界。\r\n帐号\r\n".encode("gb18030"))
    done = write(home, str(file), "--rules-only", "-o", str(out))
    assert (done.returncode, done.stdout) == (0, f"{out}\n")
    assert out.read_bytes() == "你好，世界。\r\n账号\r\n".encode("gb18030")
    assert file.read_bytes() == "你好,世界。\r\n帐号\r\n".encode("gb18030")


def test_diff_shows_the_lines_that_change(home: Path) -> None:
    done = write(home, "一。\n二,二。\n三。", "--rules-only", "--diff")
    assert done.stdout.split("\n")[1:5] == [" 一。", "-二,二。", "+二，二。", " 三。"]
    assert write(home, "一。", "--rules-only", "--diff").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["你好", "--rules-only", "--tone", "formal"], "--rules-only"),
        (["", "--rules-only"], "empty"),
        (["nowhere.txt", "--rules-only"], "no file"),
        (["你好", "--rules-only", "--json", "--diff"], "together"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_what(
    home: Path, arguments: list[str], said: str
) -> None:
    done = write(home, *arguments)
    assert done.returncode == 2 and done.stdout == "" and said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_text_is_an_error_in_words(home: Path) -> None:
    (home / "photo.txt").write_bytes(bytes(range(256)) * 4)
    done = write(home, str(home / "photo.txt"), "--rules-only", "--json")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert json.loads(done.stdout)["error"]["code"] == "document_encoding"
    done = write(home, "你好", "--rules-only", "-o", str(home / "no" / "where.txt"))
    assert done.returncode == 1 and "where.txt" in done.stderr
