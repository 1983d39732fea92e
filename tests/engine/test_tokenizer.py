"""A folder's tokenizer is to the letter what transformers makes without our argument."""

from __future__ import annotations

import gc
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import model_factory
import pytest
from tokenizers import (
    AddedToken,
    Tokenizer,
    decoders,
    models,
    normalizers,
    pre_tokenizers,
    processors,
    trainers,
)
from transformers import AutoTokenizer

from nibble_engine.errors import ModelUnreadableError
from nibble_engine.models.tokenizer import read_tokenizer
from nibble_engine.resources import resource

Change = Callable[[Path], None]
TEXTS = [
    "",
    " ",
    "  \t \n\n  two  spaces ",
    "Where is the station? It's 12,345.60 €.",
    "车站在哪里？我怎样退货。",
    "日本語と한국어 и кириллица",
    "👍🏽 family: 👨‍👩‍👧 flag 🇨🇳",
    "caf\u00e9 cafe\u0301 \ufb01 \uff21 \u2126",
    "<|im_start|>user\nHi<|im_end|>\n<s> </s> <unk> [CLS] <pad> <extra>",
    "\u200b\ufeff\x00 <|im_end|><|im_end|> x<extra>y",
]
TURNS = [{"role": "user", "content": "早上好 Hello <|im_end|>"}]
SIZE = 151_936
BYTES = pre_tokenizers.ByteLevel(add_prefix_space=False)


def _byte_level(special: list[str], size: int = 600) -> Tokenizer:
    """Merges are drawn: a vocabulary of 151,936 words is not trained in a test's time."""
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    words = [*special, *letters]
    known, draw, merges = {word: i for i, word in enumerate(words)}, random.Random(3), []
    while len(words) < size:
        left, right = words[draw.randrange(len(special), len(words))], draw.choice(letters)
        if left + right not in known:
            known[left + right] = len(words)
            words.append(left + right)
            merges.append((left, right))
    tokenizer = Tokenizer(models.BPE(known, merges))
    tokenizer.pre_tokenizer, tokenizer.decoder = BYTES, decoders.ByteLevel()
    tokenizer.add_special_tokens(special)
    tokenizer.add_tokens([AddedToken("<extra>", lstrip=True, normalized=True)])
    return tokenizer


def _chatml(size: int = 600) -> Tokenizer:
    return _byte_level(["<|endoftext|>", "<|im_start|>", "<|im_end|>"], size)


def _llama3() -> Tokenizer:
    tokenizer = _byte_level(["<s>", "</s>"])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A", pair="<s> $A <s> $B", special_tokens=[("<s>", 0)]
    )
    return tokenizer


def _trained(kind: str) -> Tokenizer:
    special = ["<pad>", "<s>", "</s>", "<unk>", "[CLS]", "[SEP]", "[UNK]", "[PAD]", "[MASK]"]
    model, trainer = {
        "bpe": (
            models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True),
            trainers.BpeTrainer(vocab_size=400, special_tokens=special, show_progress=False),
        ),
        "wordpiece": (
            models.WordPiece(unk_token="[UNK]"),
            trainers.WordPieceTrainer(vocab_size=400, special_tokens=special, show_progress=False),
        ),
        "unigram": (
            models.Unigram(),
            trainers.UnigramTrainer(
                vocab_size=300, special_tokens=special, unk_token="<unk>", show_progress=False
            ),
        ),
    }[kind]
    tokenizer = Tokenizer(model)
    if kind == "wordpiece":
        tokenizer.normalizer = normalizers.BertNormalizer()
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        tokenizer.decoder = decoders.WordPiece()
    else:
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
        tokenizer.decoder = decoders.Metaspace()
    tokenizer.train_from_iterator(model_factory.CORPUS, trainer)
    tokenizer.add_tokens([AddedToken("<extra>", rstrip=True)])
    return tokenizer


FAMILIES: dict[str, tuple[str, str, Callable[[], Tokenizer]]] = {
    "qwen2": ("qwen2", "Qwen2Tokenizer", _chatml),
    "qwen2-whole": ("qwen2", "Qwen2Tokenizer", lambda: _chatml(SIZE)),
    "qwen3": ("qwen3", "Qwen2TokenizerFast", _chatml),
    "plain": ("qwen3", "PreTrainedTokenizerFast", _chatml),
    "llama3": ("llama", "PreTrainedTokenizerFast", _llama3),
    "llama3-as-2": ("llama", "LlamaTokenizer", _llama3),
    "llama2": ("llama", "LlamaTokenizer", lambda: _trained("bpe")),
    "gemma": ("gemma3_text", "GemmaTokenizer", lambda: _trained("bpe")),
    "bert": ("bert", "BertTokenizer", lambda: _trained("wordpiece")),
    "xlm-roberta": ("xlm-roberta", "XLMRobertaTokenizer", lambda: _trained("unigram")),
    "t5": ("t5", "T5Tokenizer", lambda: _trained("unigram")),
}


def _made(folder: Path, family: str) -> Path:
    model_type, named, build = FAMILIES[family]
    folder.mkdir()
    build().save(str(folder / "tokenizer.json"))
    _write(folder / "config.json", {"model_type": model_type})
    told: dict[str, Any] = {
        "tokenizer_class": named,
        "chat_template": model_factory.CHATML,
        "model_max_length": 4096,
        "padding_side": "left",
        "add_bos_token": True,
        "clean_up_tokenization_spaces": True,
    }
    if build is _chatml:
        told |= {"eos_token": "<|im_end|>", "pad_token": "<|endoftext|>"}
        told |= {"additional_special_tokens": ["<|im_start|>", "<new>"]}
    _write(folder / "tokenizer_config.json", told)
    return folder


def _write(file: Path, value: object) -> None:
    file.write_text(json.dumps(value), "utf-8")


def _theirs(folder: Path) -> Any:
    return AutoTokenizer.from_pretrained(
        folder, local_files_only=True, trust_remote_code=False, clean_up_tokenization_spaces=False
    )


def _behaviour(tokenizer: Any) -> dict[str, Any]:
    """All that the engine can see of a tokenizer."""
    found: dict[str, Any] = {
        "class": type(tokenizer),
        "init": {key: repr(value) for key, value in tokenizer.init_kwargs.items()},
        "special": repr(tokenizer.special_tokens_map),
        "ids": tokenizer.all_special_ids,
        "added": repr(tokenizer.added_tokens_decoder),
        "sizes": (tokenizer.vocab_size, len(tokenizer), tokenizer.model_max_length),
        "sides": (tokenizer.padding_side, tokenizer.truncation_side),
        "clean": tokenizer.clean_up_tokenization_spaces,
        "inputs": tokenizer.model_input_names,
        "vocabulary": tokenizer.get_vocab(),
    }
    if hasattr(tokenizer, "backend_tokenizer"):
        found["backend"] = tokenizer.backend_tokenizer.to_str()
    for text in TEXTS:
        with_marks = tokenizer(text)["input_ids"]
        without = tokenizer(text, add_special_tokens=False, split_special_tokens=True)["input_ids"]
        decoded = [tokenizer.decode(with_marks, skip_special_tokens=skip) for skip in (True, False)]
        found[text] = (with_marks, without, decoded)
    if tokenizer.chat_template:
        found["chat"] = tokenizer.apply_chat_template(TURNS, add_generation_prompt=True)[
            "input_ids"
        ]
    return found


def _given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether transformers is told the added tokens, and so parses the file once less."""
    asked: dict[str, Any] = {}
    monkeypatch.setattr(AutoTokenizer, "from_pretrained", lambda _, **more: asked.update(more))
    read_tokenizer(folder)
    return "added_tokens_decoder" in asked


@pytest.mark.parametrize("family", FAMILIES)
def test_it_is_what_transformers_makes(
    tmp_path: Path, family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _made(tmp_path / "m", family)
    assert _behaviour(read_tokenizer(folder)) == _behaviour(_theirs(folder))
    assert _given(folder, monkeypatch)


@pytest.mark.parametrize("name", ["chat", "translator"])
def test_so_are_the_starters(name: str) -> None:
    folder = resource("starter", name)
    assert _behaviour(read_tokenizer(folder)) == _behaviour(_theirs(folder))


def _special_map(folder: Path) -> None:
    _write(folder / "special_tokens_map.json", {"pad_token": "<extra>", "unk_token": "<odd>"})


def _added_file(folder: Path) -> None:
    _write(folder / "added_tokens.json", {"<later>": 601})


def _decoder(folder: Path) -> None:
    told = json.loads((folder / "tokenizer_config.json").read_text("utf-8"))
    told["added_tokens_decoder"] = {"600": {"content": "<extra>", "special": True}}
    _write(folder / "tokenizer_config.json", told)


def _versions(folder: Path) -> None:
    shutil.copy(folder / "tokenizer.json", folder / "tokenizer.4.0.0.json")
    told = json.loads((folder / "tokenizer_config.json").read_text("utf-8"))
    told["fast_tokenizer_files"] = ["tokenizer.json", "tokenizer.4.0.0.json"]
    _write(folder / "tokenizer_config.json", told)
    of_no_use = json.loads((folder / "tokenizer.json").read_text("utf-8"))
    of_no_use["added_tokens"][-1]["content"] = "<other>"
    _write(folder / "tokenizer.json", of_no_use)


@pytest.mark.parametrize("change", [_special_map, _added_file, _decoder, _versions])
@pytest.mark.parametrize("family", ["qwen2", "plain"])
def test_another_file_has_its_say(
    tmp_path: Path, family: str, change: Change, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = _made(tmp_path / "m", family)
    before = _behaviour(_theirs(folder))
    change(folder)
    ours = _behaviour(read_tokenizer(folder))
    assert ours == _behaviour(_theirs(folder)) and ours != before
    assert not _given(folder, monkeypatch)


@pytest.mark.parametrize("added", [5, [5], [{}], [{"id": [], "content": "x"}]])
def test_added_tokens_that_are_none_are_a_clear_error(tmp_path: Path, added: object) -> None:
    folder = _made(tmp_path / "m", "plain")
    whole = json.loads((folder / "tokenizer.json").read_text("utf-8"))
    _write(folder / "tokenizer.json", {**whole, "added_tokens": added})
    with pytest.raises(ModelUnreadableError):
        read_tokenizer(folder)


@pytest.mark.parametrize("was_on", [True, False])
def test_the_collector_rests_and_is_as_before(
    tmp_path: Path, was_on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def damaged(*_: object, **__: object) -> None:
        seen.append(gc.isenabled())
        raise ValueError

    monkeypatch.setattr(AutoTokenizer, "from_pretrained", damaged)
    (gc.enable if was_on else gc.disable)()
    try:
        with pytest.raises(ModelUnreadableError):
            read_tokenizer(tmp_path)
        assert seen == [False] and gc.isenabled() is was_on
    finally:
        gc.enable()
