"""Getting models from a hub of our own: what is taken, from where, and what is made of faults."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from getting import NAME, PIECES, arrived, get, wanted, ways

from hub_server import Hub, Repository, model, weights
from nibble_engine.download.control import Control, Stopped
from nibble_engine.download.crew import Pieces
from nibble_engine.download.pace import Pace, Progress
from nibble_engine.errors import (
    DiskFullError,
    DownloadDamagedError,
    DownloadInUseError,
    NibbleError,
    NoAccessError,
    RepositoryNotFoundError,
    SourceUnreachableError,
)

TOKEN = "hf_secret"


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as made:
        made.repositories[NAME] = model(shards=3)
        yield made


def test_what_a_model_needs_arrives_and_nothing_else(hub: Hub, tmp_path: Path) -> None:
    told: list[Progress] = []
    got = get(hub, tmp_path, report=told.append)
    assert got.folder == tmp_path / "house--model"
    assert arrived(got.folder) == wanted(hub.repositories[NAME])
    assert "pytorch_model.bin" not in arrived(got.folder)
    assert hub.sent == got.fetched == got.manifest.size
    assert [path.name for path in tmp_path.iterdir()] == ["house--model"]
    assert told[0].phase == "listing" and told[-1].phase == "done"
    done = [progress.done for progress in told if progress.phase == "fetching"]
    assert done == sorted(done) and done[-1] <= got.manifest.size


def test_a_second_time_nothing_is_fetched(hub: Hub, tmp_path: Path) -> None:
    get(hub, tmp_path)
    sent = hub.sent
    got = get(hub, tmp_path)
    assert hub.sent == sent and got.fetched == 0
    assert arrived(got.folder) == wanted(hub.repositories[NAME])


def test_only_the_damaged_file_is_fetched_again(hub: Hub, tmp_path: Path) -> None:
    folder = get(hub, tmp_path).folder
    shard = folder / "model-00002-of-00003.safetensors"
    data = bytearray(shard.read_bytes())
    data[5000] ^= 1
    shard.write_bytes(data)
    sent = hub.sent
    got = get(hub, tmp_path)
    assert hub.sent - sent == len(data)
    assert arrived(got.folder) == wanted(hub.repositories[NAME])
    assert [path.name for path in tmp_path.iterdir()] == ["house--model"]


def test_of_a_new_revision_only_what_changed_is_fetched(hub: Hub, tmp_path: Path) -> None:
    get(hub, tmp_path)
    sent = hub.sent
    repository = hub.repositories[NAME]
    repository.files["README.md"] = b"# Changed\n"
    repository.commit = "a" * 40
    got = get(hub, tmp_path)
    assert hub.sent - sent == len(b"# Changed\n")
    assert got.manifest.commit == "a" * 40
    assert (got.folder / "README.md").read_bytes() == b"# Changed\n"


def test_the_revision_changes_while_it_is_fetched(hub: Hub, tmp_path: Path) -> None:
    control = Control()

    def stop(progress: Progress) -> None:
        if hub.bytes_of("safetensors"):
            control.stop()

    hub.block_seconds = 0.002
    with pytest.raises(Stopped):
        get(hub, tmp_path, control=control, report=stop)
    old = hub.repositories[NAME].files["model-00001-of-00003.safetensors"]
    new = model(shards=3, seed=7)
    new.files["model-00001-of-00003.safetensors"] = old
    new.commit = "b" * 40
    hub.repositories[NAME] = new
    got = get(hub, tmp_path)
    assert arrived(got.folder) == wanted(new)
    assert got.manifest.commit == "b" * 40


def test_a_server_that_moved_on_is_not_believed(hub: Hub, tmp_path: Path) -> None:
    hub.fault = lambda name, start: "moved" if start < 0 else None
    with pytest.raises(SourceUnreachableError):
        get(hub, tmp_path)
    assert hub.bytes_of("safetensors") == 0


def test_bytes_that_are_always_wrong_are_never_put_in_place(hub: Hub, tmp_path: Path) -> None:
    hub.fault = lambda name, start: "corrupt" if "00002" in name else None
    with pytest.raises(DownloadDamagedError) as caught:
        get(hub, tmp_path)
    assert caught.value.params["file"] == "model-00002-of-00003.safetensors"
    assert not (tmp_path / "house--model").exists()
    hub.fault = lambda name, start: None
    sent = hub.sent
    got = get(hub, tmp_path)
    assert arrived(got.folder) == wanted(hub.repositories[NAME])
    assert hub.sent - sent < 0.8 * got.manifest.size


def test_a_mirror_gives_what_the_hub_spoils(hub: Hub, tmp_path: Path) -> None:
    hub.fault = lambda name, start: "corrupt" if name.endswith("safetensors") else None
    with Hub() as mirror:
        mirror.repositories[NAME] = hub.repositories[NAME]
        got = get(ways(hub.url, tmp_path, mirror.url), tmp_path)
    assert arrived(got.folder) == wanted(hub.repositories[NAME])


@pytest.mark.parametrize("kind", ["hub", "scope", "folder"])
def test_when_the_hub_is_gone_a_mirror_goes_on(hub: Hub, tmp_path: Path, kind: str) -> None:
    repository = hub.repositories[NAME]
    with Hub() as other:
        other.repositories[NAME] = repository
        copy = tmp_path / "copy"
        write(copy, repository)
        mirror = {"hub": other.url, "scope": f"modelscope+{other.url}", "folder": str(copy)}[kind]
        hub.fault = lambda name, start: "503" if name.endswith("safetensors") else None
        got = get(ways(hub.url, tmp_path / "m", mirror), tmp_path / "m")
        assert arrived(got.folder) == wanted(repository)
        hub.listing_fault = lambda: 503
        again = get(ways(hub.url, tmp_path / "n", mirror), tmp_path / "n")
        assert arrived(again.folder) == wanted(repository)


def test_a_server_without_ranges(hub: Hub, tmp_path: Path) -> None:
    hub.fault = lambda name, start: "whole"
    got = get(hub, tmp_path)
    assert arrived(got.folder) == wanted(hub.repositories[NAME])


def test_a_busy_server_is_left_alone_as_long_as_it_asks(hub: Hub, tmp_path: Path) -> None:
    hub.retry_after = "1"
    asked: list[float] = []

    def busy(name: str, start: int) -> str | None:
        if name != "tokenizer.json" or start < 0:
            return None
        asked.append(time.monotonic())
        return "429" if len(asked) == 1 else None

    hub.fault = busy
    get(hub, tmp_path, report=lambda progress: None)
    assert asked[1] - asked[0] >= 1


def test_a_network_that_is_down_is_said_and_goes_on_later(tmp_path: Path) -> None:
    with Hub() as hub:
        hub.repositories[NAME] = model()
        hub.fault = lambda name, start: "reset" if name.endswith("safetensors") else None
        url = hub.url
        hub.listing_fault = lambda: 503
        with pytest.raises(SourceUnreachableError) as caught:
            get(hub, tmp_path)
    assert caught.value.params["source"] == url
    with pytest.raises(SourceUnreachableError):
        get(ways(url, tmp_path), tmp_path)


def test_the_token_goes_to_the_hub_alone(hub: Hub, tmp_path: Path) -> None:
    hub.needs_token = TOKEN
    hub.fault = lambda name, start: "503" if "00003" in name else None
    with Hub() as mirror:
        mirror.repositories[NAME] = hub.repositories[NAME]
        got = get(ways(hub.url, tmp_path, mirror.url, token=TOKEN), tmp_path)
        assert mirror.requests and not [r for r in mirror.requests if r.token]
    assert arrived(got.folder) == wanted(hub.repositories[NAME])
    assert {r.token for r in hub.requests if r.host == "hub"} == {f"Bearer {TOKEN}"}
    given = [r for r in hub.requests if r.host == "bytes"]
    assert given and not [r for r in given if r.token]
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and TOKEN.encode() in p.read_bytes()]
    assert TOKEN not in repr(ways(hub.url, tmp_path, token=TOKEN))


def test_an_address_of_another_host_gets_no_token(hub: Hub, tmp_path: Path) -> None:
    with Hub() as own:
        get(ways(own.url, tmp_path, token=TOKEN), tmp_path, f"{hub.url}/{NAME}/tree/main")
        assert not own.requests
    assert not [r for r in hub.requests if r.token]


def test_closed_and_unknown_repositories_are_told_apart(hub: Hub, tmp_path: Path) -> None:
    with pytest.raises(RepositoryNotFoundError):
        get(hub, tmp_path, "house/nothing")
    hub.needs_token = TOKEN
    with pytest.raises(NoAccessError):
        get(hub, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_hubs_cache_is_used_and_not_believed(hub: Hub, tmp_path: Path) -> None:
    repository = hub.repositories[NAME]
    how = ways(hub.url, tmp_path / "m")
    blobs = how.cache / "models--house--model" / "blobs"
    blobs.mkdir(parents=True)
    first, second = "model-00001-of-00003.safetensors", "model-00002-of-00003.safetensors"
    for name in (first, second):
        data = repository.files[name]
        kept = data if name == first else data[:-1] + b"?"
        (blobs / hashlib.sha256(data).hexdigest()).write_bytes(kept)
    got = get(how, tmp_path / "m")
    assert hub.bytes_of(first) == 0 and hub.bytes_of(second) == len(repository.files[second])
    assert arrived(got.folder) == wanted(repository)


def test_paused_it_keeps_still_and_then_ends(hub: Hub, tmp_path: Path) -> None:
    control, phases = Control(), []
    hub.block_seconds = 0.02
    quiet: list[int] = []

    def look(progress: Progress) -> None:
        phases.append(progress.phase)
        if hub.bytes_of("safetensors") and not control.is_paused and "paused" not in phases:
            control.pause()
        if progress.phase == "paused":
            quiet.append(hub.sent)
            if len(quiet) > 6:
                control.resume()

    got = get(hub, tmp_path, control=control, report=look)
    assert "paused" in phases and quiet[-1] == quiet[-3]
    assert arrived(got.folder) == wanted(hub.repositories[NAME])


def test_two_at_once_do_not_write_into_each_other(hub: Hub, tmp_path: Path) -> None:
    hub.block_seconds = 0.002
    control, begun = Control(), threading.Event()

    def look(progress: Progress) -> None:
        if progress.phase == "fetching":
            begun.set()

    thread = threading.Thread(target=get, args=(hub, tmp_path), kwargs={"report": look})
    thread.start()
    assert begun.wait(10)
    with pytest.raises(DownloadInUseError):
        get(hub, tmp_path, control=control)
    thread.join(30)
    assert arrived(tmp_path / "house--model") == wanted(hub.repositories[NAME])


def test_too_little_room_is_said_before_a_byte_of_weights(hub: Hub, tmp_path: Path) -> None:
    reserve = Pieces(**{**vars(PIECES), "reserve": 2**60})
    with pytest.raises(DiskFullError) as caught:
        get(ways(hub.url, tmp_path, pieces=reserve), tmp_path)
    assert int(caught.value.params["needed"]) > 2**60
    assert hub.bytes_of("safetensors") == 0


def test_a_folder_with_hashes_is_copied_and_compared(tmp_path: Path) -> None:
    repository = model(shards=3)
    stick = tmp_path / "stick"
    write(stick, repository)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("socket.socket", None)
        got = get(ways("http://127.0.0.1:9", tmp_path / "m"), tmp_path / "m", str(stick))
    assert arrived(got.folder) == wanted(repository) and got.is_hashed
    damaged = stick / "model-00003-of-00003.safetensors"
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"?")
    with pytest.raises(DownloadDamagedError):
        get(ways("http://127.0.0.1:9", tmp_path / "n"), tmp_path / "n", str(stick))
    assert not (tmp_path / "n" / "stick").exists()


def test_a_folder_of_ours_is_its_own_list_of_hashes(hub: Hub, tmp_path: Path) -> None:
    folder = get(hub, tmp_path).folder
    got = get(ways("http://127.0.0.1:9", tmp_path / "m"), tmp_path / "m", str(folder))
    assert got.folder.name == "house--model" and got.is_hashed
    assert arrived(got.folder) == wanted(hub.repositories[NAME])


def test_a_folder_without_hashes_is_copied_and_it_is_said(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    write(stick, model(), hashes=False)
    got = get(ways("http://127.0.0.1:9", tmp_path / "m"), tmp_path / "m", str(stick))
    assert not got.is_hashed and arrived(got.folder) == wanted(model())


def test_the_speed_and_the_time_left() -> None:
    pace = Pace()
    assert pace.progress("fetching", 0, 1000, now=0).seconds_left is None
    for second in range(1, 20):
        told = pace.progress("fetching", second * 10, 1000, now=second)
    assert told.speed == pytest.approx(10) and told.seconds_left == pytest.approx(81)


def write(folder: Path, repository: Repository, *, hashes: bool = True) -> None:
    """A repository's files as a person has them on a stick, with sha256sum's list."""
    for name, data in repository.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    if hashes:
        lines = [f"{hashlib.sha256(d).hexdigest()}  {n}\n" for n, d in repository.files.items()]
        (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")


def hostile(change: dict[str, bytes | None]) -> Repository:
    repository = model()
    for name, data in change.items():
        if data is None:
            del repository.files[name]
        else:
            repository.files[name] = data
    return repository


CODE = json.dumps({"auto_map": {"AutoModel": "evil.Model"}}).encode()
AWQ = json.dumps({"quantization_config": {"quant_method": "awq"}, "model_type": "qwen3"}).encode()
MODULES = json.dumps([{"idx": 0, "path": "", "type": "evil.Module"}]).encode()
REFUSED: dict[str, tuple[dict[str, bytes | None], str]] = {
    "code in the config": ({"config.json": CODE}, "code"),
    "code in the tokenizer": ({"tokenizer_config.json": CODE}, "code"),
    "code in the generation": ({"generation_config.json": CODE}, "code"),
    "a module of others": ({"modules.json": MODULES}, "code"),
    "only pickles": ({"model.safetensors": None}, "pickle"),
    "only GGUF": (
        {"model.safetensors": None, "pytorch_model.bin": None, "m.gguf": b"GGUF"},
        "gguf",
    ),
    "nothing": ({"model.safetensors": None, "pytorch_model.bin": None}, "weights"),
    "an adapter": ({"config.json": None, "pytorch_model.bin": None}, "weights"),
    "other bits": ({"config.json": AWQ}, "quantization"),
    "no JSON": ({"config.json": b"{" * 2000}, "listing"),
    "deep JSON": ({"config.json": b"[" * 200_000}, "listing"),
    "a config like a book": ({"config.json": b" " * (5 * 2**20)}, "size"),
    "an index of what is not there": (
        {"model.safetensors.index.json": b'{"weight_map": {"w": "model-00001-of-00001.bin"}}'},
        "weights",
    ),
    "an index that leads out": (
        {"model.safetensors.index.json": b'{"weight_map": {"w": "../../x.safetensors"}}'},
        "weights",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused_before_a_byte_of_weights(case: str, hub: Hub, tmp_path: Path) -> None:
    change, reason = REFUSED[case]
    hub.repositories[NAME] = hostile(change)
    with pytest.raises(NibbleError) as caught:
        get(hub, tmp_path)
    assert caught.value.code == "repository_refused"
    assert caught.value.params["reason"] == reason
    assert hub.bytes_of(".safetensors") == 0
    assert list(tmp_path.iterdir()) == []


def test_a_bomb_in_a_header_is_not_put_in_place(hub: Hub, tmp_path: Path) -> None:
    bomb = (2**40).to_bytes(8, "little") + b"{}" + bytes(1000)
    hub.repositories[NAME] = hostile({"model.safetensors": bomb})
    with pytest.raises(NibbleError) as caught:
        get(hub, tmp_path)
    assert caught.value.params["reason"] == "weights"
    assert list(tmp_path.iterdir()) == []


NAMES = [
    "../evil", "a/../../evil", "/etc/passwd", "C:/evil", "C:evil", "a\\..\\b", "a/./b", "a//b", "",
    "evil\0.json", "new\nline", "CON", "aux.json", "com1.safetensors", "x/NUL.txt", "end.", "end ",
    "x" * 300, "\ud800", "..", "a/", "file.json:stream", "\x7f", "a/b/../c",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_refuses_the_repository(name: str, hub: Hub, tmp_path: Path) -> None:
    told = {"rfilename": name, "size": 3, "blobId": "0" * 40}
    hub.repositories[NAME].extra.append(told)
    with pytest.raises(NibbleError) as caught:
        get(hub, tmp_path / "m")
    assert caught.value.params["reason"] == "name"
    assert hub.sent == 0 and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "told",
    [
        {"rfilename": "config.json", "size": -1, "blobId": "0" * 40},
        {"rfilename": "config.json", "size": 2**70, "blobId": "0" * 40},
        {"rfilename": "config.json", "size": "3", "blobId": "0" * 40},
        {"rfilename": ["config.json"], "size": 3, "blobId": "0" * 40},
        {"rfilename": "vocab.txt", "size": 3},
        {"rfilename": "vocab.txt", "size": 3, "blobId": "../../../etc/passwd"},
        {"rfilename": "vocab.txt", "size": 3, "lfs": {"sha256": "x", "size": 3}},
        {"size": 3},
        "config.json",
    ],
)
def test_a_list_that_cannot_be_is_refused(told: object, hub: Hub, tmp_path: Path) -> None:
    hub.repositories[NAME].extra.append(told)  # type: ignore[arg-type]
    with pytest.raises(NibbleError) as caught:
        get(hub, tmp_path)
    assert caught.value.params["reason"] == "listing"
    assert hub.sent == 0


def test_names_that_differ_in_case_only_are_refused(hub: Hub, tmp_path: Path) -> None:
    hub.repositories[NAME].files["licence"] = b"a"
    hub.repositories[NAME].files["LICENCE"] = b"b"
    with pytest.raises(NibbleError) as caught:
        get(hub, tmp_path)
    assert caught.value.params["reason"] == "name"


def test_links_on_a_stick_lead_nowhere(tmp_path: Path) -> None:
    stick, secret = tmp_path / "stick", tmp_path / "secret"
    write(stick, model(), hashes=False)
    secret.write_text("{}")
    (stick / "config.json").unlink()
    (stick / "config.json").symlink_to(secret)
    with pytest.raises(NibbleError) as caught:
        get(ways("http://127.0.0.1:9", tmp_path / "m"), tmp_path / "m", str(stick))
    assert caught.value.params["reason"] == "link"
    assert not (tmp_path / "m").exists()


def test_links_in_the_way_of_writing_are_not_followed(hub: Hub, tmp_path: Path) -> None:
    outside, partial = tmp_path / "outside", tmp_path / "m" / "house--model.partial"
    outside.mkdir()
    partial.mkdir(parents=True)
    (partial / "files").symlink_to(outside)
    with pytest.raises(NibbleError) as caught:
        get(hub, tmp_path / "m")
    assert caught.value.code == "disk" and list(outside.iterdir()) == []
    (partial / "files").unlink()
    (partial / "files").mkdir()
    (outside / "config.json").write_text("mine")
    (partial / "files" / "config.json").symlink_to(outside / "config.json")
    got = get(hub, tmp_path / "m")
    assert (outside / "config.json").read_text() == "mine"
    assert arrived(got.folder) == wanted(hub.repositories[NAME])


def test_weights_of_a_test_are_real(tmp_path: Path) -> None:
    assert weights(100)[:8] == (len(weights(100)) - 108).to_bytes(8, "little")
