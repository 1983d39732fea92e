"""The starter translator: a small Marian model for both directions."""

from __future__ import annotations

import random
from pathlib import Path

from transformers import AutoTokenizer, MarianConfig, MarianMTModel, PreTrainedTokenizerBase

from nibble_engine.training import corpora, grammar
from nibble_engine.training.batches import Sample
from nibble_engine.training.loop import Plan
from nibble_engine.training.tokenizer import train_marian

NAME = "translator"
VOCABULARY = 6000
PLAN = Plan(
    batch_tokens=1200, learning_rate=6e-4, warmup=0.05, label_smoothing=0.1, weight_decay=0.01
)
_LONGEST = 48


def prepare(data: Path, folder: Path, seed: int) -> tuple[list[Sample], list[Sample]]:
    """Training and dev samples, both directions; the tokenizer is made once in ``folder``."""
    everyday = corpora.parallel(data / "tatoeba-cmn-eng" / "split-train.tsv")
    pairs = everyday + grammar.pairs(4000, seed) + _technical(data, seed)
    words = corpora.dictionary(data / "cc-cedict" / "cedict_ts_2019-10-25.u8")
    pairs += random.Random(seed).sample(words, min(3000, len(words)))
    dev = corpora.parallel(data / "tatoeba-cmn-eng" / "split-dev.tsv")
    if not (folder / "vocab.json").exists():
        train_marian([text for pair in pairs for text in pair], folder, VOCABULARY, ["zh", "en"])
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    samples = [sample for pair in pairs for sample in _both(tokenizer, pair)]
    short = [sample for sample in samples if sample.length <= _LONGEST]
    return short, [sample for pair in dev for sample in _both(tokenizer, pair)]


def model(folder: Path) -> MarianMTModel:
    """An untrained model: 256 wide, 4 encoder and 2 decoder layers, tied embeddings."""
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    size = len(tokenizer.get_vocab())
    pad = tokenizer.pad_token_id
    config = MarianConfig(
        vocab_size=size,
        d_model=256,
        encoder_layers=4,
        decoder_layers=2,
        encoder_attention_heads=8,
        decoder_attention_heads=8,
        encoder_ffn_dim=1024,
        decoder_ffn_dim=1024,
        activation_function="swish",
        scale_embedding=True,
        # Unit variance after scaling, as strong as the positions that are added to it.
        init_std=0.06,
        dropout=0.0,  # a few passes over the data underfit: there is nothing to regularise
        max_position_embeddings=256,
        pad_token_id=pad,
        eos_token_id=tokenizer.eos_token_id,
        decoder_start_token_id=pad,
        forced_eos_token_id=None,
        tie_word_embeddings=True,
    )
    made = MarianMTModel(config)
    made.generation_config.update(
        max_length=None, num_beams=1, repetition_penalty=1.1, bad_words_ids=[[pad]]
    )
    return made


def _technical(data: Path, seed: int) -> list[corpora.Pair]:
    found = corpora.parallel(data / "python-docs-zh-cn" / "pydocs-3.14-en-zh-prose.tsv")
    found += corpora.parallel(data / "react-docs-zh-hans" / "react-en-zh.tsv")
    short = [pair for pair in found if len(pair[0]) <= 110 and len(pair[1]) <= 60]
    return random.Random(seed).sample(short, min(2500, len(short)))


def _both(tokenizer: PreTrainedTokenizerBase, pair: corpora.Pair) -> list[Sample]:
    english, chinese = pair
    ids = {language: _ids(tokenizer, text) for language, text in (("en", english), ("zh", chinese))}
    mark = {language: tokenizer.convert_tokens_to_ids(f">>{language}<<") for language in ids}
    return [
        Sample([mark["zh"], *ids["en"]], ids["zh"]),
        Sample([mark["en"], *ids["zh"]], ids["en"]),
    ]


def _ids(tokenizer: PreTrainedTokenizerBase, text: str) -> list[int]:
    return list(tokenizer(text)["input_ids"])
