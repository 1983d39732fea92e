"""``nibble models get`` as a real process, from a hub of our own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub_server import Hub, model

NAME = "house/model"
TOKEN = "hf_secret"


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as made:
        made.repositories[NAME] = model(200_000)
        yield made


def environment(hub: Hub, home: Path, **more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("HF_")}
    return {
        **kept,
        "NIBBLE_HOME": str(home),
        "NIBBLE_HUB": hub.url,
        "HF_HOME": str(home / "hf"),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONUTF8": "1",
        "LANG": "C.UTF-8",
        **more,
    }


def nibble(hub: Hub, home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "nibble_app", "models", *arguments],
        env=environment(hub, home, **more),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_it_gets_a_model_and_says_how_far_it_is(hub: Hub, tmp_path: Path) -> None:
    done = nibble(hub, tmp_path, "get", NAME)
    folder = tmp_path / "data" / "models" / "house--model"
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(folder)
    assert (folder / "config.json").is_file()
    assert "whole and checked" in done.stderr and "%" in done.stderr
    listed = json.loads(nibble(hub, tmp_path, "list", "--json").stdout)
    assert [m["problem"] for m in listed if m["path"] == str(folder)] == [""]


def test_json_is_one_object_with_every_file_and_its_hash(hub: Hub, tmp_path: Path) -> None:
    told = json.loads(nibble(hub, tmp_path, "get", NAME, "--json").stdout)
    assert told["ok"] and told["repository"] == NAME
    assert told["commit"] == hub.repositories[NAME].commit
    assert told["bytes"] == told["bytes_fetched"] == hub.sent
    assert all(len(file["hash"]) in (40, 64) for file in told["files"])
    again = json.loads(nibble(hub, tmp_path, "get", NAME, "--json").stdout)
    assert again["bytes_fetched"] == 0 and again["bytes_reused"] == told["bytes"]


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT")
def test_interrupted_it_says_so_and_goes_on_later(hub: Hub, tmp_path: Path) -> None:
    hub.block_seconds = 0.05
    child = subprocess.Popen(
        [sys.executable, "-m", "nibble_app", "models", "get", NAME],
        env=environment(hub, tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        # Tests that run in a shell's background would hand down that it is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    while hub.bytes_of("safetensors") < 60_000 and child.poll() is None:
        time.sleep(0.01)
    child.send_signal(signal.SIGINT)
    _, said = child.communicate(timeout=60)
    assert child.returncode == 130
    assert "goes on from here" in said and "Traceback" not in said
    assert not (tmp_path / "data" / "models" / "house--model").exists()
    hub.block_seconds = 0
    sent = hub.sent
    done = nibble(hub, tmp_path, "get", NAME)
    assert done.returncode == 0, done.stderr
    size = len(hub.repositories[NAME].files["model.safetensors"])
    assert hub.sent - sent < size - 40_000


def test_a_refusal_is_said_in_words(hub: Hub, tmp_path: Path) -> None:
    files = hub.repositories[NAME].files
    files["config.json"] = b'{"auto_map": {"AutoModel": "evil.Model"}}'
    done = nibble(hub, tmp_path, "get", NAME, "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["code"] == "repository_refused"
    assert "code of its own" in done.stderr and "Traceback" not in done.stderr
    assert list((tmp_path / "data" / "models").iterdir()) == []


@pytest.mark.parametrize(
    "name", ["../../no/such", "a/b/c", "a--b/c", "http://", "ftp://x/y", "a b/c"]
)
def test_what_is_no_name_is_not_asked_for(hub: Hub, tmp_path: Path, name: str) -> None:
    done = nibble(hub, tmp_path, "get", name)
    assert done.returncode == 1 and "cannot be done as asked" in done.stderr
    assert not hub.requests


def test_the_token_of_the_environment_is_for_the_hub(hub: Hub, tmp_path: Path) -> None:
    hub.needs_token = TOKEN
    with Hub() as mirror:
        mirror.repositories[NAME] = hub.repositories[NAME]
        hub.fault = lambda name, start: "503" if name.endswith("safetensors") else None
        more = {"HF_TOKEN": TOKEN, "HF_ENDPOINT": mirror.url}
        done = nibble(hub, tmp_path, "get", NAME, **more)
        assert done.returncode == 0, done.stderr
        assert mirror.requests and not [r for r in mirror.requests if r.token]
    assert not [r for r in hub.requests if r.host == "bytes" and r.token]
    assert TOKEN not in done.stdout + done.stderr


QUIET = """
import sys
def look(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        print("NETWORK", event, arguments[-1], file=sys.stderr)
sys.addaudithook(look)
import nibble_engine.download.model_download, nibble_app.hub_token
sys.argv = ["nibble", *sys.argv[1:]]
from nibble_app.cli import main
main()
"""


def quiet(hub: Hub, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", QUIET, *arguments],
        env=environment(hub, home),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_no_network_without_being_asked(hub: Hub, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for name, data in hub.repositories[NAME].files.items():
        if "/" not in name:
            (stick / name).write_bytes(data)
    for arguments in (["models", "list"], ["models", "get", str(stick)]):
        done = quiet(hub, tmp_path, *arguments)
        assert done.returncode == 0, done.stderr
        assert "NETWORK" not in done.stderr
    assert "no list of hashes" in done.stderr
    assert not hub.requests
    # The same eye sees a download that was asked for.
    assert "NETWORK" in quiet(hub, tmp_path, "models", "get", NAME).stderr
