"""``nibble write`` as a real process with an engine; what the model says is scripted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scripted import scripted_model

ZH = "包裹三天前从上海寄出，运费20元，请您注意查收。"
GOOD = "包裹是3天前由上海寄出的，运费为20元，请注意查收。"
WRONG = "包裹是5天前由上海寄出的，运费为20元，请注意查收。"
EN = "The parcel left Shanghai three days ago; shipping was 20 yuan, please look out for it."


class Home:
    """A home whose models say what they are told."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "config").mkdir()
        path = (folder / "model").as_posix()
        (folder / "config" / "config.toml").write_text(
            f'[engine]\nchat_model = "{path}"\ntranslation_model = "{path}"\n'
            '[ui]\nlanguage = "en"\n',
            "utf-8",
        )
        self.says(GOOD)

    def says(self, *answers: str) -> None:
        """One answer after the other, a character at a time."""
        scripted_model(self.folder / "model", answers=list(map(list, answers)))

    def write(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        environment = {
            **os.environ,
            "NIBBLE_HOME": str(self.folder),
            "NIBBLE_SCRIPTED": "1",
            "PYTHONPATH": os.pathsep.join(sys.path),
            "PYTHONUTF8": "1",
        }
        environment.pop("QT_QPA_PLATFORM", None)
        return subprocess.run(
            [sys.executable, "-m", "nibble_app", "write", *arguments],
            env=environment,
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def json(self, *arguments: str) -> Any:
        done = self.write(*arguments, "--json")
        assert "Traceback" not in done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def test_it_prints_what_is_proposed_and_nothing_else(home: Home) -> None:
    home.says(f"好的，以下是改写后的文字：\n\n{GOOD}")
    done = home.write("rewrite", stdin=ZH)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{GOOD}\n", "")


def test_json_has_changes_that_make_the_text_and_the_reasons(home: Home) -> None:
    found = home.json("rewrite", ZH)
    assert found["ok"] and found["text"] == GOOD and found["findings"] == []
    assert found["model"] == "Scripted" and found["reason"] == "stop"
    made, place = "", 0
    for change in found["changes"]:
        assert set(change) == {"start", "end", "original", "replacement", "rule", "reason"}
        assert ZH[change["start"] : change["end"]] == change["original"]
        assert change["rule"].startswith("model-") and change["reason"]
        made += ZH[place : change["start"]] + change["replacement"]
        place = change["end"]
    assert made + ZH[place:] == GOOD


def test_an_altered_fact_is_told_and_no_file_is_written(home: Home, tmp_path: Path) -> None:
    home.says(WRONG)
    done = home.write("rewrite", ZH)
    assert done.returncode == 3 and done.stdout == f"{WRONG}\n"
    assert "三天" in done.stderr and "5天" in done.stderr
    out = tmp_path / "out.txt"
    done = home.write("rewrite", ZH, "-o", str(out))
    assert done.returncode == 3 and done.stdout == "" and not out.exists()
    assert "out.txt was not written" in done.stderr
    found = home.json("rewrite", ZH)
    assert found["ok"] is False
    assert {(one["kind"], one["fact"], one["blocks"]) for one in found["findings"]} == {
        ("fact_missing", "number", True),
        ("fact_added", "number", True),
    }


def test_a_good_result_goes_into_the_file_it_was_asked_for(home: Home, tmp_path: Path) -> None:
    source, out = tmp_path / "in.txt", tmp_path / "out.txt"
    source.write_bytes(f"\n  {ZH}\n".encode("gb18030"))
    done = home.write("rewrite", str(source), "-o", str(out))
    assert (done.returncode, done.stdout) == (0, f"{out}\n")
    assert out.read_bytes() == f"\n  {GOOD}\n".encode("gb18030")
    home.says("第二天他才看到。")
    assert home.write("continue", ZH, "-o", str(out)).returncode == 0
    assert out.read_text("utf-8") == f"{ZH}第二天他才看到。"


def test_a_drift_is_repaired_and_said(home: Home) -> None:
    home.says(EN, GOOD)
    done = home.write("rewrite", ZH)
    assert (done.returncode, done.stdout) == (0, f"{GOOD}\n")
    assert "this is the second" in done.stderr
    home.says(EN, EN)
    done = home.write("rewrite", ZH)
    assert done.returncode == 3 and "another language" in done.stderr


def test_a_loop_is_stopped_and_said(home: Home) -> None:
    home.says(GOOD + "请放心。请放心。" * 100)
    done = home.write("rewrite", ZH)
    assert "repeat “请放心”" in done.stderr and done.stdout.count("请放心") <= 2


def test_diff_shows_the_lines_that_change(home: Home) -> None:
    done = home.write("rewrite", ZH, "--diff")
    assert done.stdout.splitlines()[1:] == [f"-{ZH}", f"+{GOOD}"]


def test_proofreading_takes_rules_and_model_together(home: Home) -> None:
    text = "我们因该尽快完成这项工作,谢谢大家的配合。"
    home.says("我们应该尽快完成这项工作，谢谢大家的配合。")
    found = home.json("proofread", text)
    rules = [(one["original"], one["replacement"], one["rule"]) for one in found["changes"]]
    assert rules == [("因", "应", "model-spelling"), (",", "，", "zh-width")]


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (["tone", "--tone", "official"], GOOD),
        (["summarise", "--form", "title"], "包裹寄出通知"),
        (["instruct", "--instruction", "说得客气些"], GOOD),
        (["list"], "- 包裹三天前从上海寄出\n- 运费20元\n- 请注意查收"),
        (["translate", "--target", "en"], EN),
    ],
)
def test_each_action_has_its_options(home: Home, arguments: list[str], answer: str) -> None:
    home.says(answer)
    done = home.write(arguments[0], ZH, *arguments[1:])
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{answer}\n", "")


def test_an_action_of_ones_own_takes_its_fields(home: Home, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(
        'name = "For"\nrequest = "Rewrite for {who}: {text}"\n[[fields]]\nkey = "who"\n', "utf-8"
    )
    own = ["instruct", ZH, "--action", str(file)]
    done = home.write(*own, "--field", "who=children {text}")
    assert (done.returncode, done.stdout) == (0, f"{GOOD}\n")
    for more, said in (
        ([], "who"),
        (["--field", "whom=x"], "no field whom"),
        (["--field", "who"], "KEY=VALUE"),
    ):
        done = home.write(*own, *more)
        assert done.returncode in (1, 2) and said in done.stderr and "Traceback" not in done.stderr
    file.write_text("name = 3", "utf-8")
    done = home.write(*own, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == "bad_action_file"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tone", ZH], "--tone"),
        (["instruct", ZH], "--instruction"),
        (["translate", ZH], "--target"),
        (["translate", ZH, "--target", "klingon"], "--target"),
        (["rewrite", ZH, "--form", "title"], "--form"),
        (["rewrite", ZH, "--rules-only"], "--rules-only"),
        (["rewrite", ZH, "--action", "x.toml"], "--action"),
        (["rewrite", ZH, "--field", "a=b"], "--field"),
        (["rewrite", ZH, "--json", "--diff"], "together"),
        (["rewrite", ""], "empty"),
        (["improve", ZH], "improve"),
    ],
)
def test_wrong_usage_ends_with_two_and_says_what(
    home: Home, arguments: list[str], said: str
) -> None:
    done = home.write(*arguments)
    assert done.returncode == 2 and done.stdout == "" and said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_voice_is_taken_from_files(home: Home, tmp_path: Path) -> None:
    sample = tmp_path / "mine.txt"
    sample.write_text(
        "您好，您上周寄来的合同我已经看完了，有两处想和您确认，麻烦您回个电话。", "utf-8"
    )
    assert home.write("tone", ZH, "--voice", str(sample)).stdout == f"{GOOD}\n"
    done = home.write("tone", ZH, "--voice", str(tmp_path / "nowhere.txt"))
    assert done.returncode == 1 and "nowhere.txt" in done.stderr
