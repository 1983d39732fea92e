"""The starter translator: a small Marian model for both directions."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import sentencepiece
import torch
from transformers import AutoTokenizer, MarianConfig, MarianMTModel

from nibble_engine.training import back_translation, corpora, grammar
from nibble_engine.training.batches import Sample
from nibble_engine.training.loop import Samples
from nibble_engine.training.marks import Lexicon, locked, tagged, termed
from nibble_engine.training.plan import Plan
from nibble_engine.training.tokenizer import train_marian
from nibble_engine.translation.locks import MARKS

NAME = "translator"
VOCABULARY = 6012  # and four marks: a multiple of 64
PLAN = Plan(
    steps=13_500,
    batch_tokens=1400,
    learning_rate=1.2e-3,
    warmup_steps=800,
    label_smoothing=0.1,
    weight_decay=0.01,
    decay=0.4,
    average=0.999,
)
_LONGEST = 64
# Of each of these the mixture takes a new part every epoch; the everyday pairs come whole.
_GRAMMAR, _TECHNICAL, _WORDS, _BACK = 5000, 1500, 2000, 6000
_RESPLIT = 0.3
_LOCKED, _TERMED, _TAGGED = 0.95, 0.06, 0.05
_MACHINE = "bt"


class Texts(NamedTuple):
    """The pairs of an epoch's parts. The Chinese of ``back`` is a machine's."""

    everyday: Sequence[corpora.Pair]
    technical: Sequence[corpora.Pair]
    words: Sequence[corpora.Pair]
    back: Sequence[corpora.Pair]


class Mixture:
    """The samples of an epoch, both directions.

    A few sentences are split differently each time (subword regularisation, Kudo 2018). All of
    them would make the sequences a third longer. Numbers, codes and addresses are marks
    (`training.marks`), and so are some words, as a glossary's terms will be.
    """

    def __init__(self, texts: Texts, folder: Path, seed: int) -> None:
        self._texts, self._seed = texts, seed
        self._lexicon = Lexicon(texts.words)
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
        tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        names = ("en", "zh", _MACHINE)
        self._marks = {t: tokenizer.convert_tokens_to_ids(f">>{t}<<") for t in names}
        self._end = int(tokenizer.eos_token_id)

    def __call__(self, number: int) -> list[Sample]:
        """Epoch ``number``; the same number gives the same samples."""
        seed = self._seed * 1000 + number
        rng = random.Random(seed)
        sentencepiece.set_random_generator_seed(seed)
        texts = self._texts
        pairs = [
            *texts.everyday,
            *grammar.pairs(_GRAMMAR, seed),
            *_some(texts.technical, _TECHNICAL, rng),
            *_some(texts.words, _WORDS, rng),
        ]
        samples = [self._sample(pair, side, rng) for pair in pairs for side in (0, 1)]
        # A machine's sentence is only ever read, never learned: from Chinese into real English.
        samples += [
            self._sample(pair, 1, rng, machine=True) for pair in _some(texts.back, _BACK, rng)
        ]
        return [sample for sample in samples if sample.length <= _LONGEST]

    def plain(self, pair: corpora.Pair) -> list[Sample]:
        """Both directions, split in the likeliest way, numbers as marks: as they are asked."""
        return [self._encoded(locked(pair, side, random.Random(0)), side) for side in (0, 1)]

    def _sample(
        self, pair: corpora.Pair, side: int, rng: random.Random, *, machine: bool = False
    ) -> Sample:
        has_tags = rng.random() < _TAGGED
        if has_tags:
            pair = tagged(pair, self._lexicon, rng)
        elif rng.random() < _TERMED:
            pair = termed(pair, side, self._lexicon, rng)
        if has_tags or rng.random() < _LOCKED:
            pair = locked(pair, side, rng)
        split = 0.1 if rng.random() < _RESPLIT else 0.0
        return self._encoded(pair, side, split, machine=machine)

    def _encoded(
        self, pair: corpora.Pair, side: int, split: float = 0.0, *, machine: bool = False
    ) -> Sample:
        """From side 0 (English) or 1 (Chinese); ``split`` flattens the odds of the splits."""
        how: dict[str, Any] = {"enable_sampling": split > 0, "alpha": split, "nbest_size": -1}
        english, chinese = ([*self._pieces.encode(text, **how), self._end] for text in pair)
        mark = [self._marks["en" if side else "zh"], *([self._marks[_MACHINE]] * machine)]
        if side:
            return Sample([*mark, *chinese], english)
        return Sample([*mark, *english], chinese)


def prepare(data: Path, folder: Path, seed: int) -> tuple[Samples, list[Sample]]:
    """Training samples by epoch and dev samples; the tokenizer is made once in ``folder``, and
    sentences are translated back with the starter in resources once, beside it."""
    dev = corpora.parallel(data / "tatoeba-cmn-eng" / "split-dev.tsv")
    everyday = corpora.parallel(data / "tatoeba-cmn-eng" / "split-train.tsv")
    words = corpora.dictionary(data / "cc-cedict" / "cedict_ts_2019-10-25.u8")
    folder.mkdir(parents=True, exist_ok=True)
    back = back_translation.pairs(data, folder.parent / "back.jsonl", seed)
    parts = (everyday, _technical(data), words, back)
    texts = Texts(*(_apart(part, dev) for part in parts))
    if not (folder / "vocab.json").exists():
        rng = random.Random(seed)
        some = grammar.pairs(8000, seed) + _some(texts.technical, 6000, rng)
        some += _some(texts.words, 3000, rng)
        learned = [text for pair in [*texts.everyday, *some] for text in pair]
        train_marian(learned, folder, VOCABULARY, ["zh", "en", _MACHINE], MARKS)
    mixture = Mixture(texts, folder, seed)
    return mixture, [sample for pair in dev for sample in mixture.plain(pair)]


def _some(pairs: Sequence[corpora.Pair], count: int, rng: random.Random) -> list[corpora.Pair]:
    return rng.sample(pairs, min(count, len(pairs)))


def model(folder: Path) -> MarianMTModel:
    """An untrained model: 256 wide, 6 encoder and 2 decoder layers, tied embeddings."""
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    size = len(tokenizer.get_vocab())
    pad = tokenizer.pad_token_id
    config = MarianConfig(
        vocab_size=size,
        d_model=256,
        encoder_layers=6,
        decoder_layers=2,
        encoder_attention_heads=4,
        decoder_attention_heads=4,
        encoder_ffn_dim=1024,
        decoder_ffn_dim=1024,
        activation_function="swish",
        scale_embedding=True,
        # Unit variance after scaling, as strong as the positions that are added to it.
        init_std=0.06,
        dropout=0.2,
        max_position_embeddings=256,
        pad_token_id=pad,
        eos_token_id=tokenizer.eos_token_id,
        decoder_start_token_id=pad,
        forced_eos_token_id=None,
        tie_word_embeddings=True,
    )
    made = MarianMTModel(config)
    _calm(made)
    made.generation_config.update(
        max_length=None, num_beams=8, length_penalty=1.0, bad_words_ids=[[pad]]
    )
    return made


def _calm(model: MarianMTModel) -> None:
    """Makes the branches beside the residual path start small (as in DeepNet, Wang et al. 2022).

    Without it the six normalised sums wash a sentence out: the encoder says the same at every
    position, the decoder learns to live without it, and translation never begins.
    """
    for name, module in model.named_modules():
        if isinstance(module, torch.nn.Linear) and not name.endswith("lm_head"):
            small = name.endswith(("v_proj", "out_proj", "fc1", "fc2"))
            torch.nn.init.xavier_normal_(module.weight, gain=0.4 if small else 1.0)


def _apart(pairs: Sequence[corpora.Pair], dev: Sequence[corpora.Pair]) -> list[corpora.Pair]:
    """Pairs of which no side stands in the dev set."""
    english, chinese = ({pair[i] for pair in dev} for i in (0, 1))
    return [pair for pair in pairs if pair[0] not in english and pair[1] not in chinese]


def _technical(data: Path) -> list[corpora.Pair]:
    found = corpora.parallel(data / "python-docs-zh-cn" / "pydocs-3.14-en-zh-prose.tsv")
    found += corpora.parallel(data / "react-docs-zh-hans" / "react-en-zh.tsv")
    return [pair for pair in found if len(pair[0]) <= 180 and len(pair[1]) <= 90]
