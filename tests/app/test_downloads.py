"""Downloads in the window, from a hub of our own on loopback."""

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
from pytestqt.qtbot import QtBot

from hub_server import Hub, model
from nibble_app import folders
from nibble_app.downloads.downloads import Downloads
from nibble_app.downloads.item import Item, State
from nibble_app.downloads.journal import Journal
from nibble_app.settings import Settings

NAME = "house/model"
SIZE = 400_000
PATIENCE = 20_000
PART = 64 * 2**20  # a chunk of the real settings: files here are smaller than one


@pytest.fixture
def hub(nibble_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    monkeypatch.setenv("HF_HOME", str(nibble_home / "hf"))
    for name in ("HF_ENDPOINT", "HF_TOKEN", "NIBBLE_HUB_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    # As on a computer without a key ring.
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    with Hub() as made:
        made.repositories[NAME] = model(SIZE)
        monkeypatch.setenv("NIBBLE_HUB", made.url)
        yield made


def opened(folder: Path | None = None) -> Downloads:
    settings = Settings(folders.config_file())
    if folder is not None:
        settings.set("data.folder", str(folder))
    return Downloads(settings)


@pytest.fixture
def downloads(hub: Hub) -> Iterator[Downloads]:
    made = opened()
    yield made
    made.close()


def state(downloads: Downloads, name: str = NAME) -> State | None:
    item = downloads.item(name)
    return item.state if item else None


def reached(qtbot: QtBot, downloads: Downloads, wanted: State, name: str = NAME) -> Item:
    qtbot.waitUntil(lambda: state(downloads, name) is wanted, timeout=PATIENCE)
    item = downloads.item(name)
    assert item is not None
    return item


def half_way(qtbot: QtBot, hub: Hub) -> None:
    qtbot.waitUntil(lambda: hub.bytes_of("model.safetensors") > SIZE // 3, timeout=PATIENCE)


def test_a_model_arrives_and_is_told(qtbot: QtBot, hub: Hub, downloads: Downloads) -> None:
    told: list[Item] = []
    downloads.changed.connect(told.append)
    with qtbot.waitSignal(downloads.finished, timeout=PATIENCE) as done:
        downloads.start(NAME, "A model")
    assert done.args is not None
    item = done.args[0]
    assert (Path(item.folder) / "model.safetensors").stat().st_size > SIZE
    assert item.name == "A model" and item.done == item.total > SIZE
    assert told[0].state is State.WAITING and told[-1].state is State.DONE
    # Folded: many blocks, few signals.
    assert len(told) < 60


def test_nothing_is_asked_before_somebody_wants_it(qtbot: QtBot, hub: Hub) -> None:
    Journal(folders.data_folder() / "downloads.json").write(
        [Item(NAME, NAME, State.FETCHING, 10, 100)]
    )
    downloads = opened()
    qtbot.wait(300)
    assert hub.requests == []
    assert state(downloads) is State.PAUSED
    downloads.resume(NAME)
    reached(qtbot, downloads, State.DONE)
    downloads.close()


def test_paused_it_goes_on_where_it_was(qtbot: QtBot, hub: Hub, downloads: Downloads) -> None:
    hub.block_seconds = 0.005
    downloads.start(NAME)
    half_way(qtbot, hub)
    downloads.pause(NAME)
    assert state(downloads) is State.PAUSED
    qtbot.wait(400)
    before = hub.sent
    qtbot.wait(200)
    assert hub.sent == before
    hub.block_seconds = 0
    downloads.resume(NAME)
    item = reached(qtbot, downloads, State.DONE)
    assert hub.sent <= item.total * 1.01 + 256 * 1024


def test_one_after_the_other(qtbot: QtBot, hub: Hub, downloads: Downloads) -> None:
    hub.repositories["house/other"] = model(SIZE, seed=5)
    hub.block_seconds = 0.002
    downloads.start(NAME)
    downloads.start("house/other")
    half_way(qtbot, hub)
    assert state(downloads, "house/other") is State.WAITING
    # The first is stopped: the second has its turn.
    downloads.pause(NAME)
    reached(qtbot, downloads, State.DONE, "house/other")
    assert state(downloads) is State.PAUSED


def test_what_failed_says_why_and_can_be_tried_again(
    qtbot: QtBot, hub: Hub, downloads: Downloads
) -> None:
    found = hub.repositories.pop(NAME)
    downloads.start(NAME)
    item = reached(qtbot, downloads, State.FAILED)
    assert item.error is not None and item.error.code == "repository_not_found"
    assert opened().item(NAME) == item
    hub.repositories[NAME] = found
    downloads.resume(NAME)
    assert reached(qtbot, downloads, State.DONE).error is None


def test_what_is_no_address_fails_with_a_reason(
    qtbot: QtBot, hub: Hub, downloads: Downloads
) -> None:
    downloads.start("no//address")
    item = reached(qtbot, downloads, State.FAILED, "no//address")
    assert item.error is not None and item.error.code == "bad_input"
    assert hub.requests == []


def test_given_up_nothing_of_it_is_left(qtbot: QtBot, hub: Hub, downloads: Downloads) -> None:
    hub.block_seconds = 0.005
    downloads.start(NAME)
    half_way(qtbot, hub)
    models = folders.data_folder() / "models"
    assert list(models.glob("*.partial"))
    with qtbot.waitSignal(downloads.removed):
        downloads.forget(NAME)
    qtbot.waitUntil(lambda: not list(models.glob("*.partial")), timeout=PATIENCE)
    assert downloads.items == () and opened().items == ()


def test_a_model_that_was_removed_is_got_anew(qtbot: QtBot, hub: Hub, downloads: Downloads) -> None:
    downloads.start(NAME)
    item = reached(qtbot, downloads, State.DONE)
    for file in Path(item.folder).iterdir():
        file.unlink()
    Path(item.folder).rmdir()
    downloads.start(NAME)
    assert state(downloads) is not State.DONE
    reached(qtbot, downloads, State.DONE)


@pytest.mark.parametrize("content", [b"", b"{", b'[{"address": 3}]', b"\xff\xfe", b"null"])
def test_a_damaged_list_is_put_aside(hub: Hub, content: bytes) -> None:
    path = folders.data_folder() / "downloads.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert opened().items == ()
    assert path.with_suffix(".damaged.json").read_bytes() == content


def test_mirrors_are_asked_and_never_get_the_token(
    qtbot: QtBot, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIBBLE_HUB_TOKEN", "hf_secret")
    settings = Settings(folders.config_file())
    with Hub() as mirror:
        mirror.repositories[NAME] = hub.repositories[NAME]
        settings.set("models.mirrors", f"{mirror.url}/\n")
        hub.fault = lambda name, start: "503" if start > 0 or name.endswith("tensors") else None
        downloads = Downloads(settings)
        downloads.start(NAME)
        reached(qtbot, downloads, State.DONE)
        downloads.close()
        assert mirror.bytes_of("model.safetensors") > SIZE
        assert {r.token for r in mirror.requests} == {None}
        asked = [r for r in hub.requests if r.host == "hub"]
        assert asked and all(r.token == "Bearer hf_secret" for r in asked)


_CHILD = """
import sys
from PySide6.QtCore import QCoreApplication
from nibble_app import folders
from nibble_app.downloads.downloads import Downloads
from nibble_app.settings import Settings
app = QCoreApplication([])
downloads = Downloads(Settings(folders.config_file()))
downloads.start("house/model")
app.exec()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_killed_it_is_there_and_goes_on(qtbot: QtBot, hub: Hub) -> None:
    hub.block_seconds = 0.005
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    child = subprocess.Popen([sys.executable, "-c", _CHILD], env=environment)
    deadline = time.monotonic() + 60
    while hub.bytes_of("model.safetensors") < SIZE // 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    child.send_signal(signal.SIGKILL)
    child.wait()
    kept = json.loads((folders.data_folder() / "downloads.json").read_text())
    assert [row["address"] for row in kept] == [NAME]
    hub.block_seconds = 0
    downloads = opened()
    assert state(downloads) is State.PAUSED
    downloads.resume(NAME)
    item = reached(qtbot, downloads, State.DONE)
    downloads.close()
    assert hub.sent <= item.total * 1.01 + 256 * 1024
