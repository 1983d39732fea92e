"""Models verified, moved and removed: what is found wrong, and what is left alone."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from nibble_engine.errors import (
    DiskError,
    ModelNotFoundError,
    ModelNotOursError,
    ModelOutsideError,
    ModelUnreadableError,
    NoRoomError,
    PlaceTakenError,
)
from nibble_engine.interrupt import Interrupted
from nibble_engine.models import upkeep
from nibble_engine.models.hashes import hash_of
from nibble_engine.models.shelf import scan
from nibble_engine.models.upkeep import ModelHome, size_of
from nibble_engine.models.verifying import verify


def model(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "config.json").write_text('{"model_type": "llama"}')
    (folder / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{}")
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text("{}")
    return folder


def hashes(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def states(folder: Path) -> dict[str, str]:
    return {verdict.file: verdict.state for verdict in verify(folder)}


@pytest.fixture
def home(tmp_path: Path) -> ModelHome:
    return ModelHome(tmp_path / "data" / "models", tmp_path / "data" / "trash")


@pytest.mark.parametrize("form", ["sha256.json", "SHA256SUMS", "nibble-download.json"])
def test_each_list_of_hashes_is_understood(tmp_path: Path, form: str) -> None:
    folder = model(tmp_path / "m")
    told = hashes(folder) | {"tokenizer.json": "0" * 64}
    sums = "".join(f"{value}  ./{name}\n" for name, value in told.items())
    files = [{"name": name, "size": 1, "sha256": value} for name, value in told.items()]
    text = {"sha256.json": json.dumps(told), "SHA256SUMS": sums}
    (folder / form).write_text(text.get(form) or json.dumps({"files": files}))
    (folder / "model.safetensors").write_bytes(b"\x02\0\0\0\0\0\0\0{ ")
    (folder / "more.txt").write_text("not on the list")
    assert states(folder) == {
        "1_Pooling/config.json": "sound",
        "config.json": "sound",
        "model.safetensors": "damaged",
        "tokenizer.json": "missing",
        "more.txt": "unknown",
    }


def test_a_check_is_stopped_within_a_file(tmp_path: Path) -> None:
    folder = model(tmp_path / "m")
    (folder / "model.safetensors").write_bytes(bytes(8 * 2**20))
    (folder / "sha256.json").write_text(json.dumps({"model.safetensors": "0" * 64}))
    asked = []

    def check() -> None:
        asked.append(1)
        if len(asked) == 3:
            raise Interrupted

    with pytest.raises(Interrupted):
        list(verify(folder, check))
    assert len(asked) == 3  # in the third megabyte of eight


def test_the_hub_s_cache_names_files_by_their_hash(tmp_path: Path) -> None:
    cache = tmp_path / "models--a--b"
    snapshot = cache / "snapshots" / "c"
    snapshot.mkdir(parents=True)
    (cache / "blobs").mkdir()
    small, large = b'{"model_type": "llama"}', b"\x02\0\0\0\0\0\0\0{}"
    git = hashlib.sha1(b"blob %d\0" % len(small) + small, usedforsecurity=False).hexdigest()
    names = {"config.json": (git, small)}
    names["model.safetensors"] = (hashlib.sha256(large).hexdigest(), large)
    for name, (known, data) in names.items():
        (cache / "blobs" / known).write_bytes(data)
        (snapshot / name).symlink_to(cache / "blobs" / known)
    assert states(snapshot) == {"config.json": "sound", "model.safetensors": "sound"}
    (cache / "blobs" / git).write_bytes(small + b" ")
    assert states(snapshot)["config.json"] == "damaged"


def test_git_s_own_hash(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"hello\n")  # git hash-object says so
    assert hash_of(tmp_path / "f", "0" * 40) == "ce013625030ba8dba906f756967f9e9ca394464a"


def test_without_a_list_nothing_is_known(tmp_path: Path) -> None:
    assert set(states(model(tmp_path / "m")).values()) == {"unknown"}
    with pytest.raises(ModelNotFoundError):
        states(tmp_path / "nothing")


@pytest.mark.parametrize("text", ["[]", '{"a": 5}', '{"a": "short"}', "{"])
def test_a_damaged_list_is_said(tmp_path: Path, text: str) -> None:
    folder = model(tmp_path / "m")
    (folder / "sha256.json").write_text(text)
    with pytest.raises(ModelUnreadableError):
        states(folder)


def test_a_list_reads_nothing_outside(tmp_path: Path) -> None:
    folder = model(tmp_path / "m")
    (tmp_path / "secret").write_bytes(b"x")
    known = hashlib.sha256(b"x").hexdigest()
    (folder / "sha256.json").write_text(json.dumps({"../secret": known, "/etc/passwd": known}))
    assert {states(folder)[name] for name in ("../secret", "/etc/passwd")} == {"damaged"}
    (folder / "link.safetensors").symlink_to(tmp_path / "secret")
    with pytest.raises(ModelOutsideError):
        states(folder)


def test_removed_and_brought_back_and_gone(home: ModelHome) -> None:
    folder = model(home.models / "m")
    before = hashes(folder)
    trash = home.remove(folder)
    assert trash is not None and trash.parent == home.trash and not folder.exists()
    assert scan([home.models]) == [] and home.space().trash == size_of(trash) > 0
    assert home.move(trash, home.models) == folder and hashes(folder) == before
    again = home.remove(folder)
    assert again is not None and home.remove(again) is None
    assert list(home.trash.iterdir()) == [] and home.space().trash == 0


def test_only_the_program_s_own_models_are_removed(home: ModelHome, tmp_path: Path) -> None:
    other = model(tmp_path / "other")
    home.models.mkdir(parents=True)
    (home.models / "link").symlink_to(other)
    for folder in (other, home.models, home.models / ".." / ".." / "other", home.models / "link"):
        with pytest.raises(ModelNotOursError):
            home.remove(folder)
        if folder != other:
            with pytest.raises(ModelNotOursError):
                home.move(folder, tmp_path / "away")
    with pytest.raises(ModelNotFoundError):
        home.remove(home.models / "nothing")
    assert hashes(other)


def test_moved_out_and_in(home: ModelHome, tmp_path: Path) -> None:
    folder = model(home.models / "m")
    before = hashes(folder)
    (tmp_path / "stick").mkdir()
    out = home.move(folder, tmp_path / "stick")
    assert out == tmp_path / "stick" / "m" and hashes(out) == before and not folder.exists()
    assert home.move(out, home.models / "named") == home.models / "named"
    assert [m.name for m in scan([home.models])] == ["named"]
    assert home.space().used == sum(f.stat().st_size for f in home.models.rglob("*") if f.is_file())


def test_where_it_is_not_moved_to(home: ModelHome, tmp_path: Path) -> None:
    folder, other = model(home.models / "m"), model(home.models / "other")
    (tmp_path / "file").touch()
    for taken in (other, tmp_path / "file"):
        with pytest.raises(PlaceTakenError):
            home.move(folder, taken)
    with pytest.raises(ModelNotOursError):
        home.move(folder, folder / "inside")
    (tmp_path / "notes").mkdir()
    with pytest.raises(ModelNotFoundError):  # what comes in must be a model
        home.move(tmp_path / "notes", home.models)
    assert len(scan([home.models])) == 2


class AnotherDisk:
    """Renaming fails between two places, as it does between disks."""

    def __init__(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._place, self._rename = place, Path.rename
        monkeypatch.setattr(Path, "rename", lambda p, to: self.rename(p, to))  # noqa: PLW0108 - binds p

    def rename(self, path: Path, to: Path) -> Path:
        if path.is_relative_to(self._place) != to.is_relative_to(self._place):
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return self._rename(path, to)


def test_between_disks(home: ModelHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, disk = model(home.models / "m"), tmp_path / "disk"
    before = hashes(folder)
    disk.mkdir()
    AnotherDisk(disk, monkeypatch)
    (disk / ".m.part").mkdir()  # of a move that was cut off
    assert home.move(folder, disk) == disk / "m"
    assert hashes(disk / "m") == before and not folder.exists()
    assert [file.name for file in disk.iterdir()] == ["m"]


def test_between_disks_the_bytes_are_told(
    home: ModelHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, disk = model(home.models / "m"), tmp_path / "disk"
    (folder / "model.safetensors").write_bytes(bytes(3 * 2**20))
    size = size_of(folder)
    disk.mkdir()
    AnotherDisk(disk, monkeypatch)
    told: list[tuple[int, int]] = []
    home.move(folder, disk, lambda done, total: told.append((done, total)))
    assert told[0] == (0, size) and told[-1] == (size, size) and len(told) >= 5
    assert told == sorted(told)


@pytest.mark.parametrize("after", [0, 2 * 2**20])
def test_between_disks_a_stop_leaves_the_original_whole(
    home: ModelHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    folder, disk = model(home.models / "m"), tmp_path / "disk"
    (folder / "model.safetensors").write_bytes(bytes(4 * 2**20))
    before = hashes(folder)
    disk.mkdir()
    AnotherDisk(disk, monkeypatch)
    last = 0

    def told(done: int, total: int) -> None:
        nonlocal last
        last = done
        if done >= after:
            raise Interrupted

    with pytest.raises(Interrupted):
        home.move(folder, disk, told)
    assert after <= last < after + 2**21
    assert hashes(folder) == before and list(disk.iterdir()) == []


def test_a_copy_that_is_shorter_is_not_taken(
    home: ModelHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, disk = model(home.models / "m"), tmp_path / "disk"
    before = hashes(folder)
    disk.mkdir()
    AnotherDisk(disk, monkeypatch)
    real = shutil.copystat

    def short(source: Any, target: Any, **options: Any) -> None:
        real(source, target, **options)
        if Path(target).name == "model.safetensors":
            Path(target).write_bytes(b"\x02")

    monkeypatch.setattr(shutil, "copystat", short)
    with pytest.raises(DiskError):
        home.move(folder, disk)
    assert hashes(folder) == before and list(disk.iterdir()) == []


def test_an_original_that_is_held_open_stays_the_only_one(
    home: ModelHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, disk = model(home.models / "m"), tmp_path / "disk"
    before = hashes(folder)
    disk.mkdir()
    AnotherDisk(disk, monkeypatch)
    rename = Path.rename

    def held(path: Path, to: Path) -> Path:
        if to.name == ".m.gone":
            raise PermissionError(errno.EACCES, "in use")
        return rename(path, to)

    monkeypatch.setattr(Path, "rename", held)
    with pytest.raises(DiskError):
        home.move(folder, disk)
    assert hashes(folder) == before and list(disk.iterdir()) == []


def test_a_disk_without_room_keeps_the_model(
    home: ModelHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, disk = model(home.models / "m"), tmp_path / "disk"
    before = hashes(folder)
    disk.mkdir()
    AnotherDisk(disk, monkeypatch)
    monkeypatch.setattr(upkeep, "RESERVE", 2**62)
    with pytest.raises(NoRoomError):
        home.move(folder, disk)
    monkeypatch.setattr(upkeep, "RESERVE", 0)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(DiskError) as raised:
        home.move(folder, disk)
    assert raised.value.params["reason"] == "No space left on device"
    assert hashes(folder) == before and list(disk.iterdir()) == []


def test_what_is_half_there_is_not_listed(home: ModelHome) -> None:
    model(home.models / ".m.part")
    model(home.models / ".m.gone")
    assert scan([home.models]) == []
