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
from nibble_app.downloads.sources import faulty, is_hub
from nibble_app.settings import Settings

NAME = "house/model"
SIZE = 400_000
PATIENCE = 20_000


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


def test_given_up_and_asked_again_it_waits_until_the_old_is_gone(
    qtbot: QtBot, hub: Hub, downloads: Downloads
) -> None:
    for _ in range(8):
        hub.block_seconds = 0.005
        downloads.start(NAME)
        before = hub.bytes_of("model.safetensors")
        qtbot.waitUntil(
            lambda before=before: hub.bytes_of("model.safetensors") > before + 20_000,
            timeout=PATIENCE,
        )
        downloads.pause(NAME)
        qtbot.wait(150)
        hub.block_seconds = 0
        downloads.forget(NAME)
        downloads.start(NAME)
        item = reached(qtbot, downloads, State.DONE)
        assert item.error is None
        downloads.forget(NAME)
        for file in Path(item.folder).iterdir():
            file.unlink()
        Path(item.folder).rmdir()


def test_an_id_and_its_address_are_one_download(
    qtbot: QtBot, hub: Hub, downloads: Downloads
) -> None:
    downloads.start(NAME)
    downloads.start(f"{hub.url}/{NAME}")
    assert len(downloads.items) == 1
    reached(qtbot, downloads, State.DONE)


def _copied(hub: Hub, folder: Path) -> Path:
    for name, data in hub.repositories[NAME].files.items():
        if "/" not in name and not name.endswith(".bin"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    return folder


def test_a_folder_is_copied_without_a_word_to_the_network(
    qtbot: QtBot, hub: Hub, nibble_home: Path
) -> None:
    settings = Settings(folders.config_file())
    settings.set("models.mirrors", hub.url)
    downloads = Downloads(settings)
    stick = str(_copied(hub, nibble_home / "stick" / "house--model"))
    downloads.start(stick)
    item = reached(qtbot, downloads, State.DONE, stick)
    assert hub.requests == [] and Path(item.folder).parent.name == "models"
    downloads.close()


def test_a_stick_that_was_pulled_out_is_named(
    qtbot: QtBot, hub: Hub, downloads: Downloads, nibble_home: Path
) -> None:
    gone = str(nibble_home / "stick" / "model")
    downloads.start(gone)
    item = reached(qtbot, downloads, State.FAILED, gone)
    assert item.error is not None and item.error.code == "model_not_found"
    assert item.error.params["path"] == gone and hub.requests == []


def test_a_repository_of_pickles_is_refused_before_its_weights(
    qtbot: QtBot, hub: Hub, downloads: Downloads
) -> None:
    files = hub.repositories[NAME].files
    del files["model.safetensors"]
    downloads.start(NAME)
    item = reached(qtbot, downloads, State.FAILED)
    assert item.error is not None and item.error.code == "repository_refused"
    assert item.error.params["reason"] == "pickle" and hub.bytes_of("pytorch_model.bin") == 0


@pytest.mark.parametrize(
    ("line", "is_good"),
    [
        ("", True),
        ("https://hub.example", True),
        ("http://127.0.0.1:8000", True),
        ("modelscope+https://modelscope.cn", False),
        ("/tmp", False),
        ("ftp://hub.example", False),
        ("https://name:secret@hub.example", False),
        ("nonsense", False),
    ],
)
def test_a_hub_has_an_address(line: str, is_good: bool) -> None:
    assert is_hub(line) is is_good


def test_a_mirror_may_be_a_folder_too(tmp_path: Path) -> None:
    good = f"https://hub.example\nmodelscope+https://modelscope.cn\n{tmp_path}\n"
    assert faulty(good) == []
    assert faulty(f"{good}nonsense\nftp://a.b") == ["nonsense", "ftp://a.b"]
