"""GGUF files: read with limits, refused with a reason, and run by llama.cpp where it is there."""

from __future__ import annotations

import random
import struct
import time
from importlib.util import find_spec
from pathlib import Path

import gguf_factory as factory
import pytest

from nibble_engine.api import (
    Cancel,
    Cancelled,
    Chat,
    Failed,
    Finished,
    Level,
    Load,
    Loaded,
    Message,
    Progress,
    Role,
    Sampling,
    TextDelta,
    Translate,
    new_job,
)
from nibble_engine.client import EngineProcess
from nibble_engine.errors import NibbleError
from nibble_engine.gguf import file as gguf_file
from nibble_engine.gguf.header import header
from nibble_engine.job import Job
from nibble_engine.models.shelf import inspect, scan
from nibble_engine.quantization.planner import plan

GREEDY = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=24)
needs_runtime = pytest.mark.skipif(
    find_spec("llama_cpp") is None, reason="the extra nibble-desk[gguf] is not installed"
)


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return factory.qwen3(tmp_path_factory.mktemp("gguf"))


def test_the_header_tells_what_the_file_holds(models: tuple[Path, Path]) -> None:
    source, path = models
    found = header(path)
    assert found.architecture == "qwen3" and found.number("block_count") == 2
    assert found.words == 320 and found.size == path.stat().st_size
    assert found.parameters == inspect(source).parameters
    assert len(str(found.values["tokenizer.ggml.tokens"])) < 2000  # not the whole vocabulary


def broken(name: str, whole: bytes) -> bytes:
    count = struct.pack("<Q", 2**60)
    start = factory.entry("general.architecture", factory.STRING, "qwen3")
    return {
        "empty": b"",
        "no magic": b"GGML" + whole[4:],
        "version": whole[:4] + struct.pack("<I", 99) + whole[8:],
        "cut in the head": whole[:100],
        "many tensors": whole[:8] + count + whole[16:],
        "many entries": whole[:16] + count + whole[24:],
        "long name": whole[:24] + count + whole[32:],
        "long text": b"GGUF"
        + struct.pack("<IQQ", 3, 0, 1)
        + factory.text("a")
        + struct.pack("<I", 8)
        + count,
        "long list": b"GGUF"
        + struct.pack("<IQQ", 3, 0, 1)
        + factory.text("a")
        + struct.pack("<IIQ", 9, 4, 2**60),
        "list of lists": b"GGUF"
        + struct.pack("<IQQ", 3, 0, 1)
        + factory.text("a")
        + struct.pack("<IIQ", 9, 9, 4),
        "unknown kind": b"GGUF"
        + struct.pack("<IQQ", 3, 0, 1)
        + factory.text("a")
        + struct.pack("<I", 77),
        "huge tensor": b"GGUF"
        + struct.pack("<IQQ", 3, 1, 1)
        + start
        + factory.text("t")
        + struct.pack("<IQQIQ", 2, 2**30, 2**30, 0, 0),
        "many dimensions": b"GGUF"
        + struct.pack("<IQQ", 3, 1, 1)
        + start
        + factory.text("t")
        + struct.pack("<I", 9),
    }[name]


@pytest.mark.parametrize(
    "name",
    [
        "empty",
        "no magic",
        "version",
        "cut in the head",
        "many tensors",
        "many entries",
        "long name",
        "long text",
        "long list",
        "list of lists",
        "unknown kind",
        "huge tensor",
        "many dimensions",
    ],
)
def test_what_is_broken_is_refused(models: tuple[Path, Path], tmp_path: Path, name: str) -> None:
    path = tmp_path / "bad.gguf"
    path.write_bytes(broken(name, models[1].read_bytes()))
    with pytest.raises(NibbleError) as refused:
        header(path)
    assert refused.value.code in ("model_unreadable", "model_implausible", "model_file_too_big")
    assert inspect(path).problem == refused.value.code


@pytest.mark.parametrize("less", [1, 64, 5000])
def test_a_file_whose_end_is_missing_is_not_whole(
    models: tuple[Path, Path], tmp_path: Path, less: int
) -> None:
    path = tmp_path / "CUT.GGUF"
    path.write_bytes(models[1].read_bytes()[: -less - factory.ALIGNMENT])
    assert inspect(path).problem == "model_unreadable"
    assert [model.path for model in scan([tmp_path])] == [str(path)]


def test_a_long_list_of_numbers_is_stepped_over(tmp_path: Path) -> None:
    path = tmp_path / "long.gguf"
    listed = struct.pack("<IIQ", 9, 0, 3_000_000) + b"\1" * 3_000_000
    entries = [factory.text(f"list{number}") + listed for number in range(5)]
    architecture = factory.entry("general.architecture", factory.STRING, "qwen3")
    factory.written(path, [architecture, *entries], [])
    started = time.process_time()
    found = header(path)
    assert found.lengths["list4"] == 3_000_000 and time.process_time() - started < 1


def test_changed_bytes_never_do_worse_than_a_refusal(
    models: tuple[Path, Path], tmp_path: Path
) -> None:
    whole, draw = models[1].read_bytes()[:9000], random.Random(8)
    path = tmp_path / "bad.gguf"
    for _ in range(300):
        changed = bytearray(whole)
        for _ in range(draw.randrange(1, 6)):
            changed[draw.randrange(len(changed))] = draw.randrange(256)
        path.write_bytes(changed)
        assert inspect(path).problem


def test_without_the_runtime_the_shelf_says_so(
    models: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gguf_file, "find_spec", lambda name: None)
    found = {model.path: model for model in scan([models[1].parent])}[str(models[1])]
    assert found.problem == "gguf_missing"


def test_its_memory_is_planned_from_the_header(models: tuple[Path, Path]) -> None:
    planned = plan(models[1], Level.NF4, 128)
    assert planned.weights == models[1].stat().st_size
    # Sides, bytes, size, heads, layers; llama.cpp rounds the context up to 256.
    assert planned.kv_cache == 2 * 2 * 128 * 2 * 2 * 256
    assert planned.total > planned.weights + planned.process
    assert plan(models[1], Level.NF4, 128, cache="8").kv_cache == planned.kv_cache * 17 // 32


def test_levels_are_named_by_their_bits() -> None:
    levels = [level for level in Level if level.is_gguf]
    assert {level.bits for level in levels} == {2, 3, 4, 5, 6, 8}
    assert not any(level.is_gguf for level in (Level.FULL, Level.INT8, Level.NF4, Level.FP4))


class Engine:
    """A real engine process, asked one thing at a time."""

    def __init__(self) -> None:
        self.process = EngineProcess()
        self.process.start()

    def do(self, command: object, *, cancel_after: int = 0) -> tuple[object, str, list[object]]:
        self.process.send(command)  # type: ignore[arg-type]
        text, events, deltas = "", [], 0
        while True:
            event = self.process.next_event(60)
            assert event is not None
            if event.job != command.job:  # type: ignore[attr-defined]
                continue
            events.append(event)
            if isinstance(event, TextDelta):
                text, deltas = text + event.text, deltas + 1
                if cancel_after and deltas == cancel_after:
                    self.process.send(Cancel(job=event.job))
            if isinstance(event, Finished | Failed | Cancelled):
                return event, text, events


def _load(path: Path, level: Level = Level.FULL, **more: object) -> Load:
    return Load(job=new_job(), role=Role.CHAT, path=str(path), level=level, context=256, **more)  # type: ignore[arg-type]


def _chat(text: str, **more: object) -> Chat:
    sampling = GREEDY if not more else Sampling(**{**{"temperature": 0.0}, **more})  # type: ignore[arg-type]
    return Chat(job=new_job(), messages=(Message(role="user", content=text),), sampling=sampling)


@pytest.fixture(scope="module")
def engine() -> object:
    made = Engine()
    yield made
    made.process.close(5)


@pytest.mark.skipif(find_spec("llama_cpp") is not None, reason="the extra is installed")
def test_without_the_extra_a_load_says_what_to_install(
    models: tuple[Path, Path], engine: Engine
) -> None:
    end, _, _ = engine.do(_load(models[1]))
    assert isinstance(end, Failed) and end.error.code == "gguf_missing"


@needs_runtime
def test_it_says_what_transformers_says(models: tuple[Path, Path], engine: Engine) -> None:
    source, path = models
    said = {}
    for one in (source, path):
        end, _, events = engine.do(_load(one))
        assert isinstance(end, Finished), end
        loaded = next(event for event in events if isinstance(event, Loaded))
        assert loaded.info.level is Level.FULL
        said[one] = [engine.do(_chat(text))[1] for text in ("Hello", "车站在哪里？", "a b c")]
    same = sum(a == b for a, b in zip(said[source], said[path], strict=True))
    # bfloat16 sums and float32 ones may part where two tokens are close: the beginnings agree.
    assert same >= 1 and all(a[:3] == b[:3] for a, b in zip(said[source], said[path], strict=True))


@needs_runtime
@pytest.mark.parametrize("name", ["Q2_K", "Q3_K_M", "Q4_K_M", "Q5_K_M", "Q6_K", "Q8_0"])
def test_each_level_is_run_and_named(
    models: tuple[Path, Path], engine: Engine, tmp_path: Path, name: str
) -> None:
    import llama_cpp

    path = tmp_path / f"{name}.gguf"
    how = llama_cpp.llama_model_quantize_default_params()
    how.ftype = getattr(llama_cpp, f"LLAMA_FTYPE_MOSTLY_{name}")
    done = llama_cpp.llama_model_quantize(str(models[1]).encode(), str(path).encode(), how)
    assert done == 0
    assert inspect(path).prequantized is not None
    end, _, events = engine.do(_load(path))
    assert isinstance(end, Finished), end
    info = next(event for event in events if isinstance(event, Loaded)).info
    assert info.level.is_gguf and info.level.bits == int(name[1])
    end, text, _ = engine.do(_chat("Hello"))
    assert isinstance(end, Finished) and end.usage.new_tokens > 0 and text


@needs_runtime
def test_it_streams_stops_and_is_cancelled(models: tuple[Path, Path], engine: Engine) -> None:
    engine.do(_load(models[1], cache="8"))
    end, text, events = engine.do(_chat("Hello", max_new_tokens=200), cancel_after=2)
    assert isinstance(end, Cancelled) and text
    assert any(isinstance(event, Progress) for event in events)
    end, _, _ = engine.do(_chat("Hello", max_new_tokens=5))
    assert isinstance(end, Finished) and end.reason in ("length", "stop")
    assert end.usage.new_tokens <= 5 and end.usage.prompt_tokens > 3
    long = "word " * 400
    end, _, _ = engine.do(_chat(long, max_new_tokens=5))
    assert isinstance(end, Finished)  # its beginning was left out
    sentence = Translate(job=new_job(), text="Good morning.", target="zh", source="en")
    end, _, _ = engine.do(sentence)
    assert isinstance(end, Finished)


@needs_runtime
def test_the_next_turn_reads_only_what_is_new(models: tuple[Path, Path]) -> None:
    from nibble_engine.gguf.model import _begun, load_gguf

    job = Job(new_job(), lambda _: None)

    def said(model: object, ids: list[int]) -> list[int]:
        tokens = model.tokens(ids, GREEDY, job, None, None)  # type: ignore[attr-defined]
        return [next(tokens) for _ in range(5)]

    one, other = (load_gguf(_load(models[1]), lambda *_: None, job) for _ in range(2))
    ids = list(range(3, 60))
    answer = said(one, ids)
    turn = [*ids, *answer, 9, 8]
    llama = one.loaded.model.llama
    assert _begun(llama, turn) == len(ids) + 4, "the last token was said and not read"
    assert said(one, turn) == said(other, turn)
    edited = [*ids[:20], 5, 6, 7]
    assert _begun(llama, edited) == 20
    other.loaded.model.llama.reset()
    assert said(one, edited) == said(other, edited)
    assert _begun(llama, edited) == len(edited) - 1
    assert _begun(llama, [70, 71]) == 0
