"""Embedding models: their vectors against plain transformers, and their folders' own words."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import embedding_factory
import model_factory
import msgspec
import numpy as np
import pytest

from nibble_engine.api import AnyEvent, Embed, Embedded, Level, Load, ModelInfo, Role
from nibble_engine.embedding.embedder import Embedder
from nibble_engine.embedding.languages import embedder_knows
from nibble_engine.embedding.recipe import recipe_of
from nibble_engine.errors import ModelUnreadableError, ModelUnsupportedError
from nibble_engine.interrupt import Interrupted
from nibble_engine.job import Job
from nibble_engine.models.loader import load_model
from nibble_engine.models.shelf import checked_config, inspect
from nibble_engine.quantization.planner import plan

TEXTS = (
    "Where is the station?",
    "",
    "车站在哪里？我怎样退货？",
    "Thank you.",
    "The order was sent yesterday.",
    "好",
    "早上好，谢谢。订单昨天已经发出。",
)
LONG = "How do I return an item? " * 40


def load(path: Path, level: Level = Level.FULL, role: Role = Role.EMBEDDING) -> Embedder:
    command = Load(job="j", role=role, path=str(path), level=level, device="cpu")
    loaded = load_model(command, lambda *step: None, lambda: False)
    assert loaded.recipe is not None
    return Embedder(loaded, loaded.recipe)


def rows(event: Embedded) -> np.ndarray[Any, np.dtype[np.float16]]:
    return np.frombuffer(base64.b64decode(event.vectors), "<f2").reshape(-1, event.dimension)


def embedded(embedder: Embedder, texts: tuple[str, ...], purpose: Any = "passage") -> Any:
    events: list[AnyEvent] = []
    end = embedder.answer(Embed(job="j", texts=texts, purpose=purpose), Job("j", events.append))
    assert end.reason == "done" and end.usage.prompt_tokens > 0
    starts = []
    for event in events:
        assert isinstance(event, Embedded)
        starts.append(event.start)
    parts = [rows(event) for event in events if isinstance(event, Embedded)]
    assert starts == [sum(map(len, parts[:at])) for at in range(len(parts))]
    return np.concatenate(parts).astype(np.float32)


def cosines(one: Any, other: Any) -> Any:
    """Of rows, or of two vectors."""
    lengths = np.linalg.norm(one, axis=-1) * np.linalg.norm(other, axis=-1)
    return (one * other).sum(-1) / lengths


def plain(embedder: Embedder, text: str, pooling: str, end: int | None = None) -> Any:
    """One text alone through transformers, in the same precision."""
    import torch
    from transformers import AutoModel, AutoTokenizer

    path, dtype = embedder.info.path, embedder._loaded.model.dtype
    model: Any = AutoModel.from_pretrained(path, dtype=dtype).eval()
    tokenizer: Any = AutoTokenizer.from_pretrained(path)
    ids = list(tokenizer(text)["input_ids"]) + ([] if end is None else [end])
    with torch.inference_mode():
        states = model(input_ids=torch.tensor([ids])).last_hidden_state[0].float()
    vector = {"cls": states[0], "mean": states.mean(0), "last": states[-1]}[pooling]
    return (vector / vector.norm()).numpy()


MODELS: dict[str, tuple[Callable[..., Path], str, str]] = {
    "qwen3": (embedding_factory.qwen3, "last", embedding_factory.QUERY),
    "bge-m3": (embedding_factory.xlm_roberta, "cls", ""),
    "e5-small": (embedding_factory.bert, "mean", "query: "),
}


@pytest.fixture(scope="module", params=MODELS)
def model(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str, str]:
    make, pooling, query = MODELS[request.param]
    return make(tmp_path_factory.mktemp("embedding") / request.param), pooling, query


def test_vectors_are_those_of_plain_transformers(model: tuple[Path, str, str]) -> None:
    path, pooling, query = model
    passage = "passage: " if query == "query: " else ""
    for purpose, prompt in (("query", query), ("passage", passage)):
        embedder = load(path)
        made = embedded(embedder, TEXTS, purpose)
        assert made.shape == (len(TEXTS), 64)
        for vector, text in zip(made, TEXTS, strict=True):
            assert abs(np.linalg.norm(vector) - 1) < 1e-3
            assert cosines(vector, plain(embedder, prompt + text, pooling)) > 0.9999


def test_a_batch_is_the_same_as_one_by_one(model: tuple[Path, str, str]) -> None:
    embedder = load(model[0])
    texts = TEXTS * 7  # more than one window
    together = embedded(embedder, texts)
    alone = np.concatenate([embedded(embedder, (text,)) for text in TEXTS] * 7)
    assert cosines(together, alone).min() > 0.9999


def test_what_is_too_long_is_cut_and_said(model: tuple[Path, str, str]) -> None:
    embedder, events = load(model[0]), list[AnyEvent]()
    command = Embed(job="j", texts=("short", LONG, "short", LONG + "more"), purpose="passage")
    end = embedder.answer(command, Job("j", events.append))
    [event] = events
    assert isinstance(event, Embedded) and event.cut == (1, 3)
    assert embedder.longest in (64, 256) and end.usage.prompt_tokens > 2 * embedder.longest
    first, long, second, longer = rows(event).astype(np.float32)
    assert cosines(long, longer) > 0.9999 and cosines(first, second) > 0.9999


@pytest.mark.parametrize("level", [Level.INT8, Level.NF4])
def test_fewer_bits_stay_near(model: tuple[Path, str, str], level: Level) -> None:
    whole, small = load(model[0]), load(model[0], level)
    assert small.info.level is level and small.info.bits < whole.info.bits
    near = cosines(embedded(whole, TEXTS), embedded(small, TEXTS))
    assert near.mean() > (0.99 if level is Level.INT8 else 0.85)


def test_a_tokenizer_that_forgets_the_last_token_is_helped(tmp_path: Path) -> None:
    path = embedding_factory.qwen3(tmp_path / "Qwen3-Embedding-0.6B", ends=False)
    embedder = load(path)
    made = embedded(embedder, TEXTS)
    for vector, text in zip(made, TEXTS, strict=True):
        assert cosines(vector, plain(embedder, text, "last", end=0)) > 0.9999
    events: list[AnyEvent] = []
    embedder.answer(Embed(job="j", texts=(LONG,), purpose="query"), Job("j", events.append))
    assert isinstance(events[0], Embedded) and events[0].cut == (0,)


def test_cancelled_between_windows_and_between_layers(model: tuple[Path, str, str]) -> None:
    embedder, events = load(model[0]), list[AnyEvent]()

    def emit(event: AnyEvent) -> None:
        events.append(event)
        job.cancel()

    job = Job("j", emit)
    with pytest.raises(Interrupted):
        embedder.answer(Embed(job="j", texts=TEXTS * 20, purpose="passage"), job)
    assert len(events) == 1
    layers = [0]

    def count(*arguments: object) -> None:
        layers[0] += 1
        job.cancel()

    job = Job("j", events.append)
    network = embedder._loaded.model
    network.get_input_embeddings().register_forward_hook(count)
    with pytest.raises(Interrupted):
        embedder.answer(Embed(job="j", texts=TEXTS * 20, purpose="passage"), job)
    assert layers == [1] and len(events) == 1


def test_nothing_asked_is_nothing_said(model: tuple[Path, str, str]) -> None:
    events: list[AnyEvent] = []
    end = load(model[0]).answer(Embed(job="j", texts=(), purpose="query"), Job("j", events.append))
    assert not events and end.usage.prompt_tokens == 0


def test_an_embedding_model_has_no_other_role(tmp_path: Path) -> None:
    found = embedding_factory.qwen3(tmp_path / "q")
    chat = model_factory.causal(tmp_path / "c", family="qwen3")
    assert inspect(found).roles == (Role.EMBEDDING,)
    for path, role in ((found, Role.CHAT), (chat, Role.EMBEDDING)):
        with pytest.raises(ModelUnsupportedError):
            load(path, role=role)


@pytest.mark.parametrize(
    ("name", "kind", "pooling", "query", "languages"),
    [
        ("Qwen3-Embedding-0.6B", "qwen3", "last", embedding_factory.QUERY, ("zh", "en", "yue")),
        ("bge-m3", "xlm-roberta", "cls", "", ("zh", "en", "sw")),
        ("bge-small-en-v1.5", "bert", "cls", "Represent this sentence for", ("en",)),
        ("bge-base-zh", "bert", "cls", "为这个句子生成表示", ("zh",)),
        ("multilingual-e5-large-instruct", "xlm-roberta", "mean", "Instruct: ", ("zh", "en")),
        ("multilingual-e5-small", "bert", "mean", "query: ", ("zh", "en")),
        ("e5-large-v2", "bert", "mean", "query: ", ("en",)),
    ],
)
def test_a_folder_that_says_nothing_is_known_by_its_name(
    tmp_path: Path, name: str, kind: str, pooling: str, query: str, languages: tuple[str, ...]
) -> None:
    folder = tmp_path / f"models--org--{name}" / "snapshots" / "0af3"
    folder.mkdir(parents=True)
    config = {"architectures": ["SomeModel"], "model_type": kind}
    recipe = recipe_of(folder, config)
    assert recipe is not None and recipe.pooling == pooling
    assert recipe.query.startswith(query) and set(languages) <= set(recipe.languages)
    assert recipe_of(folder, {**config, "architectures": ["XForSequenceClassification"]}) is None
    assert recipe_of(folder, {**config, "model_type": "llama"}) is None


def test_the_folders_own_word_goes_before_the_name(tmp_path: Path) -> None:
    folder = embedding_factory.bert(tmp_path / "e5-small", "cls")
    (folder / "config_sentence_transformers.json").write_text('{"prompts": {"query": "Q! "}}')
    (folder / "sentence_bert_config.json").write_text('{"max_seq_length": 20}')
    (folder / "README.md").write_text("---\nlanguage: [zh, 'en']\nlicense: mit\n---\n")
    recipe = recipe_of(folder, checked_config(folder))
    assert recipe is not None
    assert (recipe.pooling, recipe.query, recipe.passage) == ("cls", "Q! ", "passage: ")
    assert (load(folder).longest, load(folder).info.languages) == (20, ("zh", "en"))


def test_a_renamed_folder_is_known_by_its_card(tmp_path: Path) -> None:
    folder = embedding_factory.bert(tmp_path / "mine")
    card = "---\nmodel-index:\n- name: multilingual-e5-small\n  results:\n  - task: x\nlanguage:\n"
    (folder / "README.md").write_text(
        card + "- multilingual\n- 'no'\n- zh\n---\n# e5\nlanguage: ja"
    )
    recipe = recipe_of(folder, checked_config(folder))
    assert recipe is not None and recipe.query == "query: " and recipe.languages == ("no", "zh")


@pytest.mark.parametrize(
    ("file", "text", "error"),
    [
        ("modules.json", "{}", ModelUnreadableError),
        ("modules.json", "[", ModelUnreadableError),
        ("modules.json", '[{"type": "x.Pooling", "path": "../.."}]', ModelUnreadableError),
        ("modules.json", '[{"type": "x.Pooling"}, {"type": "x.Dense"}]', ModelUnsupportedError),
        ("1_Pooling/config.json", '{"pooling_mode_max_tokens": true}', ModelUnsupportedError),
        ("1_Pooling/config.json", '{"pooling_mode": "weightedmean"}', ModelUnsupportedError),
        ("1_Pooling/config.json", "{}", ModelUnsupportedError),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, file: str, text: str, error: type[Exception]
) -> None:
    folder = embedding_factory.bert(tmp_path / "m")
    (folder / file).write_text(text)
    with pytest.raises(error):
        recipe_of(folder, checked_config(folder))
    assert inspect(folder).problem in ("model_unreadable", "model_unsupported")
    assert inspect(folder).roles == ()


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("modules.json", "[1, 2]"),
        ("modules.json", '[{"type": "x.Pooling", "path": null}]'),
        ("config_sentence_transformers.json", '{"prompts": ["query"]}'),
        ("sentence_bert_config.json", '{"max_seq_length": "many"}'),
    ],
)
def test_odd_values_are_a_problem_and_no_traceback(tmp_path: Path, file: str, text: str) -> None:
    folder = embedding_factory.bert(tmp_path / "m")
    (folder / file).write_text(text)
    assert inspect(folder).problem


def test_the_newer_form_of_pooling(tmp_path: Path) -> None:
    folder = embedding_factory.bert(tmp_path / "m")
    (folder / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode": "lasttoken"}))
    recipe = recipe_of(folder, checked_config(folder))
    assert recipe is not None and recipe.pooling == "last"


def test_which_languages_it_knows() -> None:
    info = ModelInfo(
        name="m",
        path="m",
        role=Role.EMBEDDING,
        family="bert",
        level=Level.FULL,
        wanted=Level.FULL,
        bits=16,
        device="cpu",
        memory=1,
        parameters=1,
        context=512,
    )
    assert embedder_knows(info, "zh") is None
    chinese = msgspec.structs.replace(info, languages=("zh",))
    assert embedder_knows(chinese, "zh-Hant-TW") and embedder_knows(chinese, "zh_CN")
    assert embedder_knows(chinese, "en") is False


@pytest.mark.parametrize("level", [Level.INT8, Level.NF4])
def test_its_memory_is_planned_without_a_cache(model: tuple[Path, str, str], level: Level) -> None:
    planned = plan(model[0], level, 4096)
    assert planned.kv_cache == 0
    assert planned.weights == pytest.approx(load(model[0], level).info.memory, rel=0.1)
